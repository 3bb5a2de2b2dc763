// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.monitor.Listing.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people have to complain of. Their words lie sealed; how many there are a month is measured. */
@Component(service = ComplaintBox.class)
public final class ComplaintBox {
    static final String MAKE = "complaints.make";
    private static final String KEY_CLASS = "complaint";
    private static final String COLUMNS =
            "id, made_at, made_by, answered_at, answered_by, seal_key, seal_wrapped, seal_text";

    private final Transactions transactions;
    private final Vault vault;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public ComplaintBox(
            @Reference Transactions transactions,
            @Reference(target = "(schema=monitor)") Schema tables,
            @Reference Vault vault,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(transactions, vault, audit, clock);
    }

    ComplaintBox(Transactions transactions, Vault vault, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /** One complaint, with the account that made it and the one that answered it. */
    record Complaint(
            String id, Instant at, String by, String text, Optional<Instant> answeredAt, Optional<String> answeredBy) {
        @Override
        public String toString() {
            return "Complaint[" + id + "]";
        }
    }

    Complaint put(Asker by, String text) {
        String id = UUID.randomUUID().toString().replace("-", "");
        Instant now = Instant.ofEpochMilli(clock.millis());
        Sealed sealed = vault.seal(KEY_CLASS, text.getBytes(StandardCharsets.UTF_8), context(id));
        return transactions.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO monitor_complaint (" + COLUMNS + ") VALUES (?, ?, ?, NULL, NULL, ?, ?, ?)")) {
                insert.setString(1, id);
                insert.setLong(2, now.toEpochMilli());
                insert.setString(3, by.account());
                insert.setString(4, sealed.key());
                insert.setBytes(5, sealed.wrapped());
                insert.setBytes(6, sealed.text());
                insert.executeUpdate();
            }
            audit.note(connection, Deed.done(Doer.of(by), MAKE, Thing.of("complaint", id)));
            return new Complaint(id, now, by.account(), text, Optional.empty(), Optional.empty());
        });
    }

    /** How many were made since then. */
    long since(Instant from) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT COUNT(*) FROM monitor_complaint WHERE made_at >= ?")) {
                select.setLong(1, from.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /**
     * The newest first.
     *
     * @param by of that account alone; empty: of everybody
     */
    List<Complaint> newest(Optional<String> by, Place before, int most) {
        return transactions.read(connection -> {
            String sql = "SELECT " + COLUMNS + " FROM monitor_complaint WHERE (made_at < ? OR made_at = ? AND id < ?)"
                    + (by.isPresent() ? " AND made_by = ?" : "") + " ORDER BY made_at DESC, id DESC FETCH FIRST " + most
                    + " ROWS ONLY";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, before.at().toEpochMilli());
                select.setLong(2, before.at().toEpochMilli());
                select.setString(3, before.id());
                if (by.isPresent()) {
                    select.setString(4, by.get());
                }
                List<Complaint> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(complaint(row));
                    }
                }
                return found;
            }
        });
    }

    /** @return false where there is none of this id, or it was answered before */
    boolean answered(String id, Asker by, String permission) {
        return transactions.write(connection -> {
            boolean fresh = answer(connection, id, by);
            if (fresh) {
                audit.note(connection, Deed.done(Doer.of(by), permission, Thing.of("complaint", id)));
            }
            return fresh;
        });
    }

    private boolean answer(Connection connection, String id, Asker by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE monitor_complaint SET answered_at = ?,"
                + " answered_by = ? WHERE id = ? AND answered_at IS NULL")) {
            update.setLong(1, clock.millis());
            update.setString(2, by.account());
            update.setString(3, id);
            return update.executeUpdate() == 1;
        }
    }

    private Complaint complaint(ResultSet row) throws SQLException {
        String id = row.getString(1);
        long answered = row.getLong(4);
        Optional<Instant> at = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(answered));
        Sealed sealed = new Sealed(row.getString(6), row.getBytes(7), row.getBytes(8));
        return new Complaint(
                id,
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                new String(vault.open(sealed, context(id)), StandardCharsets.UTF_8),
                at,
                Optional.ofNullable(row.getString(5)));
    }

    private static byte[] context(String id) {
        return ("complaint " + id).getBytes(StandardCharsets.UTF_8);
    }
}
