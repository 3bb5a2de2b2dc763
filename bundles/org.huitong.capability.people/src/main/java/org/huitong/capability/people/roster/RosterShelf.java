// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.OneLine;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.roster.Handovers.Held;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where the roster is kept. Nothing is overwritten: a card that changes ends with one version and begins anew with the
 * next, so that every roster there ever was can be read. What is on a card is personal data and lies under lock.
 *
 * <p>Two who write at once cannot both make the same version: its number is the key of its row, which is written first.
 */
@Component(service = RosterShelf.class)
public final class RosterShelf {
    private static final String KEY_CLASS = "people";
    private static final int LONGEST_WHAT = 400;
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public RosterShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables) {
        this(transactions, vault);
    }

    public RosterShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** The roster of now. */
    RosterPicture newest() {
        return transactions.read(connection -> {
            int version = version(connection);
            List<Card> cards = cards(connection, "to_version IS NULL");
            return new RosterPicture(version, numbers(connection), cards);
        });
    }

    /** The cards that there ever were of that id, the newest first. */
    public List<Card> history(String id) {
        return transactions.read(connection -> {
            List<Card> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SELECT + "id = ? ORDER BY from_version DESC")) {
                select.setString(1, id);
                collect(select, found);
            }
            return found;
        });
    }

    /** The last changes, newest first. */
    public List<Change> changes(int limit) {
        return transactions.read(connection -> {
            List<Change> changes = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT version, made_at, made_by, source, what FROM people_version ORDER BY version DESC")) {
                select.setMaxRows(limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        changes.add(new Change(
                                rows.getInt(1),
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5)));
                    }
                }
            }
            return changes;
        });
    }

    /**
     * @param placed who came to their place by it
     * @param released what somebody had before it
     * @throws org.huitong.api.store.StoreException also where somebody else made the version meanwhile
     */
    RosterPicture keep(
            Draft draft, Origin origin, Instant at, List<Placing> placed, List<Held> released, Departures departures) {
        RosterPicture after = draft.picture();
        transactions.write(connection -> {
            addVersion(connection, after.version(), origin, at);
            addPlacings(connection, after.version(), placed);
            addFormer(connection, after.version(), released);
            end(connection, draft, after.version());
            begin(connection, draft, after.version());
            keepNumbers(connection, after.lastNumbers());
            departures.depart(connection, draft.gone(), origin);
            departures.comeBack(connection, draft.returned());
            departures.note(connection, draft, after, origin);
            return null;
        });
        return after;
    }

    private static void addVersion(Connection connection, int version, Origin origin, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO people_version (version, made_at, made_by, source, what) VALUES (?, ?, ?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setLong(2, at.toEpochMilli());
            insert.setString(3, origin.by());
            insert.setString(4, origin.source());
            insert.setString(5, OneLine.of(origin.what(), LONGEST_WHAT).orElse("…"));
            insert.executeUpdate();
        }
    }

    private static void addPlacings(Connection connection, int version, List<Placing> placed) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO people_placing (version, person, giver) VALUES (?, ?, ?)")) {
            int waiting = 0;
            for (Placing one : placed) {
                insert.setInt(1, version);
                insert.setString(2, one.person());
                insert.setString(3, one.giver().orElse(""));
                insert.addBatch();
                waiting = sent(insert, waiting + 1);
            }
            insert.executeBatch();
        }
    }

    private static void addFormer(Connection connection, int version, List<Held> released) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people_former (version, platform,"
                + " tenant, native_id, person) VALUES (?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Held one : released) {
                insert.setInt(1, version);
                insert.setString(2, one.platform());
                insert.setString(3, one.tenant());
                insert.setString(4, one.id());
                insert.setString(5, one.person());
                insert.addBatch();
                waiting = sent(insert, waiting + 1);
            }
            insert.executeBatch();
        }
    }

    /** What was ever somebody's, and was not afterwards. */
    Set<Held> former() {
        return transactions.read(connection -> {
            Set<Held> found = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT DISTINCT platform, tenant, native_id, person FROM people_former");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Held(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return found;
        });
    }

    /** Who ever came to their place by somebody's hand. */
    List<Placing> placings() {
        return transactions.read(connection -> {
            List<Placing> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT p.person, v.made_by, p.giver, v.made_at"
                            + " FROM people_placing p JOIN people_version v ON v.version = p.version");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Placing(
                            rows.getString(1),
                            rows.getString(2),
                            Optional.of(rows.getString(3)).filter(giver -> !giver.isEmpty()),
                            Instant.ofEpochMilli(rows.getLong(4))));
                }
            }
            return found;
        });
    }

    private static void end(Connection connection, Draft draft, int version) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE people_card SET to_version = ? WHERE id = ? AND from_version = ?")) {
            int waiting = 0;
            for (String id : draft.changed().keySet()) {
                if (draft.base().card(id).isPresent()) {
                    update.setInt(1, version);
                    update.setString(2, id);
                    update.setInt(3, draft.base().card(id).get().since());
                    update.addBatch();
                    waiting = sent(update, waiting + 1);
                }
            }
            update.executeBatch();
        }
    }

    private void begin(Connection connection, Draft draft, int version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO people_card (id, from_version, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Map.Entry<String, Object> card : draft.changed().entrySet()) {
                Sealed sealed = vault.seal(KEY_CLASS, CardJson.write(card.getValue()), context(card.getKey(), version));
                insert.setString(1, card.getKey());
                insert.setInt(2, version);
                insert.setString(3, sealed.key());
                insert.setBytes(4, sealed.wrapped());
                insert.setBytes(5, sealed.text());
                insert.addBatch();
                waiting = sent(insert, waiting + 1);
            }
            insert.executeBatch();
        }
    }

    private static int sent(PreparedStatement batch, int waiting) throws SQLException {
        if (waiting < BATCH) {
            return waiting;
        }
        batch.executeBatch();
        return 0;
    }

    private static void keepNumbers(Connection connection, Map<Kind, Long> numbers) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("UPDATE people_number SET last_number = ? WHERE kind = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO people_number (last_number, kind) VALUES (?, ?)")) {
            for (Map.Entry<Kind, Long> number : numbers.entrySet()) {
                for (PreparedStatement statement : List.of(update, insert)) {
                    statement.setLong(1, number.getValue());
                    statement.setString(2, number.getKey().letter());
                    if (statement.executeUpdate() == 1) {
                        break;
                    }
                }
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(version) FROM people_version");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Map<Kind, Long> numbers(Connection connection) throws SQLException {
        Map<Kind, Long> numbers = new EnumMap<>(Kind.class);
        try (PreparedStatement select = connection.prepareStatement("SELECT kind, last_number FROM people_number");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long number = rows.getLong(2);
                Kind.of(rows.getString(1)).ifPresent(kind -> numbers.put(kind, number));
            }
        }
        return numbers;
    }

    private static final String SELECT =
            "SELECT id, from_version, seal_key, seal_wrapped, seal_text FROM people_card WHERE ";

    private List<Card> cards(Connection connection, String where) throws SQLException {
        List<Card> cards = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            collect(select, cards);
        }
        return cards;
    }

    private void collect(PreparedStatement select, List<Card> into) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(1);
                int since = rows.getInt(2);
                Sealed sealed = new Sealed(rows.getString(3), rows.getBytes(4), rows.getBytes(5));
                into.add(new Card(id, since, CardJson.read(id, vault.open(sealed, context(id, since)))));
            }
        }
    }

    private static byte[] context(String id, int version) {
        return ("people_card " + id + " " + version).getBytes(StandardCharsets.UTF_8);
    }

    /** Who changed what, and by which way: {@code edit}, {@code import}, {@code accounts}, or a directory's name. */
    public record Change(int version, Instant at, String by, String source, String what) {}

    /** Where a change comes from, before it has a version; quotes nobody's data but names, if any. */
    public record Origin(String by, String source, String what) {}
}
