// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.operation.Measured;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each minute goes the way of what is taken in, to see how long it takes and that it comes through, also where nobody says
 * anything: sealed, in the writer's queue behind whatever waits, committed with it under the lock of the log's head, read
 * back and opened. It adds no line to the log, so it is in no list, count, statistic or export, by no condition that
 * anybody could forget.
 *
 * <p>What does not come through keeps being measured: the figure grows from the beginning of the first one that is missing
 * until one comes back.
 */
@Component(service = Measured.class, immediate = true)
public final class Canary implements Measured {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String KEY_CLASS = "canary";
    private static final double NANOS = 1e9;

    private final Journal journal;
    private final Vault vault;
    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Of its own: it waits for the log, which nobody's shared thread is to do. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread own = new Thread(work, "huitong-canary");
        own.setDaemon(true);
        return own;
    });

    private final Tick tick;
    private volatile Optional<Long> took = Optional.empty();
    /** When the first one began that has not come back; empty where all have. */
    private volatile Optional<Long> missingSince = Optional.empty();

    @Activate
    public Canary(@Reference Journal journal, @Reference Vault vault, @Reference Clock clock, @Reference Ticks ticks) {
        this(journal, vault, clock, ticks, System::nanoTime);
    }

    Canary(Journal journal, Vault vault, Clock clock, Ticks ticks, LongSupplier nanos) {
        this.journal = journal;
        this.vault = vault;
        this.clock = clock;
        this.nanos = nanos;
        this.tick = ticks.every(EVERY, this::begin);
    }

    @Deactivate
    void close() {
        tick.close();
        thread.shutdown();
    }

    /** One at a time: behind one that is held up a second one tells nothing new. */
    private void begin() {
        if (busy.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    try {
                        fly();
                    } finally {
                        busy.set(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("The hub is ending");
            }
        }
    }

    void fly() {
        long began = nanos.getAsLong();
        if (missingSince.isEmpty()) {
            missingSince = Optional.of(began);
        }
        try {
            if (comesThrough(UUID.randomUUID().toString())) {
                took = Optional.of(nanos.getAsLong() - began);
                missingSince = Optional.empty();
            }
        } catch (RuntimeException e) {
            LOG.warn("A canary did not come through", Unquoted.of(e));
        }
    }

    private boolean comesThrough(String id) {
        byte[] song = id.getBytes(StandardCharsets.UTF_8);
        Sealed sealed = vault.seal(KEY_CLASS, song, song);
        Intake.Outcome outcome = journal.write(List.of(), (connection, fresh) -> keep(connection, id, sealed));
        if (!(outcome instanceof Intake.Outcome.Stored)) {
            LOG.warn(
                    "A canary did not come through outcome={}",
                    outcome.getClass().getSimpleName());
            return false;
        }
        Optional<Sealed> back = journal.transactions().read(connection -> find(connection, id));
        return back.filter(there -> Arrays.equals(vault.open(there, song), song))
                .isPresent();
    }

    private void keep(Connection connection, String id, Sealed sealed) throws SQLException {
        long now = clock.millis();
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM hub_canary WHERE sent_at < ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO hub_canary (id, sent_at, body_key, body_wrapped, body) VALUES (?, ?, ?, ?, ?)")) {
            delete.setLong(1, now - KEPT.toMillis());
            delete.executeUpdate();
            insert.setString(1, id);
            insert.setLong(2, now);
            insert.setString(3, sealed.key());
            insert.setBytes(4, sealed.wrapped());
            insert.setBytes(5, sealed.text());
            insert.executeUpdate();
        }
    }

    private static Optional<Sealed> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body_key, body_wrapped, body FROM hub_canary WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public List<Measurement> measure() {
        long now = nanos.getAsLong();
        Optional<Long> missing = missingSince.map(since -> now - since);
        return took
                .filter(last -> missing.filter(m -> m > last).isEmpty())
                .or(() -> missing)
                .map(value -> new Measurement(
                        "huitong_canary_seconds",
                        "How long the last canary took into the log and out, or has been missing.",
                        Kind.GAUGE,
                        Map.of(),
                        value / NANOS))
                .stream()
                .toList();
    }
}
