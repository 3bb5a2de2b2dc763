// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.Seen.Place;
import org.huitong.kit.parse.Json;
import org.huitong.kit.send.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts that platforms list and nobody here has: no more is kept of a directory than what somebody has to look at. */
@Component(service = ListedAccounts.class)
public final class ListedAccounts {
    private static final String KEY_CLASS = "people";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public ListedAccounts(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=people)") Schema tables) {
        this(transactions, vault);
    }

    public ListedAccounts(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    public List<Listed> all() {
        return transactions.read(connection -> {
            List<Listed> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT platform, tenant, native_id, listed_at,"
                            + " ignored, seal_key, seal_wrapped, seal_text FROM people_listed"
                            + " ORDER BY platform, tenant, native_id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(listed(rows));
                }
            }
            return all;
        });
    }

    Optional<Listed> find(Place place) {
        return all().stream()
                .filter(one -> one.place().platform().equals(place.platform())
                        && one.place().tenant().equals(place.tenant())
                        && one.ids().contains(place.id()))
                .findFirst();
    }

    /** All that is listed there now and nobody has; what is not in it any more is forgotten. */
    public void replace(String platform, String tenant, List<Listed> now) {
        transactions.write(connection -> {
            Set<String> ignored = ignored(connection, platform, tenant);
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM people_listed WHERE platform = ? AND tenant = ?")) {
                delete.setString(1, platform);
                delete.setString(2, tenant);
                delete.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people_listed (platform, tenant,"
                    + " native_id, listed_at, ignored, seal_key, seal_wrapped, seal_text)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (Listed one : now) {
                    Sealed sealed =
                            vault.seal(KEY_CLASS, written(one).getBytes(StandardCharsets.UTF_8), context(one.place()));
                    insert.setString(1, platform);
                    insert.setString(2, tenant);
                    insert.setString(3, one.place().id());
                    insert.setLong(4, one.listedAt().toEpochMilli());
                    insert.setBoolean(5, ignored.contains(one.place().id()));
                    insert.setString(6, sealed.key());
                    insert.setBytes(7, sealed.wrapped());
                    insert.setBytes(8, sealed.text());
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    /** Says that an account is nobody's, or takes that back. */
    boolean ignore(Place place, boolean ignored) {
        return transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE people_listed SET ignored = ? WHERE platform = ? AND tenant = ? AND native_id = ?")) {
                update.setBoolean(1, ignored);
                update.setString(2, place.platform());
                update.setString(3, place.tenant());
                update.setString(4, place.id());
                return update.executeUpdate() == 1;
            }
        });
    }

    private static Set<String> ignored(Connection connection, String platform, String tenant) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT native_id FROM people_listed WHERE platform = ? AND tenant = ? AND ignored = ?")) {
            select.setString(1, platform);
            select.setString(2, tenant);
            select.setBoolean(3, true);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private Listed listed(ResultSet rows) throws SQLException {
        Place place = new Place(rows.getString(1), rows.getString(2), rows.getString(3));
        Sealed sealed = new Sealed(rows.getString(6), rows.getBytes(7), rows.getBytes(8));
        Json told = Json.read(vault.open(sealed, context(place))).good().orElseThrow();
        return new Listed(
                place,
                texts(told.at("ids")),
                Instant.ofEpochMilli(rows.getLong(4)),
                told.text("name").orElse(""),
                told.text("employee").orElse(""),
                told.text("mail").orElse(""),
                told.text("mobile").orElse(""),
                texts(told.at("departments")),
                rows.getBoolean(5));
    }

    private static String written(Listed one) {
        return JsonText.object()
                .withTexts("ids", one.ids())
                .with("name", one.name())
                .with("employee", one.employee())
                .with("mail", one.mail())
                .with("mobile", one.mobile())
                .withTexts("departments", one.departments())
                .toString();
    }

    private static List<String> texts(Json array) {
        return array.items().stream().flatMap(item -> item.text().stream()).toList();
    }

    private static byte[] context(Place place) {
        return ("people_listed " + place.platform() + " " + place.tenant() + " " + place.id())
                .getBytes(StandardCharsets.UTF_8);
    }
}
