// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.huitong.api.clock.Alarms;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The table of alarms: a row for each name and key. One that has rung keeps its row and the moment for which it rang, so
 * that who sets it twice for one moment rings once.
 */
@Component(service = {Alarms.class, AlarmBook.class})
public final class AlarmBook implements Alarms {
    private static final String DUPLICATE = "23505";

    private final Transactions transactions;

    @Activate
    public AlarmBook(@Reference Transactions transactions, @Reference(target = "(schema=clock)") Schema tables) {
        this(transactions);
    }

    AlarmBook(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void set(Connection transaction, String alarm, String key, Instant at) throws SQLException {
        check(alarm, LONGEST_NAME);
        check(key, LONGEST_KEY);
        // The second time is for who met another at the key: that one's row is there then.
        if (!move(transaction, alarm, key, at)
                && !isThere(transaction, alarm, key)
                && !add(transaction, alarm, key, at)) {
            move(transaction, alarm, key, at);
        }
    }

    private static void check(String word, int longest) {
        if (word.isBlank() || word.length() > longest) {
            throw new IllegalArgumentException("the name or key of an alarm has 1 to " + longest + " letters");
        }
    }

    private static boolean move(Connection transaction, String alarm, String key, Instant at) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE clock_alarm SET due_at = ?, again_at = ?, tries = 0, rung = FALSE"
                        + " WHERE alarm = ? AND alarm_key = ? AND NOT (rung = TRUE AND due_at = ?)")) {
            update.setLong(1, at.toEpochMilli());
            update.setLong(2, at.toEpochMilli());
            update.setString(3, alarm);
            update.setString(4, key);
            update.setLong(5, at.toEpochMilli());
            return update.executeUpdate() > 0;
        }
    }

    private static boolean isThere(Connection transaction, String alarm, String key) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT 1 FROM clock_alarm WHERE alarm = ? AND alarm_key = ?")) {
            select.setString(1, alarm);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** A duplicate spoils the whole transaction on PostgreSQL, and only its statement on Derby. */
    private boolean add(Connection transaction, String alarm, String key, Instant at) throws SQLException {
        String sql = "INSERT INTO clock_alarm (alarm, alarm_key, due_at, again_at, tries, rung)"
                + " VALUES (?, ?, ?, ?, 0, FALSE)";
        boolean postgresql = transactions.dialect() == Transactions.Dialect.POSTGRESQL;
        try (PreparedStatement insert =
                transaction.prepareStatement(postgresql ? sql + " ON CONFLICT DO NOTHING" : sql)) {
            insert.setString(1, alarm);
            insert.setString(2, key);
            insert.setLong(3, at.toEpochMilli());
            insert.setLong(4, at.toEpochMilli());
            return insert.executeUpdate() > 0;
        } catch (SQLException e) {
            if (!postgresql && DUPLICATE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Its row goes: set for the same moment again, it rings again. */
    @Override
    public void cancel(Connection transaction, String alarm, String key) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(
                "DELETE FROM clock_alarm WHERE alarm = ? AND alarm_key = ? AND rung = FALSE")) {
            delete.setString(1, alarm);
            delete.setString(2, key);
            delete.executeUpdate();
        }
    }

    @Override
    public Optional<Instant> due(Connection transaction, String alarm, String key) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(
                "SELECT due_at FROM clock_alarm WHERE alarm = ? AND alarm_key = ? AND rung = FALSE")) {
            select.setString(1, alarm);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
            }
        }
    }

    /** The names of which something is due. */
    Set<String> ripe(Instant now) {
        return transactions.read(connection -> {
            Set<String> names = new TreeSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT DISTINCT alarm FROM clock_alarm WHERE rung = FALSE AND again_at <= ?")) {
                select.setLong(1, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        names.add(row.getString(1));
                    }
                }
            }
            return names;
        });
    }

    /** The keys of one name that are due, the longest due first. */
    List<String> ripe(String alarm, Instant now, int most) {
        return transactions.read(connection -> {
            List<String> keys = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT alarm_key FROM clock_alarm WHERE alarm = ? AND rung = FALSE AND again_at <= ?"
                            + " ORDER BY again_at FETCH FIRST ? ROWS ONLY")) {
                select.setString(1, alarm);
                select.setLong(2, now.toEpochMilli());
                select.setInt(3, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(row.getString(1));
                    }
                }
            }
            return keys;
        });
    }

    /**
     * Takes hold of a row that is due, until the transaction ends. Another node that comes for it waits at the row, finds
     * it rung, and leaves; the change itself is the lock, on both databases.
     */
    Optional<Instant> take(Connection transaction, String alarm, String key, Instant now) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE clock_alarm SET tries = tries + 1"
                + " WHERE alarm = ? AND alarm_key = ? AND rung = FALSE AND again_at <= ?")) {
            update.setString(1, alarm);
            update.setString(2, key);
            update.setLong(3, now.toEpochMilli());
            return update.executeUpdate() == 0 ? Optional.empty() : due(transaction, alarm, key);
        }
    }

    /** It has rung, where it was not set to another moment meanwhile, by its own ringing perhaps. */
    void rang(Connection transaction, String alarm, String key, Instant due) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE clock_alarm SET rung = TRUE, tries = 0"
                + " WHERE alarm = ? AND alarm_key = ? AND due_at = ?")) {
            update.setString(1, alarm);
            update.setString(2, key);
            update.setLong(3, due.toEpochMilli());
            update.executeUpdate();
        }
    }

    /** It could not be rung. @return how often that was so */
    int postpone(String alarm, String key, Instant due, IntFunction<Instant> again) {
        return transactions.write(connection -> {
            int tries = tries(connection, alarm, key) + 1;
            try (PreparedStatement update = connection.prepareStatement("UPDATE clock_alarm SET tries = ?, again_at = ?"
                    + " WHERE alarm = ? AND alarm_key = ? AND rung = FALSE AND due_at = ?")) {
                update.setInt(1, tries);
                update.setLong(2, again.apply(tries).toEpochMilli());
                update.setString(3, alarm);
                update.setString(4, key);
                update.setLong(5, due.toEpochMilli());
                update.executeUpdate();
            }
            return tries;
        });
    }

    private static int tries(Connection connection, String alarm, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT tries FROM clock_alarm WHERE alarm = ? AND alarm_key = ?")) {
            select.setString(1, alarm);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** Forgets those that rang for a moment before this one. */
    void forget(Instant before) {
        transactions.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM clock_alarm WHERE rung = TRUE AND due_at < ?")) {
                delete.setLong(1, before.toEpochMilli());
                return delete.executeUpdate();
            }
        });
    }

    Transactions transactions() {
        return transactions;
    }
}
