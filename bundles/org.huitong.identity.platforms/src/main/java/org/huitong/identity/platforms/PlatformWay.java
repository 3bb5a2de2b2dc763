// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.platforms;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.access.Identity;
import org.huitong.api.access.LoginWay;
import org.huitong.api.access.Recognition;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors;
import org.huitong.api.connector.Visitors.Visit;
import org.huitong.api.connector.Visitors.Visitor;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's platform as a way to log in. The connector says where to send people and what to ask; it is looked up
 * anew at each step, so that it may be exchanged while somebody is under way.
 */
final class PlatformWay implements LoginWay {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformWay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final LocalText AWAY =
            LocalText.of("此平台账号的登录已停用。", "Logins by this account of the platform are switched off.");

    private final String platform;
    private final String account;
    private final LocalText title;
    private final Connectors connectors;
    private final Errands errands;

    PlatformWay(String platform, String account, LocalText title, Connectors connectors, Errands errands) {
        this.platform = platform;
        this.account = account;
        this.title = title;
        this.connectors = connectors;
        this.errands = errands;
    }

    @Override
    public String name() {
        return platform + "-" + account;
    }

    @Override
    public LocalText title() {
        return title;
    }

    @Override
    public boolean isAtHome(String userAgent) {
        return visitors().filter(there -> there.isWindow(userAgent)).isPresent();
    }

    @Override
    public Optional<URI> leave(Journey journey) {
        return visitors().map(there -> there.door(visit(journey)));
    }

    @Override
    public Recognition arrive(Journey journey, Map<String, String> told) {
        Visit visit = visit(journey);
        try {
            return recognition(
                    errands.run(platform, account, (Connector there, Trail trail) -> next(there, visit, told, trail))
                            .toCompletableFuture()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Recognition.Unreachable();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The platform does not tell who came account={}/{}", platform, account);
            return new Recognition.Unreachable();
        }
    }

    private static Step<Visitor> next(Connector there, Visit visit, Map<String, String> told, Trail trail) {
        return there instanceof Visitors visitors && visitors.isOpen()
                ? visitors.who(visit, told, trail)
                : Step.failed(Step.Failure.REFUSED, AWAY);
    }

    private Recognition recognition(Ending<Visitor> ending) {
        if (ending instanceof Ending.Done<Visitor> done) {
            Visitor visitor = done.value();
            return new Recognition.Recognised(new Identity(
                    new Identity.Provider(platform, visitor.tenant()),
                    visitor.ids(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        if (ending instanceof Ending.Failed<Visitor> failed && failed.failure() != Step.Failure.UNKNOWN) {
            LOG.warn(
                    "The platform lets nobody in account={}/{} failure={} reason={}",
                    platform,
                    account,
                    failed.failure(),
                    failed.why().en());
            return new Recognition.Refused(failed.why());
        }
        return new Recognition.Unreachable();
    }

    private Optional<Visitors> visitors() {
        return connectors
                .of(platform, account)
                .filter(Visitors.class::isInstance)
                .map(Visitors.class::cast)
                .filter(Visitors::isOpen);
    }

    private static Visit visit(Journey journey) {
        return new Visit(journey.back(), journey.state(), journey.verifier(), journey.atHome());
    }
}
