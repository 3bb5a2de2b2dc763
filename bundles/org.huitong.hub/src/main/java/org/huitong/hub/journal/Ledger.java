// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.huitong.api.message.MessageId;

/** The writer's side of the log's tables. Every method works on the batch's own transaction. */
final class Ledger {
    /** Lists of ids are asked for in this size, padded, so that there is one prepared statement and not hundreds. */
    private static final int ASKED_AT_ONCE = 64;

    /**
     * The comment is for Derby, which takes a table that grew faster than its statistics for a small one and reads all
     * of it (measured); to PostgreSQL it is a comment.
     */
    private static final String KNOWN =
            "SELECT id, revision, revision_at, kind, seq, account, delivery, recalled, current_seq FROM hub_journal"
                    + " --DERBY-PROPERTIES index=HUB_JOURNAL_ONCE\n WHERE id IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1)
                    + ") AND kind <> 4";

    private Ledger() {}

    static long head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(seq) FROM hub_journal");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static Map<MessageId, Known> known(Connection connection, Collection<MessageId> ids) throws SQLException {
        Map<MessageId, Known> known = new HashMap<>();
        Iterator<MessageId> left = ids.iterator();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            while (left.hasNext()) {
                byte[] last = null;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    if (left.hasNext()) {
                        last = left.next().bytes();
                    }
                    select.setBytes(i, last);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        remember(known.computeIfAbsent(MessageId.ofBytes(row.getBytes(1)), id -> new Known()), row);
                    }
                }
            }
        }
        return known;
    }

    private static void remember(Known known, ResultSet row) throws SQLException {
        known.revisions.add(row.getString(2));
        long at = row.getLong(3);
        switch (Line.Kind.of(row.getShort(4))) {
            case SAID -> {
                known.firstSeq = row.getLong(5);
                known.account = row.getString(6);
                known.delivery = row.getString(7);
                known.recalled |= row.getShort(8) == 1;
                known.versions++;
                known.currentAt = Math.max(known.currentAt, at);
            }
            case EDITED -> {
                known.versions++;
                known.currentAt = Math.max(known.currentAt, at);
            }
            case RECALLED -> known.recalled = true;
            case FOUND -> throw new IllegalStateException("findings were not asked for");
        }
    }

    static boolean has(Connection connection, MessageId id, String revision) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM hub_journal WHERE id = ? AND revision = ?")) {
            select.setBytes(1, id.bytes());
            select.setString(2, revision);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void write(Connection connection, List<Line> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Line.INSERT)) {
            for (Line line : lines) {
                line.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        List<Line> large = lines.stream().filter(l -> !l.bodyInRow()).toList();
        if (!large.isEmpty()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO hub_body (seq, body) VALUES (?, ?)")) {
                for (Line line : large) {
                    insert.setLong(1, line.seq());
                    insert.setBytes(2, line.body().text());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    /** A mark of the first version's line; one that stands there already is left alone. */
    record MarkRow(String kind, String value, long seq) {}

    static void mark(Connection connection, Collection<MarkRow> marks, boolean mayBeThere) throws SQLException {
        if (marks.isEmpty()) {
            return;
        }
        List<MarkRow> missing = new ArrayList<>(marks);
        if (mayBeThere) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM hub_mark WHERE kind = ? AND value = ? AND seq = ?")) {
                for (Iterator<MarkRow> each = missing.iterator(); each.hasNext(); ) {
                    MarkRow mark = each.next();
                    select.setString(1, mark.kind());
                    select.setString(2, mark.value());
                    select.setLong(3, mark.seq());
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            each.remove();
                        }
                    }
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO hub_mark (kind, value, seq) VALUES (?, ?, ?)")) {
            for (MarkRow mark : missing) {
                insert.setString(1, mark.kind());
                insert.setString(2, mark.value());
                insert.setLong(3, mark.seq());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The first version's line learns that there is more to its message than itself. */
    sealed interface Amendment {
        long firstSeq();

        /** Another version, older than the one that people see. */
        record Joined(long firstSeq) implements Amendment {}

        /** A version that people see from now on, with the priority that was found for it. */
        record Edited(long firstSeq, long seq, Rank rank) implements Amendment {}

        record Recalled(long firstSeq) implements Amendment {}

        /** A finding about one version: it may raise the priority while that version is the one that people see. */
        record Found(long firstSeq, long aboutSeq, Rank rank) implements Amendment {}
    }

    static void amend(Connection connection, List<Amendment> amendments) throws SQLException {
        if (amendments.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE hub_journal SET amended = 1, recalled = CASE WHEN ? = 1 THEN 1 ELSE recalled END,"
                        + " priority = CASE WHEN ? = 1 OR current_seq = ? AND priority < ? THEN ? ELSE priority END,"
                        + " current_seq = CASE WHEN ? = 1 THEN ? ELSE current_seq END WHERE seq = ?")) {
            for (Amendment a : amendments) {
                boolean edited = a instanceof Amendment.Edited;
                long about = a instanceof Amendment.Found f ? f.aboutSeq() : 0;
                short rank = a instanceof Amendment.Edited e
                        ? e.rank().code()
                        : a instanceof Amendment.Found f ? f.rank().code() : Rank.NONE.code();
                update.setInt(1, a instanceof Amendment.Recalled ? 1 : 0);
                update.setInt(2, edited ? 1 : 0);
                update.setLong(3, about);
                update.setInt(4, rank);
                update.setInt(5, rank);
                update.setInt(6, edited ? 1 : 0);
                update.setLong(7, a instanceof Amendment.Edited e ? e.seq() : 0);
                update.setLong(8, a.firstSeq());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    static void sighting(Connection connection, MessageId id, String account, String delivery, long at)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM hub_sighting WHERE id = ? AND account = ? AND delivery = ?")) {
            select.setBytes(1, id.bytes());
            select.setString(2, account);
            select.setString(3, delivery);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_sighting (id, account, delivery, seen_at) VALUES (?, ?, ?, ?)")) {
            insert.setBytes(1, id.bytes());
            insert.setString(2, account);
            insert.setString(3, delivery);
            insert.setLong(4, at);
            insert.executeUpdate();
        }
    }

    static void letter(Connection connection, Letter letter) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE hub_dead_letter SET tries = tries + 1, reason = ?, reason_zh = ? WHERE fingerprint = ?")) {
            update.setString(1, letter.reason().en());
            update.setString(2, letter.reason().zh());
            update.setBytes(3, letter.fingerprint());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_dead_letter (fingerprint, platform, account, received_at, reason, reason_zh, bytes,"
                        + " tries, body_key, body_wrapped, body) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)")) {
            insert.setBytes(1, letter.fingerprint());
            insert.setString(2, letter.platform());
            insert.setString(3, letter.account());
            insert.setLong(4, letter.receivedAt().toEpochMilli());
            insert.setString(5, letter.reason().en());
            insert.setString(6, letter.reason().zh());
            insert.setInt(7, letter.bytes());
            insert.setString(8, letter.body().key());
            insert.setBytes(9, letter.body().wrapped());
            insert.setBytes(10, letter.body().text());
            insert.executeUpdate();
        }
    }
}
