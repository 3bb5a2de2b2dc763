// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** The rows: notices as they were published, and who has acknowledged them. */
final class NoticeShelf {
    private static final String KEY_CLASS = "notice";
    /** Between the two texts under one seal: no text that people enter has it. */
    private static final String PART = "\u0000";

    private final Vault vault;

    NoticeShelf(Vault vault) {
        this.vault = vault;
    }

    /** The one in force: what was published last. */
    Optional<Notice> newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT version, basis, made_at, made_by, seal_key,"
                        + " seal_wrapped, seal_text FROM notice_notice ORDER BY version DESC FETCH FIRST 1 ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(of(row)) : Optional.empty();
        }
    }

    private Notice of(ResultSet row) throws SQLException {
        int version = row.getInt(1);
        Sealed sealed = new Sealed(row.getString(5), row.getBytes(6), row.getBytes(7));
        String[] parts = new String(vault.open(sealed, context(version)), StandardCharsets.UTF_8).split(PART, -1);
        return new Notice(
                version,
                parts[0],
                Basis.ofWord(row.getString(2)).orElseThrow(),
                parts[1],
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4));
    }

    void add(Connection transaction, Notice notice) throws SQLException {
        byte[] words = (notice.text() + PART + notice.assessment()).getBytes(StandardCharsets.UTF_8);
        Sealed sealed = vault.seal(KEY_CLASS, words, context(notice.version()));
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO notice_notice (version, basis,"
                + " made_at, made_by, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, notice.version());
            insert.setString(2, notice.basis().word());
            insert.setLong(3, notice.at().toEpochMilli());
            insert.setString(4, notice.by());
            insert.setString(5, sealed.key());
            insert.setBytes(6, sealed.wrapped());
            insert.setBytes(7, sealed.text());
            insert.executeUpdate();
        }
    }

    /** Who has acknowledged this version, and when. */
    Map<String, Instant> acknowledged(Connection connection, int version) throws SQLException {
        Map<String, Instant> all = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT person, made_at FROM notice_acknowledged WHERE version = ?")) {
            select.setInt(1, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.put(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
                }
            }
        }
        return all;
    }

    void acknowledge(Connection transaction, int version, String person, Instant now) throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO notice_acknowledged (version, person, made_at) VALUES (?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setString(2, person);
            insert.setLong(3, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    private static byte[] context(int version) {
        return ("notice " + version).getBytes(StandardCharsets.UTF_8);
    }
}
