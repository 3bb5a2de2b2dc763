// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Inbox;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Measured;
import org.huitong.api.outbox.Detours;
import org.huitong.api.outbox.To;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which letter goes next. What holds a letter back is never kept to itself: the account is away or has a problem,
 * it is left alone for a while, its quota is used up, an earlier letter to the same recipient goes first.
 */
@Component(
        service = {Dispatcher.class, Check.class, Measured.class},
        immediate = true)
public final class Dispatcher implements Check, Measured {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final Duration ADDRESS_AGAIN = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /** Of one account at the same time. */
    private static final int MOST_UNDER_WAY = 50;

    private static final int THREADS = 4;

    private final LetterShelf shelf;
    private final Senders senders;
    private final Addresses addresses;
    private final InstantSource clock;
    private final Standstill standstill;
    private final ScheduledThreadPoolExecutor threads;
    private final Hands hands;
    private final PlatformTime time;
    private final Tokens tokens;
    private final Errand.Gear gear;
    private final Troubles troubles;
    private final Pauses pauses;
    private final AtomicReference<Optional<Detours>> detours = new AtomicReference<>(Optional.empty());
    private final Outages outages;
    private final Pointsman pointsman;
    private final Claims claims;
    private final Verdict verdict;
    private final Delivery delivery;
    private final Receipts receipts;
    private final OwnWords ownWords;
    private final Map<AccountName, Allowance> allowances = new ConcurrentHashMap<>();
    private final RoleLetters roleLetters;
    /** That somebody wants the letters to be looked for, and that somebody looks. */
    private final AtomicBoolean wanted = new AtomicBoolean();

    private final AtomicBoolean looking = new AtomicBoolean();
    /** By whoever looks. */
    private volatile Instant swept = Instant.EPOCH;

    @Activate
    public Dispatcher(
            @Reference LetterShelf shelf,
            @Reference Senders senders,
            @Reference Addresses addresses,
            @Reference Inbox inbox,
            @Reference Clock clock,
            @Reference Standstill standstill,
            @Reference Enclosures enclosures) {
        this(shelf, senders, addresses, inbox, clock, standstill, enclosures, ANSWER);
    }

    Dispatcher(
            LetterShelf shelf,
            Senders senders,
            Addresses addresses,
            Inbox inbox,
            InstantSource clock,
            Standstill standstill,
            Enclosures enclosures,
            Duration patience) {
        this.shelf = shelf;
        this.senders = senders;
        this.addresses = addresses;
        this.clock = clock;
        this.standstill = standstill;
        this.troubles = new Troubles(clock);
        this.pauses = new Pauses(shelf.transactions());
        AtomicInteger number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(
                THREADS, work -> new Thread(work, "huitong-outbox-" + number.incrementAndGet()));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRemoveOnCancelPolicy(true);
        this.hands = new Hands(threads);
        this.time = new PlatformTime(clock);
        Wire wire = new Wire(threads, patience, time);
        Errand.Gear bare = new Errand.Gear(senders, wire, Optional.empty(), threads, hands);
        this.tokens = new Tokens(bare);
        this.gear = new Errand.Gear(senders, wire, Optional.of(tokens), threads, hands);
        this.claims = new Claims(shelf.transactions());
        this.roleLetters = new RoleLetters(shelf, claims);
        this.outages = new Outages(senders, detours, clock);
        this.pointsman = new Pointsman(shelf, senders, addresses, outages, pauses, detours);
        this.verdict = new Verdict(shelf, claims, pauses, outages, clock);
        this.delivery = new Delivery(shelf, verdict, gear, addresses, enclosures, clock, this::wake);
        this.receipts = new Receipts(shelf, gear, clock);
        this.ownWords = new OwnWords(shelf, senders, inbox, troubles);
        threads.scheduleWithFixedDelay(this::lookNow, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDetours(Detours known) {
        detours.set(Optional.of(known));
    }

    /** The one that comes in its place may have come already. */
    void unsetDetours(Detours gone) {
        detours.updateAndGet(now -> now.filter(known -> known != gone));
    }

    @Deactivate
    void close() {
        // Nobody is interrupted: what is being written down is finished, and Derby does not bear it. What became of a
        // request under way is looked after at the next start.
        threads.shutdown();
        hands.close();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The outbox's threads did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Outages outages() {
        return outages;
    }

    /** To whom a letter goes, or went, by the platform's own id. */
    Optional<Outgoing.Target> target(ShelfRow row) {
        return delivery.target(row);
    }

    Errand.Gear gear() {
        return gear;
    }

    /**
     * Something was posted or became free: looked for at once instead of in a moment. However often it is said, one look
     * waits at most: platforms' answers need the same threads, and one that comes too late counts as lost.
     */
    void wake() {
        if (wanted.getAndSet(true)) {
            return;
        }
        try {
            threads.execute(this::lookWhileWanted);
        } catch (RejectedExecutionException closed) {
            LOG.debug("The outbox is going; what waits is sent when it is back");
        }
    }

    private void lookNow() {
        wanted.set(true);
        lookWhileWanted();
    }

    /** Nobody waits for whoever looks already: that one looks again. */
    private void lookWhileWanted() {
        while (wanted.get() && looking.compareAndSet(false, true)) {
            try {
                wanted.set(false);
                look();
            } finally {
                looking.set(false);
            }
        }
    }

    private void look() {
        Instant now = clock.instant();
        if (!standstill.holds()) {
            troubles.guard("what is due", () -> {
                for (AccountName account : shelf.due(now)) {
                    troubles.guard("the letters of " + account, () -> serve(account, now));
                }
            });
        }
        troubles.guard("receipts", () -> receipts.ask(now));
        if (Duration.between(swept, now).abs().compareTo(SWEEP) >= 0) {
            swept = now;
            troubles.guard("what was left behind", () -> delivery.sweep(now));
            if (!standstill.holds()) {
                troubles.guard("ways round", () -> pointsman.look(now));
            }
        }
        troubles.guard("what our people wrote", ownWords::tell);
    }

    private void serve(AccountName account, Instant now) {
        if (account.equals(AccountName.NONE)) {
            address(now);
            return;
        }
        Optional<Abilities> able = senders.abilities(account);
        if (able.isEmpty() || outages.isOff(account) || pauses.of(account, now).isPresent()) {
            return;
        }
        Abilities abilities = able.get();
        int free = MOST_UNDER_WAY - delivery.underWay(account);
        if (abilities.problem().isPresent()
                || free <= 0
                || allowance(account, abilities).room(abilities.quotas(), now).isAfter(now)) {
            return;
        }
        for (ShelfRow row : shelf.heads(account, now, MOST_UNDER_WAY)) {
            if (free <= 0) {
                return;
            }
            if (!delivery.begins(row)) {
                continue;
            }
            Optional<Instant> room = allowance(account, abilities).take(abilities.quotas(), row.lane(), now);
            if (room.isPresent()) {
                delivery.endsBefore(row);
                if (allowance(account, abilities).room(abilities.quotas(), now).isAfter(now)) {
                    return;
                }
            } else if (troubles.guard("a letter of " + account, () -> delivery.go(row, abilities))) {
                free--;
            } else {
                delivery.putOff(row);
            }
        }
    }

    /** By which platform a person is written to is found at the first try, and then stays, so that nobody gets it twice. */
    private void address(Instant now) {
        for (ShelfRow row : shelf.unaddressed(now, MOST_UNDER_WAY)) {
            if (!troubles.guard("the address of a letter", () -> address(row, now))) {
                verdict.putOff(row);
            }
        }
    }

    private void address(ShelfRow row, Instant now) {
        if (!row.sheet().isReadable()) {
            verdict.unreadable(row);
            return;
        }
        if (row.sheet().to() instanceof To.Role role && roleLetters.divide(row, addresses.holders(role), now)) {
            return;
        }
        Optional<AccountName> account =
                addresses.account(row.sheet().to(), row.urgent()).or(() -> pointsman.address(row, now));
        if (account.isPresent()) {
            claims.write(
                    row.asRead(),
                    "platform = ?, account = ?",
                    account.get().platform(),
                    account.get().account());
        } else {
            claims.write(row.asRead(), "next_at = ?", now.plus(ADDRESS_AGAIN).toEpochMilli());
        }
    }

    private Allowance allowance(AccountName account, Abilities abilities) {
        // What went out before a restart counts, too.
        return allowances.computeIfAbsent(
                account,
                a -> new Allowance(shelf.sent(a, clock.instant().minus(Allowance.longest(abilities.quotas())))));
    }

    @Override
    public List<Measurement> measure() {
        List<Measurement> all = new ArrayList<>();
        time.ahead()
                .ifPresent(ahead -> all.add(new Measurement(
                        "huitong_clock_ahead_seconds",
                        "How far the clock is ahead of what platforms' answers tell.",
                        Kind.GAUGE,
                        Map.of(),
                        ahead.toMillis() / 1000.0)));
        tokens.ages()
                .forEach((account, age) -> all.add(new Measurement(
                        "huitong_token_age_seconds",
                        "How long ago the platform gave the account's token.",
                        Kind.GAUGE,
                        Map.of("platform", account.platform(), "account", account.account()),
                        age.toSeconds())));
        return all;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public Result result() {
        if (standstill.holds()) {
            return Result.degraded(
                    "The data was restored from a backup: nothing is sent until somebody says so on the page Outbox.");
        }
        List<String> wrong = Stream.concat(
                        senders.broken().stream().map(account -> "what " + account + " can send"),
                        troubles.lately().stream())
                .toList();
        return wrong.isEmpty()
                ? Result.up("Letters are sent")
                : Result.degraded(
                        "The outbox could not see to " + String.join(", ", wrong) + "; the others go on. See the log.");
    }

    /** Why a letter waits, and when it is likely to go. */
    record Outlook(Optional<LocalText> reason, Optional<Instant> dueAt) {}

    Outlook outlook(ShelfRow row) {
        if (row.state() != State.WAITING) {
            return new Outlook(row.reason(), Optional.empty());
        }
        if (standstill.holds()) {
            return new Outlook(Optional.of(Standstill.WHY), Optional.empty());
        }
        Instant now = clock.instant();
        Optional<Abilities> able = senders.abilities(row.account());
        if (able.isEmpty()) {
            return new Outlook(
                    Optional.of(
                            row.account().equals(AccountName.NONE)
                                    ? nowhere(row)
                                    : LocalText.of(
                                            "此账号的连接器不在，等它回来",
                                            "the connector of this account is away; it is waited for")),
                    Optional.empty());
        }
        Abilities abilities = able.get();
        if (outages.isOff(row.account())) {
            return new Outlook(Optional.of(Outages.OFF), Optional.empty());
        }
        if (abilities.problem().isPresent()) {
            return new Outlook(abilities.problem(), Optional.empty());
        }
        Instant room = allowance(row.account(), abilities).estimate(abilities.quotas(), shelf.before(row), now);
        Optional<Pauses.Pause> pause = pauses.of(row.account(), now);
        Instant due = latest(
                latest(room, row.nextAt()), pause.map(Pauses.Pause::until).orElse(now));
        Optional<LocalText> reason = pause.map(Pauses.Pause::why).or(row::reason);
        return new Outlook(
                reason.isEmpty() && room.isAfter(now)
                        ? Optional.of(
                                LocalText.of("平台的发送额度已用完，排队等候", "the platform's quota is used up; it waits its turn"))
                        : reason,
                Optional.of(due));
    }

    private static LocalText nowhere(ShelfRow row) {
        return row.sheet().to() instanceof To.Role
                ? LocalText.of("还没有人担任此角色，有人担任后即发出", "nobody has this role yet; it goes as soon as somebody does")
                : LocalText.of("还没有能送达此收件人的渠道", "nothing that reaches this recipient is installed yet");
    }

    /** An account as the page shows it. */
    record Standing(
            AccountName account, Optional<LocalText> problem, Optional<Instant> pausedUntil, List<Left> quotas) {}

    /** What is left of one quota of an account. */
    record Left(Abilities.Quota quota, int left) {}

    List<Standing> standings() {
        Instant now = clock.instant();
        return senders.accounts().stream()
                .flatMap(account -> senders.abilities(account).stream().map(able -> standing(account, able, now)))
                .sorted(java.util.Comparator.comparing(s -> s.account().toString()))
                .toList();
    }

    private Standing standing(AccountName account, Abilities abilities, Instant now) {
        Optional<Pauses.Pause> pause = pauses.of(account, now);
        return new Standing(
                account,
                abilities.problem().or(() -> pause.map(Pauses.Pause::why)),
                pause.map(Pauses.Pause::until),
                abilities.quotas().stream()
                        .filter(q -> q.hold() == org.huitong.api.connector.Step.Hold.ACCOUNT)
                        .map(q -> new Left(q, allowance(account, abilities).left(q, now)))
                        .toList());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
