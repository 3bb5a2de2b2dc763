// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.operation.Check;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.Unquoted;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links what was noted into one chain, within a second, and has its end signed each minute. Whoever links holds the row
 * of the end until the links are kept, so that nodes take turns and no place is given twice. A transaction that is long in
 * ending gets a later place, at the moment that its entry tells.
 */
@Component(
        service = {Sealer.class, Check.class},
        immediate = true)
public final class Sealer implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final Duration LINKING = Duration.ofMillis(500);
    private static final Duration SIGNING = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1000;

    private final Transactions transactions;
    private final Clock clock;
    private final HeadSigner signer;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "huitong-audit");
        thread.setDaemon(true);
        return thread;
    });
    private final Tick linking;
    private final Tick signing;
    private volatile Result state = Result.up("The chain is being looked at");

    @Activate
    public Sealer(
            BundleContext context,
            @Reference Transactions transactions,
            @Reference(target = "(schema=audit)") Schema tables,
            @Reference Clock clock,
            @Reference Ticks ticks)
            throws IOException {
        this(
                transactions,
                clock,
                ticks,
                folder(context, "huitong.data", "data"),
                folder(context, "huitong.keys", "keys"));
    }

    Sealer(Transactions transactions, Clock clock, Ticks ticks, Path data, Path keys) throws IOException {
        this.transactions = transactions;
        this.clock = clock;
        this.signer = HeadSigner.open(data.resolve("audit"), keys);
        this.linking = ticks.every(LINKING, () -> aside(this::link));
        this.signing = ticks.every(SIGNING, () -> submit(this::sign));
    }

    private static Path folder(BundleContext context, String property, String usual) {
        String named = context.getProperty(property);
        String home = context.getProperty("huitong.home");
        return named != null ? Path.of(named) : Path.of(home == null ? "" : home, usual);
    }

    private void aside(Runnable work) {
        if (busy.compareAndSet(false, true)) {
            submit(() -> {
                try {
                    work.run();
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void submit(Runnable work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | LinkageError e) {
                    state = Result.degraded(
                            "What is noted cannot be linked or signed at the moment, and waits; see the log");
                    LOG.warn("The audit chain could not be gone on with", Unquoted.of(e));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub is ending");
        }
    }

    /** Links all that waits now. */
    void link() {
        Head head;
        do {
            head = transactions.write(this::linkSome);
        } while (head.more());
        state = Result.up("Linked up to entry " + head.seq());
    }

    private Head linkSome(Connection connection) throws SQLException {
        Head head = hold(connection);
        List<Long> ids = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, " + Entry.COLUMNS
                        + " FROM audit_waiting ORDER BY id FETCH FIRST " + AT_ONCE + " ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong("id"));
                entries.add(Entry.of(row));
            }
        }
        long seq = head.seq();
        String hash = head.hash();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO audit_entry (" + Entry.COLUMNS
                        + ", seq, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM audit_waiting WHERE id = ?")) {
            for (int i = 0; i < entries.size(); i++) {
                seq++;
                hash = entries.get(i).hash(hash, seq);
                int next = entries.get(i).bind(insert, 1);
                insert.setLong(next, seq);
                insert.setString(next + 1, hash);
                insert.addBatch();
                delete.setLong(1, ids.get(i));
                delete.addBatch();
            }
            if (!entries.isEmpty()) {
                insert.executeBatch();
                delete.executeBatch();
                move(connection, seq, hash);
            }
        }
        return new Head(seq, hash, entries.size() == AT_ONCE);
    }

    private static Head hold(Connection connection) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("UPDATE audit_head SET turns = turns + 1 WHERE id = 1");
                PreparedStatement select =
                        connection.prepareStatement("SELECT seq, hash FROM audit_head WHERE id = 1")) {
            update.executeUpdate();
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Head(row.getLong(1), row.getString(2), false);
            }
        }
    }

    private static void move(Connection connection, long seq, String hash) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1")) {
            update.setLong(1, seq);
            update.setString(2, hash);
            update.executeUpdate();
        }
    }

    /** Links and signs all that was noted up to now: what stands up to here is proven. */
    long seal() {
        link();
        return sign();
    }

    /** The signed ends up to that place, as {@link HeadSigner#upTo} gives them. */
    List<String[]> heads(long seq) throws IOException {
        return signer.upTo(seq);
    }

    /**
     * Signs the end of the chain, where it has moved.
     *
     * @return its place
     */
    long sign() {
        Head head = transactions.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT seq, hash FROM audit_head WHERE id = 1");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Head(row.getLong(1), row.getString(2), false);
            }
        });
        signer.sign(head.seq(), head.hash(), clock.instant());
        return head.seq();
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Result result() {
        return state;
    }

    /** A hub at rest has all that was noted linked, and the end signed. */
    @Deactivate
    void close() {
        linking.close();
        signing.close();
        submit(this::link);
        submit(this::sign);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The end of the audit chain was not signed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of the chain. @param more whether something waits still */
    private record Head(long seq, String hash, boolean more) {}
}
