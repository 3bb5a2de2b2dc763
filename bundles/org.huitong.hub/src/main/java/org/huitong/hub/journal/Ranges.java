// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.store.Transactions.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranges of {@code seq} that PostgreSQL keeps the log's lines in, a table each: made ahead of the log, half a range
 * before it comes to its end, so that a database that refuses for a while holds nobody up. A range is made beside the log
 * and attached to it, which lets readers and writers go on. Derby keeps all lines in one table, and has no ranges.
 *
 * <p>Only the writer uses it. What was attached is told under the lock of the head, so that of several hubs one makes it.
 */
final class Ranges {
    private static final Logger LOG = LoggerFactory.getLogger(Ranges.class);
    /** About 40 GB of lines and their indexes: some twenty ranges for a thousand million. */
    private static final long LINES = 50_000_000;
    /** More than one batch ever writes. */
    private static final long BATCH = 100_000;

    private final Transactions transactions;
    private final long lines;
    private final long batch;
    /** The first number that has no range yet. */
    private long end;
    /** Where it is tried again after the database has refused. */
    private long again;

    Ranges(Transactions transactions) {
        this(transactions, LINES);
    }

    /** @param lines of a range that is made from now on; those that are there stay as long as they are */
    Ranges(Transactions transactions, long lines) {
        this.transactions = transactions;
        this.lines = lines;
        this.batch = Math.min(BATCH, lines);
        this.end = transactions.dialect() == Dialect.POSTGRESQL ? transactions.read(Ranges::end) : Long.MAX_VALUE;
    }

    /**
     * Makes room for what is to be written next.
     *
     * @param head the last line that was written
     * @throws StoreException there is none, and none can be made
     */
    void reach(long head) {
        while (end - head <= batch || end - head <= lines / 2 && head >= again) {
            try {
                end = transactions.write(this::make);
            } catch (RuntimeException e) {
                if (end - head <= batch) {
                    throw e;
                }
                again = head + batch;
                LOG.warn("The next range of the log could not be made yet; there is room head={} end={}", head, end, e);
            }
        }
    }

    private long make(Connection connection) throws SQLException {
        LogTables.lock(connection);
        long begin = end(connection);
        if (begin > end) {
            // Another hub has made it.
            return begin;
        }
        long next = begin + lines;
        String range = "hub_journal_" + begin;
        try (Statement statement = connection.createStatement();
                PreparedStatement told =
                        connection.prepareStatement("INSERT INTO hub_range (begin_seq, end_seq) VALUES (?, ?)")) {
            statement.execute("CREATE TABLE " + range + " (LIKE hub_journal INCLUDING DEFAULTS INCLUDING STORAGE)");
            statement.execute("ALTER TABLE hub_journal ATTACH PARTITION " + range + " FOR VALUES FROM (" + begin
                    + ") TO (" + next + ")");
            told.setLong(1, begin);
            told.setLong(2, next);
            told.executeUpdate();
        }
        LOG.info("The log has another range begin={} end={}", begin, next);
        return next;
    }

    private static long end(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(end_seq), 0) FROM hub_range");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
