// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connector;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether every known account has its connector, the connector what it needs, and calls are read in time. */
@Component(service = Check.class)
public final class ConnectorsCheck implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorsCheck.class);

    private final AccountBook accounts;
    private final Clock clock;

    @Activate
    public ConnectorsCheck(@Reference AccountBook accounts, @Reference Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "connectors";
    }

    @Override
    public Result result() {
        Collection<ConnectedAccount> all = accounts.all();
        Instant now = clock.instant();
        List<String> wrong = new ArrayList<>();
        Set<AccountName> without = all.stream()
                .filter(a -> a.connector().isEmpty())
                .map(ConnectedAccount::name)
                .collect(Collectors.toSet());
        if (!without.isEmpty()) {
            without.removeAll(accounts.paused());
        }
        List<String> away = without.stream().map(AccountName::toString).sorted().toList();
        if (!away.isEmpty()) {
            wrong.add("Without connector: " + String.join(", ", away)
                    + ". Switch its feature on or put its jar into deploy/ again, or delete its configuration.");
        }
        for (ConnectedAccount account : all) {
            account.connector()
                    .flatMap(connector -> problem(account, connector))
                    .ifPresent(problem ->
                            wrong.add("Nothing can come in by " + account.name() + ": " + problem.en() + "."));
            Strain.of(account, now)
                    .ifPresent(strain -> wrong.add("Look at " + account.name() + ": " + strain.en() + "."));
            accounts.rivalry(account).ifPresent(rivalry -> wrong.add("Mind: " + rivalry.en() + "."));
        }
        return wrong.isEmpty()
                ? Result.up(all.size() == 1 ? "1 account" : all.size() + " accounts")
                : Result.degraded(String.join(" ", wrong));
    }

    /** A plug that breaks on the question is one account's trouble and not the hub's. */
    private static Optional<LocalText> problem(ConnectedAccount account, Connector connector) {
        try {
            return connector.problem().or(account::lineTrouble);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A connector cannot say how it stands connector={}", account.name(), Unquoted.of(e));
            return Optional.of(
                    LocalText.of("连接器无法说明自身状态，原因见日志", "its connector cannot say how it stands; the log says why"));
        }
    }
}
