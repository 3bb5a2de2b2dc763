// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.huitong.api.store.Transactions;

/** The tables of accounts, sessions and tokens. What it keeps is also in memory: reading is for the start. */
final class AccessShelf {
    private final Transactions transactions;

    AccessShelf(Transactions transactions) {
        this.transactions = transactions;
    }

    List<Account> accounts() {
        return transactions.read(c -> {
            Map<String, SortedSet<String>> permissions = new HashMap<>();
            try (var select = c.prepareStatement("SELECT account, permission FROM access_permission");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    permissions
                            .computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                            .add(row.getString(2));
                }
            }
            List<Account> accounts = new ArrayList<>();
            try (var select = c.prepareStatement(
                            "SELECT name, display, password, must_change, created_at, person, kind FROM access_account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(new Account(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            Instant.ofEpochMilli(row.getLong(5)),
                            permissions.getOrDefault(row.getString(1), new TreeSet<>()),
                            Optional.ofNullable(row.getString(6)),
                            Account.Kind.ofWord(row.getString(7)).orElseThrow()));
                }
            }
            return accounts;
        });
    }

    void put(Account account) {
        transactions.write(c -> {
            try (var update = c.prepareStatement(
                            "UPDATE access_account SET display = ?, password = ?, must_change = ?, created_at = ?,"
                                    + " person = ?, kind = ? WHERE name = ?");
                    var insert = c.prepareStatement("INSERT INTO access_account"
                            + " (display, password, must_change, created_at, person, kind, name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                if (bind(update, account).executeUpdate() == 0) {
                    bind(insert, account).executeUpdate();
                }
            }
            delete(c, "DELETE FROM access_permission WHERE account = ?", account.name());
            try (var insert = c.prepareStatement("INSERT INTO access_permission (account, permission) VALUES (?, ?)")) {
                for (String permission : account.permissions()) {
                    insert.setString(1, account.name());
                    insert.setString(2, permission);
                    insert.executeUpdate();
                }
            }
            return null;
        });
    }

    private static PreparedStatement bind(PreparedStatement statement, Account account) throws SQLException {
        statement.setString(1, account.display());
        statement.setString(2, account.password());
        statement.setBoolean(3, account.mustChange());
        statement.setLong(4, account.createdAt().toEpochMilli());
        statement.setString(5, account.person().orElse(null));
        statement.setString(6, account.kind().word());
        statement.setString(7, account.name());
        return statement;
    }

    /** Takes its sessions, tokens and permissions with it. */
    void removeAccount(String name) {
        remove("DELETE FROM access_account WHERE name = ?", name);
    }

    List<Sessions.Row> sessions() {
        return transactions.read(c -> {
            List<Sessions.Row> rows = new ArrayList<>();
            try (var select = c.prepareStatement(
                            "SELECT hash, account, opened_at, used_at, opened_from FROM access_session");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Sessions.Row(
                            row.getString(1),
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            Instant.ofEpochMilli(row.getLong(4)),
                            Optional.ofNullable(row.getString(5))));
                }
            }
            return rows;
        });
    }

    void add(Sessions.Row session) {
        transactions.write(c -> {
            try (var insert =
                    c.prepareStatement("INSERT INTO access_session (hash, account, opened_at, used_at, opened_from)"
                            + " VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, session.hash());
                insert.setString(2, session.account());
                insert.setLong(3, session.openedAt().toEpochMilli());
                insert.setLong(4, session.usedAt().toEpochMilli());
                insert.setString(5, session.from().orElse(null));
                return insert.executeUpdate();
            }
        });
    }

    void touch(String hash, Instant usedAt) {
        transactions.write(c -> {
            try (var update = c.prepareStatement("UPDATE access_session SET used_at = ? WHERE hash = ?")) {
                update.setLong(1, usedAt.toEpochMilli());
                update.setString(2, hash);
                return update.executeUpdate();
            }
        });
    }

    void removeSession(String hash) {
        remove("DELETE FROM access_session WHERE hash = ?", hash);
    }

    List<Tokens.Row> tokens() {
        return transactions.read(c -> {
            List<Tokens.Row> rows = new ArrayList<>();
            try (var select = c.prepareStatement(
                            "SELECT id, hash, account, name, created_at, expires_at, permissions FROM access_token");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long expires = row.getLong(6);
                    Optional<Instant> expiresAt =
                            row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
                    rows.add(new Tokens.Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            Instant.ofEpochMilli(row.getLong(5)),
                            expiresAt,
                            Optional.ofNullable(row.getString(7)).map(AccessShelf::words)));
                }
            }
            return rows;
        });
    }

    void add(Tokens.Row token) {
        transactions.write(c -> {
            try (var insert = c.prepareStatement("INSERT INTO access_token"
                    + " (id, hash, account, name, created_at, expires_at, permissions) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, token.id());
                insert.setString(2, token.hash());
                insert.setString(3, token.account());
                insert.setString(4, token.name());
                insert.setLong(5, token.createdAt().toEpochMilli());
                if (token.expiresAt().isPresent()) {
                    insert.setLong(6, token.expiresAt().get().toEpochMilli());
                } else {
                    insert.setNull(6, Types.BIGINT);
                }
                insert.setString(
                        7,
                        token.permissions()
                                .map(words -> String.join(" ", words))
                                .orElse(null));
                return insert.executeUpdate();
            }
        });
    }

    /** Of a token that may do nothing there is one word, and it is empty. */
    private static SortedSet<String> words(String kept) {
        return kept.isBlank() ? new TreeSet<>() : new TreeSet<>(List.of(kept.split(" ")));
    }

    void removeToken(String id) {
        remove("DELETE FROM access_token WHERE id = ?", id);
    }

    private void remove(String sql, String key) {
        transactions.write(c -> delete(c, sql, key));
    }

    private static int delete(Connection connection, String sql, String key) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            delete.setString(1, key);
            return delete.executeUpdate();
        }
    }
}
