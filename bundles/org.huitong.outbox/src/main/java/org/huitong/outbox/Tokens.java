// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts' tokens, in memory alone. However many find theirs refused, one renewal is under way, and who comes with
 * the old one afterwards is given the new one without asking the platform; a renewal that failed is not tried again at
 * once. So a platform never sees a storm.
 */
final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

    private final Errand.Gear gear;
    private final Map<AccountName, Held> held = new ConcurrentHashMap<>();

    /** Of one account; guarded by itself. Moments are of {@link System#nanoTime()}, which no set clock disturbs. */
    private static final class Held {
        private Token token;
        private long gotAt;
        private long renewAt;
        private long notBefore = System.nanoTime();
        private Errand.End<Token> failure;
        private CompletableFuture<Errand.End<Token>> flight;
    }

    /** @param gear without tokens: nobody renews one with another */
    Tokens(Errand.Gear gear) {
        this.gear = gear;
    }

    /** The token, unless there is none or it is near its end. */
    Optional<Token> current(AccountName account) {
        Held mine = held.computeIfAbsent(account, a -> new Held());
        synchronized (mine) {
            return mine.token != null && System.nanoTime() - mine.renewAt < 0
                    ? Optional.of(mine.token)
                    : Optional.empty();
        }
    }

    /** How old each account's token is; of those that have none there is none. */
    Map<AccountName, Duration> ages() {
        long now = System.nanoTime();
        Map<AccountName, Duration> ages = new HashMap<>();
        held.forEach((account, mine) -> {
            synchronized (mine) {
                if (mine.token != null) {
                    ages.put(account, Duration.ofNanos(now - mine.gotAt));
                }
            }
        });
        return ages;
    }

    /** A token other than the refused one. */
    CompletableFuture<Errand.End<Token>> renewed(AccountName account, Optional<String> refused) {
        Held mine = held.computeIfAbsent(account, a -> new Held());
        CompletableFuture<Errand.End<Token>> flight;
        synchronized (mine) {
            if (mine.flight != null) {
                return mine.flight;
            }
            boolean fresh = mine.token != null
                    && System.nanoTime() - mine.renewAt < 0
                    && !refused.equals(Optional.of(mine.token.value()));
            if (fresh) {
                return CompletableFuture.completedFuture(new Errand.End.Done<>(mine.token));
            }
            if (mine.failure != null && System.nanoTime() - mine.notBefore < 0) {
                return CompletableFuture.completedFuture(mine.failure);
            }
            flight = new CompletableFuture<>();
            mine.flight = flight;
        }
        Errand.<Token>run(
                        gear,
                        account,
                        Errand.Phase.TOKEN,
                        (sender, trail) -> sender instanceof Credentials credentials
                                ? credentials.renew(trail)
                                : Step.failed(
                                        Step.Failure.ACCOUNT,
                                        LocalText.of("连接器要访问令牌却不会取", "the connector wants a token and cannot get one")),
                        () -> true)
                .thenAccept(got -> land(account, mine, got));
        return flight;
    }

    private void land(AccountName account, Held mine, Errand.End<Token> got) {
        CompletableFuture<Errand.End<Token>> flight;
        synchronized (mine) {
            flight = mine.flight;
            mine.flight = null;
            if (got instanceof Errand.End.Done<Token> done) {
                mine.token = done.value();
                mine.gotAt = System.nanoTime();
                mine.failure = null;
                Duration lasts = done.value().lasts();
                Duration half = lasts.dividedBy(2);
                Duration early = half.compareTo(BEFORE_ITS_END) < 0 ? half : BEFORE_ITS_END;
                mine.renewAt = System.nanoTime() + lasts.minus(early).toNanos();
                LOG.info("A platform gave a new token connector={}", account);
            } else {
                mine.failure = got;
                mine.notBefore = System.nanoTime() + AFTER_FAILURE.toNanos();
                LOG.warn("A platform gave no token connector={}", account);
            }
        }
        flight.complete(got);
    }
}
