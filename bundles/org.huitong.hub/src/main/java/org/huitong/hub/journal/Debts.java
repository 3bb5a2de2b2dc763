// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which stretches of the log a stage still owes its finding. Stretches and not single lines, so that a stage that is
 * away for a day costs a row and not a million. Only the journal's writer changes them.
 */
public final class Debts {
    private Debts() {}

    /** Lines {@code first} to {@code last}, both included; not every line in between is a message. */
    public record Stretch(long first, long last) {}

    /** The oldest stretch that a stage owes. */
    public static Optional<Stretch> oldest(Connection connection, String stage) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT first_seq, last_seq FROM hub_owed WHERE stage = ? ORDER BY first_seq"
                        + " FETCH FIRST 1 ROWS ONLY")) {
            select.setString(1, stage);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Stretch(row.getLong(1), row.getLong(2))) : Optional.empty();
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

    /** Adds lines, in ascending order; the newest stretch grows where the first of them follows it. */
    static void owe(Connection connection, String stage, List<Long> seqs) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        for (long seq : seqs) {
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null && last.last() + 1 == seq) {
                stretches.set(stretches.size() - 1, new Stretch(last.first(), seq));
            } else {
                stretches.add(new Stretch(seq, seq));
            }
        }
        Stretch first = stretches.get(0);
        try (PreparedStatement grow =
                connection.prepareStatement("UPDATE hub_owed SET last_seq = ? WHERE stage = ? AND last_seq = ?")) {
            grow.setLong(1, first.last());
            grow.setString(2, stage);
            grow.setLong(3, first.first() - 1);
            if (grow.executeUpdate() > 0) {
                stretches.remove(0);
            }
        }
        insert(connection, stage, stretches);
    }

    /** The stage has found everything up to this line. */
    static void paid(Connection connection, String stage, long upTo) throws SQLException {
        List<Stretch> cut = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT first_seq, last_seq FROM hub_owed WHERE stage = ? AND first_seq <= ?")) {
            select.setString(1, stage);
            select.setLong(2, upTo);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(2) > upTo) {
                        cut.add(new Stretch(upTo + 1, row.getLong(2)));
                    }
                }
            }
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM hub_owed WHERE stage = ? AND first_seq <= ?")) {
            delete.setString(1, stage);
            delete.setLong(2, upTo);
            delete.executeUpdate();
        }
        insert(connection, stage, cut);
    }

    private static void insert(Connection connection, String stage, List<Stretch> stretches) throws SQLException {
        if (stretches.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO hub_owed (stage, first_seq, last_seq) VALUES (?, ?, ?)")) {
            for (Stretch stretch : stretches) {
                insert.setString(1, stage);
                insert.setLong(2, stretch.first());
                insert.setLong(3, stretch.last());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
