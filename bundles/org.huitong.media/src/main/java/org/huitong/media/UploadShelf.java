// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows about what people put in; of the bytes {@link MediaShelf} knows. */
@Component(service = UploadShelf.class)
public final class UploadShelf {
    private static final String COLUMNS = "SELECT id, owner, whole, until_at FROM media_upload";

    private final Transactions transactions;

    @Activate
    public UploadShelf(@Reference Transactions transactions, @Reference(target = "(schema=media)") Schema tables) {
        this.transactions = transactions;
    }

    Transactions transactions() {
        return transactions;
    }

    /** It begins to come. Written down before its first byte, so that nothing of it is left where it never ends. */
    void begin(Connection connection, Upload upload, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO media_upload (id, owner, whole, since, until_at) VALUES (?, ?, 0, ?, ?)")) {
            insert.setBytes(1, upload.id().bytes());
            insert.setString(2, upload.owner());
            insert.setLong(3, now.toEpochMilli());
            insert.setLong(4, upload.until().toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** @return false where it was given up meanwhile */
    boolean end(Connection connection, MessageId id, Instant until) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE media_upload SET whole = 1, until_at = ? WHERE id = ? AND whole = 0")) {
            update.setLong(1, until.toEpochMilli());
            update.setBytes(2, id.bytes());
            return update.executeUpdate() == 1;
        }
    }

    /** Somebody needs it until then at least; of what is not there, or not whole, nothing is written down. */
    void need(Connection connection, MessageId id, String by, Instant until) throws SQLException {
        long end = until.toEpochMilli();
        String prolong = "UPDATE media_upload SET until_at = CASE WHEN until_at < ? THEN ? ELSE until_at END"
                + " WHERE id = ? AND whole = 1";
        if (run(connection, prolong, end, end, id.bytes()) == 1
                && run(
                                connection,
                                "UPDATE media_need SET until_at = ? WHERE upload = ? AND needed_by = ?",
                                end,
                                id.bytes(),
                                by)
                        == 0) {
            run(
                    connection,
                    "INSERT INTO media_need (until_at, upload, needed_by) VALUES (?, ?, ?)",
                    end,
                    id.bytes(),
                    by);
        }
    }

    /** That one needs it no more. Where nobody does, it is its owner's alone, as when it came. */
    void letGo(Connection connection, MessageId id, String by, Instant now) throws SQLException {
        if (run(connection, "DELETE FROM media_need WHERE upload = ? AND needed_by = ?", id.bytes(), by) == 1) {
            run(
                    connection,
                    "UPDATE media_upload SET until_at = COALESCE((SELECT MAX(n.until_at) FROM media_need n"
                            + " WHERE n.upload = media_upload.id AND n.until_at > ?), ?) WHERE id = ?",
                    now.toEpochMilli(),
                    now.plus(Receiving.KEPT).toEpochMilli(),
                    id.bytes());
        }
    }

    /** Whether somebody needs it besides its owner. Until the transaction ends nobody else comes to need it. */
    boolean isNeeded(Connection connection, MessageId id, Instant now) throws SQLException {
        run(connection, "UPDATE media_upload SET whole = whole WHERE id = ?", id.bytes());
        try (PreparedStatement select =
                connection.prepareStatement("SELECT COUNT(*) FROM media_need WHERE upload = ? AND until_at > ?")) {
            select.setBytes(1, id.bytes());
            select.setLong(2, now.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
    }

    void remove(Connection connection, MessageId id) throws SQLException {
        run(connection, "DELETE FROM media_upload WHERE id = ?", id.bytes());
        run(connection, "DELETE FROM media_need WHERE upload = ?", id.bytes());
    }

    private static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    Optional<Upload> find(MessageId id) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
                select.setBytes(1, id.bytes());
                return rows(select).stream().findFirst();
            }
        });
    }

    /** What somebody has here, whole; the newest first. */
    List<Upload> of(String owner) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + " WHERE owner = ? AND whole = 1 ORDER BY since DESC")) {
                select.setString(1, owner);
                return rows(select);
            }
        });
    }

    /** What is over, and what never came to its end. */
    List<Upload> over(Instant now, int most) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    COLUMNS + " WHERE until_at <= ? ORDER BY until_at FETCH FIRST " + most + " ROWS ONLY")) {
                select.setLong(1, now.toEpochMilli());
                return rows(select);
            }
        });
    }

    /** How many somebody has here, and how many bytes. */
    Holding holding(Connection connection, String owner) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*), SUM(f.bytes) FROM media_upload u"
                + " LEFT JOIN media_file f ON f.message = u.id AND f.name = '" + Upload.OWN + "' WHERE u.owner = ?")) {
            count.setString(1, owner);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new Holding(row.getInt(1), row.getLong(2));
            }
        }
    }

    /** Of one person. */
    record Holding(int files, long bytes) {}

    private static List<Upload> rows(PreparedStatement select) throws SQLException {
        List<Upload> uploads = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                uploads.add(new Upload(
                        MessageId.ofBytes(row.getBytes(1)),
                        row.getString(2),
                        row.getInt(3) == 1,
                        Instant.ofEpochMilli(row.getLong(4))));
            }
        }
        return uploads;
    }
}
