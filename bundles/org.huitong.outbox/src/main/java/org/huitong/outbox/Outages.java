// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Abilities;
import org.huitong.api.operation.SendingBoard.Light;
import org.huitong.api.outbox.Detours;
import org.huitong.api.text.LocalText;

/**
 * Which accounts cannot send, since when and why: their connector is away or says so, somebody has switched them off, or
 * what was tried by them did not come through and nothing has since. In memory: after a start it is seen anew.
 */
final class Outages {
    private static final LocalText AWAY = LocalText.of("连接器未运行", "its connector is away");
    static final LocalText OFF = LocalText.of("已由人停用发送", "somebody has switched it off for sending");
    /** Nobody has tried for so long: nobody knows any more. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Senders senders;
    private final AtomicReference<Optional<Detours>> detours;
    private final InstantSource clock;
    private final Map<AccountName, Failing> failing = new ConcurrentHashMap<>();
    private final Map<AccountName, Instant> seen = new ConcurrentHashMap<>();

    /** What was tried in vain. @param strained whether the platform only wants fewer calls */
    private record Failing(Instant since, Instant last, LocalText why, boolean strained) {}

    /** That nothing goes by an account. @param isPlain whether it needs no trying to know that */
    record Outage(Light light, Instant since, LocalText why, boolean isPlain) {
        boolean lasts(Duration time, Instant now) {
            return !since.plus(time).isAfter(now);
        }
    }

    Outages(Senders senders, AtomicReference<Optional<Detours>> detours, InstantSource clock) {
        this.senders = senders;
        this.detours = detours;
        this.clock = clock;
    }

    /** Something went by it. */
    void sent(AccountName account) {
        failing.remove(account);
    }

    /** Something did not. */
    void failed(AccountName account, LocalText why, boolean strained) {
        Instant now = clock.instant();
        failing.compute(
                account,
                (name, before) ->
                        before == null || before.last().plus(FORGOTTEN).isBefore(now)
                                ? new Failing(now, now, why, strained)
                                : new Failing(before.since(), now, why, strained));
    }

    /** Whether somebody wants nothing to be sent by it. */
    boolean isOff(AccountName account) {
        return detours.get()
                .filter(d -> d.isOff(account.platform(), account.account()))
                .isPresent();
    }

    Optional<Outage> of(AccountName account) {
        Instant now = clock.instant();
        Optional<Outage> plain = plain(account).map(p -> p.since(since(account, now)));
        if (plain.isPresent()) {
            return plain;
        }
        seen.remove(account);
        return Optional.ofNullable(failing.get(account))
                .filter(f -> !f.last().plus(FORGOTTEN).isBefore(now))
                .map(f -> new Outage(f.strained() ? Light.STRAINED : Light.DOWN, f.since(), f.why(), false));
    }

    private Instant since(AccountName account, Instant now) {
        return seen.computeIfAbsent(account, name -> now);
    }

    /** What is known without trying. */
    private record Plain(Light light, LocalText why) {
        Outage since(Instant since) {
            return new Outage(light, since, why, true);
        }
    }

    private Optional<Plain> plain(AccountName account) {
        if (isOff(account)) {
            return Optional.of(new Plain(Light.OFF, OFF));
        }
        Optional<Abilities> able = senders.abilities(account);
        return able.isEmpty()
                ? Optional.of(new Plain(Light.DOWN, AWAY))
                : able.get().problem().map(why -> new Plain(Light.UNSET, why));
    }
}
