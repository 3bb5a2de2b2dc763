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
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where codes lie, as hashes: a person has one at a time, and whoever shows it takes it away. */
@Component(service = BindingShelf.class)
public final class BindingShelf {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_AN_HOUR = 6;

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
        return transactions.write(connection -> {
            long begun = now.toEpochMilli();
            int made = 0;
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT begun_at, made FROM people_binding WHERE person = ?")) {
                select.setString(1, person);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next() && row.getLong(1) > now.minus(HOUR).toEpochMilli()) {
                        begun = row.getLong(1);
                        made = row.getInt(2);
                    }
                }
            }
            if (made >= MOST_AN_HOUR) {
                return false;
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM people_binding WHERE person = ?")) {
                delete.setString(1, person);
                delete.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO people_binding (person, code_hash, made_by, expires_at, begun_at, made)"
                            + " VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, person);
                insert.setString(2, code.hash());
                insert.setString(3, by);
                insert.setLong(4, expiresAt.toEpochMilli());
                insert.setLong(5, begun);
                insert.setInt(6, made + 1);
                insert.executeUpdate();
            }
            return true;
        });
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
