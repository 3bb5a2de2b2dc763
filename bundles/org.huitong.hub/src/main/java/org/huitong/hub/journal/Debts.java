// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.huitong.api.message.MessageId;

/**
 * Which stretches of the log a stage still owes its finding. Stretches and not single lines, so that a stage that is
 * away for a day costs a row and not a million. Only the journal's writer changes them.
 */
public final class Debts {
    private Debts() {}

    /** Lines {@code first} to {@code last}, both included; not every line in between is a message. */
    public record Stretch(long first, long last) {}

    /** The oldest stretch that a stage owes; what it owes for the first time comes before what it owes again. */
    public static Optional<Stretch> oldest(Connection connection, String stage) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT first_seq, last_seq FROM hub_owed WHERE stage = ? ORDER BY again, first_seq"
                        + " FETCH FIRST 1 ROWS ONLY")) {
            select.setString(1, stage);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Stretch(row.getLong(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    /** The first line for which a stage has found nothing yet, {@link Long#MAX_VALUE} where there is none. */
    public static long firstMissing(Connection connection, String stage) throws SQLException {
        return first(connection, "SELECT MIN(first_seq) FROM hub_owed WHERE stage = ? AND again = 0", stage);
    }

    /** The first line that a stage owes, for the first time or again, {@link Long#MAX_VALUE} where there is none. */
    public static long first(Connection connection, String stage) throws SQLException {
        return first(connection, "SELECT MIN(first_seq) FROM hub_owed WHERE stage = ?", stage);
    }

    private static long first(Connection connection, String sql, String stage) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stage);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? Long.MAX_VALUE : first;
            }
        }
    }

    /** How many lines a stage owes at most. */
    public static long size(Connection connection, String stage) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT SUM(last_seq - first_seq + 1) FROM hub_owed WHERE stage = ?")) {
            select.setString(1, stage);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** True where the line is in a stretch that the stage owes. */
    public static boolean owes(Connection connection, String stage, long seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM hub_owed WHERE stage = ? AND first_seq <= ? AND last_seq >= ?")) {
            select.setString(1, stage);
            select.setLong(2, seq);
            select.setLong(3, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Whether any stage owes a finding about any version of a message. */
    public static boolean owesAbout(Connection connection, MessageId message) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT o.seq FROM hub_once o JOIN hub_owed w ON w.first_seq <= o.seq AND w.last_seq >= o.seq"
                        + " WHERE o.id = ? AND o.kind IN (" + Line.Kind.SAID.code() + ", " + Line.Kind.EDITED.code()
                        + ") FETCH FIRST 1 ROWS ONLY")) {
            select.setBytes(1, message.bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Adds new lines of the log, in ascending order; the newest stretch grows where the first of them follows it. */
    static void owe(Connection connection, String stage, List<Long> seqs) throws SQLException {
        List<Stretch> stretches = stretches(seqs);
        Stretch first = stretches.get(0);
        try (PreparedStatement grow = connection.prepareStatement(
                "UPDATE hub_owed SET last_seq = ? WHERE stage = ? AND last_seq = ? AND again = 0")) {
            grow.setLong(1, first.last());
            grow.setString(2, stage);
            grow.setLong(3, first.first() - 1);
            if (grow.executeUpdate() > 0) {
                stretches.remove(0);
            }
        }
        insert(connection, stage, stretches, false);
    }

    /** Adds lines of which something was found already; those that are owed anyway stay as they are. */
    static void oweAgain(Connection connection, String stage, Collection<Long> seqs) throws SQLException {
        List<Long> missing = new ArrayList<>();
        for (long seq : new TreeSet<>(seqs)) {
            if (!owes(connection, stage, seq)) {
                missing.add(seq);
            }
        }
        if (!missing.isEmpty()) {
            insert(connection, stage, stretches(missing), true);
        }
    }

    private static List<Stretch> stretches(List<Long> seqs) {
        List<Stretch> stretches = new ArrayList<>();
        for (long seq : seqs) {
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null && last.last() + 1 == seq) {
                stretches.set(stretches.size() - 1, new Stretch(last.first(), seq));
            } else {
                stretches.add(new Stretch(seq, seq));
            }
        }
        return stretches;
    }

    /** The stage has found what it owed of these lines, and of no others: some may be owed anew that are older. */
    static void paid(Connection connection, String stage, long from, long upTo) throws SQLException {
        List<Stretch> paid = new ArrayList<>();
        List<Stretch> left = new ArrayList<>();
        List<Stretch> leftAgain = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT first_seq, last_seq, again FROM hub_owed WHERE stage = ? AND first_seq <= ? AND last_seq >= ?")) {
            select.setString(1, stage);
            select.setLong(2, upTo);
            select.setLong(3, from);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Stretch owed = new Stretch(row.getLong(1), row.getLong(2));
                    List<Stretch> rest = row.getShort(3) == 1 ? leftAgain : left;
                    paid.add(owed);
                    if (owed.first() < from) {
                        rest.add(new Stretch(owed.first(), from - 1));
                    }
                    if (owed.last() > upTo) {
                        rest.add(new Stretch(upTo + 1, owed.last()));
                    }
                }
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM hub_owed WHERE stage = ? AND first_seq = ?")) {
            for (Stretch stretch : paid) {
                delete.setString(1, stage);
                delete.setLong(2, stretch.first());
                delete.executeUpdate();
            }
        }
        insert(connection, stage, left, false);
        insert(connection, stage, leftAgain, true);
    }

    private static void insert(Connection connection, String stage, List<Stretch> stretches, boolean again)
            throws SQLException {
        if (stretches.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_owed (stage, first_seq, last_seq, again) VALUES (?, ?, ?, ?)")) {
            for (Stretch stretch : stretches) {
                insert.setString(1, stage);
                insert.setLong(2, stretch.first());
                insert.setLong(3, stretch.last());
                insert.setInt(4, again ? 1 : 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
