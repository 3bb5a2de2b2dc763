// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.Seen.Place;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which accounts have spoken. When one did last is kept to the hour, so that a busy one costs no row a message. */
@Component(service = SeenAccounts.class)
public final class SeenAccounts {
    private static final String KEY_CLASS = "people";
    private static final long HOUR = 3_600_000;
    private static final int MOST_LATELY = 10_000;
    private static final int LONGEST_OTHERS = 2_000;
    private static final String COLUMNS = "SELECT platform, tenant, native_id, other_ids, first_at, last_at, ignored,"
            + " seal_key, seal_wrapped, seal_text FROM people_seen";

    private final Transactions transactions;
    private final Vault vault;
    /**
     * As the database had them when it was asked last: who speaks all day is looked up once an hour. What a transaction
     * only meant to write is never in here.
     */
    private final Map<Place, Seen> lately = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Seen> eldest) {
            return size() > MOST_LATELY;
        }
    };

    @Activate
    public SeenAccounts(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables) {
        this(transactions, vault);
    }

    public SeenAccounts(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    public List<Seen> all() {
        return transactions.read(connection -> {
            List<Seen> all = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement(COLUMNS + " ORDER BY platform, tenant, native_id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(seen(rows));
                }
            }
            return all;
        });
    }

    Optional<Seen> find(Place place) {
        return transactions.read(connection -> find(connection, place));
    }

    /** The tenants of each platform, the one that was seen first in front. */
    Map<String, List<String>> tenants() {
        return transactions.read(connection -> {
            Map<String, List<String>> tenants = new LinkedHashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT platform, tenant, MIN(first_seq) AS first_one FROM people_seen"
                                    + " GROUP BY platform, tenant ORDER BY first_one");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tenants.computeIfAbsent(rows.getString(1), x -> new ArrayList<>())
                            .add(rows.getString(2));
                }
            }
            return tenants;
        });
    }

    /** Says that an account is nobody's, or takes that back. */
    boolean ignore(Place place, boolean ignored) {
        return transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE people_seen SET ignored = ? WHERE platform = ? AND tenant = ? AND native_id = ?")) {
                update.setBoolean(1, ignored);
                at(update, 2, place);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Keeps that it spoke, in the transaction of whoever read it. */
    void note(Connection connection, Seen seen, long seq) throws SQLException {
        synchronized (lately) {
            Seen last = lately.get(seen.place());
            if (last != null && !isNews(last, seen)) {
                return;
            }
        }
        Optional<Seen> known = find(connection, seen.place());
        synchronized (lately) {
            known.ifPresent(there -> lately.put(there.place(), there));
        }
        if (known.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people_seen (other_ids, last_at,"
                    + " seal_key, seal_wrapped, seal_text, platform, tenant, native_id, first_seq, first_at, ignored)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                fresh(insert, seen);
                insert.setLong(9, seq);
                insert.setLong(10, seen.firstAt().toEpochMilli());
                insert.setBoolean(11, false);
                insert.executeUpdate();
            }
        } else if (isNews(known.get(), seen)) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE people_seen SET other_ids = ?,"
                    + " last_at = ?, seal_key = ?, seal_wrapped = ?, seal_text = ?"
                    + " WHERE platform = ? AND tenant = ? AND native_id = ?")) {
                fresh(update, seen);
                update.executeUpdate();
            }
        }
    }

    private static boolean isNews(Seen known, Seen seen) {
        return seen.lastAt().toEpochMilli() - known.lastAt().toEpochMilli() >= HOUR
                || !known.others().containsAll(seen.others())
                || known.name().isEmpty() && seen.name().isPresent();
    }

    private void fresh(PreparedStatement statement, Seen seen) throws SQLException {
        String others = String.join("\n", seen.others());
        statement.setString(1, others.isEmpty() || others.length() > LONGEST_OTHERS ? null : others);
        statement.setLong(2, seen.lastAt().toEpochMilli());
        Optional<Sealed> sealed = seen.name()
                .map(name -> vault.seal(KEY_CLASS, name.getBytes(StandardCharsets.UTF_8), context(seen.place())));
        statement.setString(3, sealed.map(Sealed::key).orElse(null));
        bytes(statement, 4, sealed.map(Sealed::wrapped));
        bytes(statement, 5, sealed.map(Sealed::text));
        at(statement, 6, seen.place());
    }

    private void bytes(PreparedStatement statement, int index, Optional<byte[]> bytes) throws SQLException {
        if (bytes.isPresent()) {
            statement.setBytes(index, bytes.get());
        } else {
            boolean derby = transactions.dialect() == Transactions.Dialect.DERBY;
            statement.setNull(index, derby && index == 5 ? Types.BLOB : Types.VARBINARY);
        }
    }

    private static void at(PreparedStatement statement, int from, Place place) throws SQLException {
        statement.setString(from, place.platform());
        statement.setString(from + 1, place.tenant());
        statement.setString(from + 2, place.id());
    }

    private Optional<Seen> find(Connection connection, Place place) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + " WHERE platform = ? AND tenant = ? AND native_id = ?")) {
            at(select, 1, place);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(seen(rows)) : Optional.empty();
            }
        }
    }

    private Seen seen(ResultSet rows) throws SQLException {
        Place place = new Place(rows.getString(1), rows.getString(2), rows.getString(3));
        String others = rows.getString(4);
        Instant firstAt = Instant.ofEpochMilli(rows.getLong(5));
        Instant lastAt = Instant.ofEpochMilli(rows.getLong(6));
        boolean ignored = rows.getBoolean(7);
        String key = rows.getString(8);
        Optional<String> name = key == null
                ? Optional.empty()
                : Optional.of(new String(
                        vault.open(new Sealed(key, rows.getBytes(9), rows.getBytes(10)), context(place)),
                        StandardCharsets.UTF_8));
        return new Seen(
                place, others == null ? List.of() : List.of(others.split("\n")), firstAt, lastAt, name, ignored);
    }

    private static byte[] context(Place place) {
        return ("people_seen " + place.platform() + " " + place.tenant() + " " + place.id())
                .getBytes(StandardCharsets.UTF_8);
    }
}
