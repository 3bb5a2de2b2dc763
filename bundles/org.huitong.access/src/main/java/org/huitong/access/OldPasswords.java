// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of passwords that were: hashes with salts of their own, no better to open than the present one. */
final class OldPasswords {
    /** What the tables have as the password becomes an old one where the account has another from now on. */
    void keep(Connection connection, Account now) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO access_old_password (account, hash, ended_at)"
                + " SELECT name, password, CAST(? AS BIGINT) FROM access_account"
                + " WHERE name = ? AND password <> ? AND password <> ''")) {
            insert.setLong(1, now.passwordAt().toEpochMilli());
            insert.setString(2, now.name());
            insert.setString(3, now.password());
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        List<String> kept = of(connection, now.name(), Integer.MAX_VALUE);
        try (var delete =
                connection.prepareStatement("DELETE FROM access_old_password WHERE account = ? AND hash = ?")) {
            for (String hash : kept.subList(Math.min(kept.size(), PasswordAge.MOST_KEPT), kept.size())) {
                delete.setString(1, now.name());
                delete.setString(2, hash);
                delete.executeUpdate();
            }
        }
    }

    List<String> of(Connection connection, String account, int most) throws SQLException {
        List<String> hashes = new ArrayList<>();
        try (var select = connection.prepareStatement(
                "SELECT hash FROM access_old_password WHERE account = ? ORDER BY ended_at DESC")) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                while (hashes.size() < most && row.next()) {
                    hashes.add(row.getString(1));
                }
            }
        }
        return hashes;
    }
}
