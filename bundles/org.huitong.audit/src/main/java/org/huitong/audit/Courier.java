// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.operation.Check;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Vault;
import org.huitong.audit.AuditShelf.Placed;
import org.huitong.audit.AuditShelf.Question;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the chain to a collector (SIEM), entry by entry in its order, from the first on. The place that was taken last
 * is kept in the database and moves when the collector has read what was sent, see {@link Collector}: while it is away
 * entries wait in the chain, and what broke off is sent once more, so that it may come twice (its {@code seq} tells) and
 * is never lost.
 */
@Component(
        service = {Courier.class, Check.class},
        immediate = true,
        configurationPid = "org.huitong.audit")
@Designate(ocd = AuditConfig.class)
public final class Courier implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration WORTH_TELLING = Duration.ofMinutes(5);
    private static final int AT_ONCE = 500;
    private static final Question ALL = new Question(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Transactions transactions;
    private final AuditShelf shelf;
    private final InstantSource clock;
    private final SyslogLine lines;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "huitong-audit-courier");
        thread.setDaemon(true);
        return thread;
    });
    private final Tick round;
    private volatile AuditConfig config;
    private volatile Trouble trouble = Trouble.NONE;
    /** Why what is set cannot work as long as nobody changes it, or brings the file that it names. */
    private volatile Optional<String> flaw = Optional.empty();

    @Activate
    public Courier(
            AuditConfig config,
            @Reference Transactions transactions,
            @Reference(target = "(schema=audit)") Schema tables,
            @Reference Vault vault,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this(transactions, vault, clock, ticks, machine());
        change(config);
    }

    /** One for whom nobody collects yet. */
    Courier(Transactions transactions, Vault vault, InstantSource clock, Ticks ticks, String machine) {
        this.transactions = transactions;
        this.shelf = new AuditShelf(transactions, vault);
        this.clock = clock;
        this.lines = new SyslogLine(machine);
        this.round = ticks.every(ROUND, this::aside);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    @Modified
    synchronized void change(AuditConfig changed) {
        flaw = flawOf(changed);
        config = changed;
        trouble = Trouble.NONE;
    }

    private static Optional<String> flawOf(AuditConfig set) {
        try {
            if (!set.collector().isBlank()) {
                collector(set);
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(Trouble.sentence(e));
        }
    }

    private static Collector collector(AuditConfig set) throws IOException {
        return Collector.of(set.collector().strip(), set.collectorAuthority(), set.collectorPin(), PATIENCE);
    }

    @Deactivate
    void end() {
        round.close();
        worker.shutdownNow();
    }

    /** A file that was missing may be there by now. */
    private synchronized void lookAgain() {
        if (flaw.isPresent()) {
            flaw = flawOf(config);
        }
    }

    void aside() {
        lookAgain();
        Trouble last = trouble;
        if (config.collector().isBlank()
                || flaw.isPresent()
                || last.isPausing(clock.instant())
                || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    carry();
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub is ending");
        }
    }

    /** Carries all that waits, and remembers where it stopped and why. */
    void carry() {
        AuditConfig now = config;
        try {
            Collector collector = collector(now);
            while (config == now && carrySome(collector)) {
                // There is more.
            }
            if (!trouble.isNone()) {
                LOG.info("The collector of the audit is there again, collector={}", collector);
            }
            trouble = Trouble.NONE;
        } catch (IOException | RuntimeException e) {
            Trouble before = trouble;
            trouble = before.again(clock.instant(), e);
            if (before.isNone()) {
                LOG.warn("What was noted cannot be carried to its collector, and waits", Unquoted.of(e));
            }
        }
    }

    private boolean carrySome(Collector collector) throws IOException {
        List<Placed> batch = shelf.oldest(ALL, taken(), AT_ONCE);
        if (batch.isEmpty()) {
            return false;
        }
        collector.take(batch.stream().map(lines::frame).toList());
        long last = batch.get(batch.size() - 1).seq();
        transactions.write(connection -> {
            try (var update =
                    connection.prepareStatement("UPDATE audit_courier SET seq = ? WHERE id = 1 AND seq < ?")) {
                update.setLong(1, last);
                update.setLong(2, last);
                return update.executeUpdate();
            }
        });
        return batch.size() == AT_ONCE;
    }

    private long taken() {
        return transactions.read(connection -> number(connection, "SELECT seq FROM audit_courier"));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** How far it is. */
    Standing standing() {
        String to = config.collector().strip();
        long taken = taken();
        long end = transactions.read(connection -> number(connection, "SELECT seq FROM audit_head"));
        Optional<Instant> oldest = to.isEmpty()
                ? Optional.empty()
                : shelf.oldest(ALL, taken, 1).stream()
                        .findFirst()
                        .map(placed -> Instant.ofEpochMilli(placed.entry().at()));
        Trouble now = trouble;
        return new Standing(
                Optional.of(to).filter(text -> !text.isEmpty()), taken, end - taken, oldest, flaw.or(now::why));
    }

    /**
     * How far what was noted has come.
     *
     * @param collector host and port; absent: nobody collects
     * @param taken the last entry that the collector has read
     * @param waiting how many have to be carried yet
     * @param oldest when the first of these was noted
     * @param problem what keeps it, since the last try
     */
    public record Standing(
            Optional<String> collector, long taken, long waiting, Optional<Instant> oldest, Optional<String> problem) {}

    @Override
    public String name() {
        return "audit-collector";
    }

    @Override
    public Result result() {
        if (config.collector().isBlank()) {
            return Result.up("Nobody collects the audit");
        }
        if (flaw.isPresent()) {
            return Result.degraded("What was noted is carried nowhere: " + flaw.get());
        }
        Trouble now = trouble;
        if (now.isNone()) {
            return Result.up("What was noted is carried to " + config.collector());
        }
        return now.since().plus(WORTH_TELLING).isAfter(clock.instant())
                ? Result.up("The collector " + config.collector() + " gives no answer; it is tried again")
                : Result.degraded("What was noted waits since " + now.since() + " for its collector "
                        + config.collector() + ": " + now.why().orElse(""));
    }

    /** That it does not go on; the pauses between tries grow. */
    private record Trouble(Instant since, Instant next, Duration pause, Optional<String> why) {
        static final Trouble NONE = new Trouble(Instant.MIN, Instant.MIN, Duration.ZERO, Optional.empty());

        boolean isNone() {
            return why.isEmpty();
        }

        boolean isPausing(Instant now) {
            return now.isBefore(next);
        }

        Trouble again(Instant now, Exception failed) {
            Duration longer = pause.isZero() ? ROUND : pause.multipliedBy(2);
            Duration wait = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            return new Trouble(isNone() ? now : since, now.plus(wait), wait, Optional.of(sentence(failed)));
        }

        static String sentence(Exception failed) {
            return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        }
    }
}
