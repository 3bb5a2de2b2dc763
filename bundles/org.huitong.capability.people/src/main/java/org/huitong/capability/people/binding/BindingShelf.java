// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where codes lie, as hashes: a person has one at a time, and whoever shows it takes it away. */
@Component(service = BindingShelf.class)
public final class BindingShelf {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 6;
    /** There is such a row, in every database alike. */
    private static final String DUPLICATE = "23505";

    private final Transactions transactions;

    @Activate
    public BindingShelf(@Reference Transactions transactions, @Reference(target = "(schema=people)") Schema tables) {
        this(transactions);
    }

    BindingShelf(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whose code it was, and by which account it was asked for. */
    record Shown(String person, String by) {}

    /** @return false where the person has had too many within the hour */
    boolean keep(String person, BindingCode code, String by, Instant now, Instant expiresAt) {
        begin(person);
        return transactions.write(connection -> {
            Made made = made(connection, person, now);
            return made.count() < MOST_AN_HOUR && put(connection, person, code, by, expiresAt, made.oneMore());
        });
    }

    /** How many within the hour that began then. */
    private record Made(long begun, int count) {
        Made oneMore() {
            return new Made(begun, count + 1);
        }
    }

    /** The person's row, without a code, where there is none: what is to be counted on must be there to be locked. */
    private void begin(String person) {
        try {
            transactions.write(connection -> {
                try (PreparedStatement select =
                        connection.prepareStatement("SELECT 1 FROM people_binding WHERE person = ?")) {
                    select.setString(1, person);
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            return null;
                        }
                    }
                }
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO people_binding (person, code_hash, made_by, expires_at, begun_at, made)"
                                + " VALUES (?, ?, '', 0, 0, 0)")) {
                    insert.setString(1, person);
                    insert.setString(2, "none " + person);
                    insert.executeUpdate();
                }
                return null;
            });
        } catch (StoreException e) {
            // Two first codes at once: the row of the other will do.
            if (!(e.getCause() instanceof SQLException cause && DUPLICATE.equals(cause.getSQLState()))) {
                throw e;
            }
        }
    }

    /** Under the lock of the person's row: of two who ask at once the second counts the first's code. */
    private static Made made(Connection connection, String person, Instant now) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("UPDATE people_binding SET made = made WHERE person = ?")) {
            lock.setString(1, person);
            lock.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT begun_at, made FROM people_binding WHERE person = ?")) {
            select.setString(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) > now.minus(HOUR).toEpochMilli()
                        ? new Made(row.getLong(1), row.getInt(2))
                        : new Made(now.toEpochMilli(), 0);
            }
        }
    }

    private static boolean put(
            Connection connection, String person, BindingCode code, String by, Instant expiresAt, Made made)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE people_binding SET code_hash = ?,"
                + " made_by = ?, expires_at = ?, begun_at = ?, made = ? WHERE person = ?")) {
            update.setString(1, code.hash());
            update.setString(2, by);
            update.setLong(3, expiresAt.toEpochMilli());
            update.setLong(4, made.begun());
            update.setInt(5, made.count());
            update.setString(6, person);
            return update.executeUpdate() == 1;
        }
    }

    /** Whose it is; it is of no use from then on, once the transaction is kept. */
    Optional<Shown> take(Connection connection, BindingCode code, Instant now) throws SQLException {
        Optional<Shown> shown;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT person, made_by FROM people_binding WHERE code_hash = ? AND expires_at > ?")) {
            select.setString(1, code.hash());
            select.setLong(2, now.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                shown = row.next() ? Optional.of(new Shown(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
        if (shown.isEmpty()) {
            return shown;
        }
        // The row stays, so that codes are counted on; of two who show the code at once, one changes nothing.
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE people_binding SET expires_at = 0 WHERE code_hash = ? AND expires_at > ?")) {
            update.setString(1, code.hash());
            update.setLong(2, now.toEpochMilli());
            return update.executeUpdate() == 1 ? shown : Optional.empty();
        }
    }
}
