// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain in the tables of a hub at rest. */
final class Database {
    private final Connection connection;
    private final String schema;

    /** @param schema with a dot behind it, or empty */
    Database(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    Verdict verify(Heads heads, Instant now) throws SQLException {
        Walk walk = new Walk(heads, 0, Link.NO_HASH, now);
        long waiting = waiting();
        if (waiting > 0) {
            walk.note(waiting + " entries were noted and wait for their link / 条记录已写下，等待链接");
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT seq, noted_at, "
                        + String.join(", ", Link.PARTS) + ", hash FROM " + schema + "audit_entry ORDER BY seq");
                ResultSet row = select.executeQuery()) {
            boolean whole = true;
            while (whole && row.next()) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < Link.PARTS.size(); i++) {
                    texts.add(row.getString(3 + i));
                }
                whole = walk.step(
                        new Link(row.getLong(1), row.getLong(2), texts, row.getString(3 + Link.PARTS.size())));
            }
        }
        return walk.end(end());
    }

    private long waiting() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT COUNT(*) FROM " + schema + "audit_waiting");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private Optional<Map.Entry<Long, String>> end() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT seq, hash FROM " + schema + "audit_head WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(Map.entry(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }
}
