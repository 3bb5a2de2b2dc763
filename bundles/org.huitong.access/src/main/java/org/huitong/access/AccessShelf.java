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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.store.Transactions;

/**
 * The tables of accounts, sessions and tokens. What it keeps is also in memory: reading is for the start. Each deed is
 * noted in the transaction that does it.
 */
final class AccessShelf {
    private final Transactions transactions;
    private final Audit audit;
    private final KeyBoard keys;
    private final OldPasswords old = new OldPasswords();

    AccessShelf(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
        this.keys = new KeyBoard(transactions);
    }

    KeyBoard keys() {
        return keys;
    }

    /** The hashes of the last passwords that an account had before its present one, the newest first. */
    List<String> oldPasswords(String account, int most) {
        return transactions.read(c -> old.of(c, account, most));
    }

    /** Which sessions and tokens end with a change of an account. */
    sealed interface Ending {
        record None() implements Ending {}

        /** @param session the hash of the one that stays */
        record AllBut(Optional<String> session) implements Ending {}
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
            try (var select =
                            c.prepareStatement("SELECT name, display, password, must_change, created_at, person, kind,"
                                    + " shut_at, password_at FROM access_account");
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
                            Account.Kind.ofWord(row.getString(7)).orElseThrow(),
                            moment(row, 8),
                            moment(row, 9).orElse(Instant.ofEpochMilli(row.getLong(5)))));
                }
            }
            return accounts;
        });
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    void put(Account account, Ending ending, Deed deed) {
        put(account, ending, deed, Optional.empty());
    }

    /** @param key what somebody was given by it */
    void put(Account account, Ending ending, Deed deed, Optional<KeyGiven> key) {
        transactions.write(c -> {
            if (key.isPresent()) {
                keys.note(c, key.get());
            }
            old.keep(c, account);
            try (var update = c.prepareStatement(
                            "UPDATE access_account SET display = ?, password = ?, must_change = ?, created_at = ?,"
                                    + " person = ?, kind = ?, shut_at = ?, password_at = ? WHERE name = ?");
                    var insert = c.prepareStatement("INSERT INTO access_account"
                            + " (display, password, must_change, created_at, person, kind, shut_at, password_at, name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
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
            if (ending instanceof Ending.AllBut allBut) {
                endSessions(c, account.name(), allBut.session());
                delete(c, "DELETE FROM access_token WHERE account = ?", account.name());
            }
            audit.note(c, deed);
            return null;
        });
    }

    private static void endSessions(Connection connection, String account, Optional<String> kept) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM access_session WHERE account = ? AND hash <> ?")) {
            delete.setString(1, account);
            delete.setString(2, kept.orElse(""));
            delete.executeUpdate();
        }
    }

    /** In the transaction of somebody else; memory is told when that is kept. */
    void shut(Connection transaction, Account account, Instant at, Deed deed) throws SQLException {
        try (var update = transaction.prepareStatement("UPDATE access_account SET shut_at = ? WHERE name = ?")) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, account.name());
            update.executeUpdate();
        }
        endSessions(transaction, account.name(), Optional.empty());
        delete(transaction, "DELETE FROM access_token WHERE account = ?", account.name());
        audit.note(transaction, deed);
    }

    void note(KeyGiven key) {
        transactions.write(c -> {
            keys.note(c, key);
            return null;
        });
    }

    void note(Connection transaction, Deed deed) throws SQLException {
        audit.note(transaction, deed);
    }

    void whenKept(Connection transaction, Runnable then) {
        transactions.afterwards(transaction, then);
    }

    private static PreparedStatement bind(PreparedStatement statement, Account account) throws SQLException {
        statement.setString(1, account.display());
        statement.setString(2, account.password());
        statement.setBoolean(3, account.mustChange());
        statement.setLong(4, account.createdAt().toEpochMilli());
        statement.setString(5, account.person().orElse(null));
        statement.setString(6, account.kind().word());
        if (account.shutAt().isPresent()) {
            statement.setLong(7, account.shutAt().get().toEpochMilli());
        } else {
            statement.setNull(7, Types.BIGINT);
        }
        statement.setLong(8, account.passwordAt().toEpochMilli());
        statement.setString(9, account.name());
        return statement;
    }

    /** Takes its sessions, tokens and permissions with it; its name stays, and is nobody's any more. */
    void removeAccount(String name, Instant at, Deed deed) {
        transactions.write(c -> {
            delete(c, "DELETE FROM access_account WHERE name = ?", name);
            try (var insert = c.prepareStatement("INSERT INTO access_retired (name, retired_at) VALUES (?, ?)")) {
                insert.setString(1, name);
                insert.setLong(2, at.toEpochMilli());
                insert.executeUpdate();
            }
            audit.note(c, deed);
            return null;
        });
    }

    /** The names of accounts that were removed. */
    Set<String> retired() {
        return transactions.read(c -> {
            Set<String> names = new HashSet<>();
            try (var select = c.prepareStatement("SELECT name FROM access_retired");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        });
    }

    List<Sessions.Row> sessions() {
        return transactions.read(c -> {
            List<Sessions.Row> rows = new ArrayList<>();
            try (var select =
                            c.prepareStatement("SELECT hash, account, opened_at, used_at, opened_from, eyes, eyes_until"
                                    + " FROM access_session");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Sessions.Row(
                            row.getString(1),
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            Instant.ofEpochMilli(row.getLong(4)),
                            Optional.ofNullable(row.getString(5)),
                            glimpse(row)));
                }
            }
            return rows;
        });
    }

    private static Optional<Sessions.Glimpse> glimpse(ResultSet row) throws SQLException {
        String eyes = row.getString(6);
        return eyes == null
                ? Optional.empty()
                : Optional.of(new Sessions.Glimpse(eyes, Instant.ofEpochMilli(row.getLong(7))));
    }

    /** In the caller's transaction, which notes it. */
    void looks(Connection transaction, String hash, Optional<Sessions.Glimpse> glimpse) throws SQLException {
        try (var update =
                transaction.prepareStatement("UPDATE access_session SET eyes = ?, eyes_until = ? WHERE hash = ?")) {
            update.setString(1, glimpse.map(Sessions.Glimpse::account).orElse(null));
            update.setObject(2, glimpse.map(one -> one.until().toEpochMilli()).orElse(null), Types.BIGINT);
            update.setString(3, hash);
            update.executeUpdate();
        }
    }

    void add(Sessions.Row session, Deed deed) {
        transactions.write(c -> {
            try (var insert =
                    c.prepareStatement("INSERT INTO access_session (hash, account, opened_at, used_at, opened_from)"
                            + " VALUES (?, ?, ?, ?, ?)")) {
                insert.setString(1, session.hash());
                insert.setString(2, session.account());
                insert.setLong(3, session.openedAt().toEpochMilli());
                insert.setLong(4, session.usedAt().toEpochMilli());
                insert.setString(5, session.from().orElse(null));
                insert.executeUpdate();
            }
            audit.note(c, deed);
            return null;
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

    /** @param deed absent where its time was over, which is nobody's deed */
    void removeSession(String hash, Optional<Deed> deed) {
        remove("DELETE FROM access_session WHERE hash = ?", hash, deed);
    }

    void removeSessions(String account, Optional<String> kept, Deed deed) {
        transactions.write(c -> {
            endSessions(c, account, kept);
            audit.note(c, deed);
            return null;
        });
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

    void add(Tokens.Row token, Deed deed) {
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
                insert.executeUpdate();
            }
            audit.note(c, deed);
            return null;
        });
    }

    /** Of a token that may do nothing there is one word, and it is empty. */
    private static SortedSet<String> words(String kept) {
        return kept.isBlank() ? new TreeSet<>() : new TreeSet<>(List.of(kept.split(" ")));
    }

    void removeToken(String id, Deed deed) {
        remove("DELETE FROM access_token WHERE id = ?", id, Optional.of(deed));
    }

    private void remove(String sql, String key, Optional<Deed> deed) {
        transactions.write(c -> {
            delete(c, sql, key);
            if (deed.isPresent()) {
                audit.note(c, deed.get());
            }
            return null;
        });
    }

    private static int delete(Connection connection, String sql, String key) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            delete.setString(1, key);
            return delete.executeUpdate();
        }
    }
}
