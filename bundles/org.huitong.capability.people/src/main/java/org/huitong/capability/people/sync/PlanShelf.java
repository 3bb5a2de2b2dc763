// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Files that wait to be carried out, as they were sent: the plan is made of them anew, so that what is done is what was
 * shown. They are under lock, and gone once they are carried out or a week old.
 */
@Component(service = PlanShelf.class)
public final class PlanShelf {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String KEY_CLASS = "people";
    private static final byte[] NOTHING = {};

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public PlanShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables) {
        this(transactions, vault);
    }

    PlanShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** Whether it waits, was carried out, or is not needed any more. */
    enum State {
        WAITING,
        DONE
    }

    /** What a plan is made of: a list of whole companies, or what a platform claims of those whom it knows. */
    enum MadeOf {
        LIST,
        CLAIMS
    }

    /**
     * A file.
     *
     * @param base the version of the roster that it was compared with
     */
    record Kept(String id, Instant at, String by, String source, int base, State state, MadeOf madeOf, byte[] file) {
        @Override
        public String toString() {
            return "Kept[" + id + " " + state + "]";
        }
    }

    void put(Kept plan) {
        transactions.write(connection -> {
            try (PreparedStatement old = connection.prepareStatement("DELETE FROM people_plan WHERE made_at < ?")) {
                old.setLong(1, plan.at().minus(KEPT).toEpochMilli());
                old.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people_plan (id, made_at, made_by,"
                    + " source, base_version, state, seal_key, seal_wrapped, seal_text, made_of)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, plan.id());
                insert.setLong(2, plan.at().toEpochMilli());
                insert.setString(3, plan.by());
                insert.setString(4, plan.source());
                insert.setInt(5, plan.base());
                insert.setString(6, plan.state().name());
                Sealed sealed = vault.seal(KEY_CLASS, plan.file(), context(plan.id()));
                insert.setString(7, sealed.key());
                insert.setBytes(8, sealed.wrapped());
                insert.setBytes(9, sealed.text());
                insert.setString(10, plan.madeOf().name());
                insert.executeUpdate();
            }
            return null;
        });
    }

    Optional<Kept> find(String id) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT made_at, made_by, source, base_version,"
                    + " state, seal_key, seal_wrapped, seal_text, made_of FROM people_plan WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    Sealed sealed = new Sealed(rows.getString(6), rows.getBytes(7), rows.getBytes(8));
                    return Optional.of(new Kept(
                            id,
                            Instant.ofEpochMilli(rows.getLong(1)),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getInt(4),
                            State.valueOf(rows.getString(5)),
                            MadeOf.valueOf(rows.getString(9)),
                            vault.open(sealed, context(id))));
                }
            }
        });
    }

    /** The file is not needed any more. */
    void done(String id) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE people_plan SET state = ?, seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE id = ?")) {
                Sealed sealed = vault.seal(KEY_CLASS, NOTHING, context(id));
                update.setString(1, State.DONE.name());
                update.setString(2, sealed.key());
                update.setBytes(3, sealed.wrapped());
                update.setBytes(4, sealed.text());
                update.setString(5, id);
                update.executeUpdate();
            }
            return null;
        });
    }

    private static byte[] context(String id) {
        return ("people_plan " + id).getBytes(StandardCharsets.UTF_8);
    }
}
