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
import java.util.Set;
import org.huitong.api.message.MessageId;

/** The writer's side of the log's tables. Every method works on the batch's own transaction. */
final class LogTables {
    /** Lists of ids are asked for in this size, padded, so that there is one prepared statement and not hundreds. */
    private static final int ASKED_AT_ONCE = 64;

    /**
     * The comment is for Derby, which takes a table that grew faster than its statistics for a small one and reads all
     * of it (measured); to PostgreSQL it is a comment.
     */
    private static final String ONCE = "SELECT id, revision, seq FROM hub_once"
            + " --DERBY-PROPERTIES constraint=HUB_ONCE_PK\n WHERE id IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1)
            + ") AND kind <> " + Line.Kind.FOUND.code();

    private static final String KNOWN = "SELECT j.id, j.revision, j.revision_at, j.kind, j.seq, j.account, j.delivery,"
            + " j.recalled, n.recalled, j.priority, n.priority, n.current_seq FROM hub_journal j LEFT JOIN hub_now n --DERBY-PROPERTIES constraint=HUB_NOW_PK\n"
            + " ON n.seq = j.seq WHERE j.seq IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1) + ")";

    private LogTables() {}

    /**
     * The last line that was given out. It is no less than the last one that is there, whatever became of the row: a
     * number that was given twice would stop the log.
     */
    static long head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT (SELECT seq FROM hub_head WHERE one = 1), (SELECT MAX(seq) FROM hub_journal) FROM hub_head");
                ResultSet row = select.executeQuery()) {
            row.next();
            return Math.max(row.getLong(1), row.getLong(2));
        }
    }

    /** Locks the head until the end of the transaction: no other hub writes meanwhile. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE hub_head SET batches = batches + 1 WHERE one = 1")) {
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the row that holds the head of the log is gone");
            }
        }
    }

    /** The head, under its {@link #lock}. */
    static long lockedHead(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seq FROM hub_head WHERE one = 1");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static void moveHead(Connection connection, long seq) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE hub_head SET seq = ? WHERE one = 1")) {
            update.setLong(1, seq);
            update.executeUpdate();
        }
    }

    static Map<MessageId, Known> known(Connection connection, Collection<MessageId> ids) throws SQLException {
        List<Long> lines = new ArrayList<>();
        Iterator<MessageId> left = ids.iterator();
        try (PreparedStatement select = connection.prepareStatement(ONCE)) {
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
                        lines.add(row.getLong(3));
                    }
                }
            }
        }
        return lines.isEmpty() ? new HashMap<>() : knownBy(connection, lines);
    }

    private static Map<MessageId, Known> knownBy(Connection connection, List<Long> lines) throws SQLException {
        Map<MessageId, Known> known = new HashMap<>();
        Iterator<Long> left = lines.iterator();
        try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            while (left.hasNext()) {
                long last = 0;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setLong(i, last);
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
                known.recalled |= row.getShort(8) == 1 || row.getShort(9) == 1;
                known.amended = !isNull(row, 9);
                known.rank = Rank.of(row.getShort(known.amended ? 11 : 10));
                known.currentSeq = known.amended ? row.getLong(12) : known.firstSeq;
                known.versions++;
                known.currentAt = Math.max(known.currentAt, at);
            }
            case EDITED -> {
                known.versions++;
                known.currentAt = Math.max(known.currentAt, at);
            }
            case RECALLED -> known.recalled = true;
            case FORGOTTEN -> known.forgotten = true;
            case FOUND -> throw new IllegalStateException("findings were not asked for");
        }
    }

    private static boolean isNull(ResultSet row, int column) throws SQLException {
        row.getShort(column);
        return row.wasNull();
    }

    static void write(Connection connection, List<Line> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Line.INSERT)) {
            for (Line line : lines) {
                line.bind(insert);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement insert = connection.prepareStatement(Line.INSERT_ONCE)) {
            for (Line line : lines) {
                line.bindOnce(insert);
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
    record MarkRow(int mark, long seq) {}

    static void mark(Connection connection, Collection<MarkRow> marks, boolean mayBeThere) throws SQLException {
        if (marks.isEmpty()) {
            return;
        }
        List<MarkRow> missing = new ArrayList<>(marks);
        if (mayBeThere) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM hub_mark WHERE mark = ? AND seq = ?")) {
                for (Iterator<MarkRow> each = missing.iterator(); each.hasNext(); ) {
                    MarkRow mark = each.next();
                    select.setInt(1, mark.mark());
                    select.setLong(2, mark.seq());
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            each.remove();
                        }
                    }
                }
            }
        }
        marks(connection, "INSERT INTO hub_mark (mark, seq) VALUES (?, ?)", missing);
    }

    static void unmark(Connection connection, Collection<MarkRow> marks) throws SQLException {
        marks(connection, "DELETE FROM hub_mark WHERE mark = ? AND seq = ?", marks);
    }

    private static void marks(Connection connection, String sql, Collection<MarkRow> marks) throws SQLException {
        if (marks.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (MarkRow mark : marks) {
                statement.setInt(1, mark.mark());
                statement.setLong(2, mark.seq());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What a message is now. */
    record Now(long seq, long currentSeq, Rank rank, boolean recalled) {}

    /** @param there those that have a row already */
    static void now(Connection connection, Collection<Now> messages, Set<Long> there) throws SQLException {
        now(
                connection,
                "UPDATE hub_now SET current_seq = ?, priority = ?, recalled = ? WHERE seq = ?",
                messages.stream().filter(m -> there.contains(m.seq())).toList());
        now(
                connection,
                "INSERT INTO hub_now (current_seq, priority, recalled, seq) VALUES (?, ?, ?, ?)",
                messages.stream().filter(m -> !there.contains(m.seq())).toList());
    }

    private static void now(Connection connection, String sql, List<Now> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Now message : messages) {
                statement.setLong(1, message.currentSeq());
                statement.setShort(2, message.rank().code());
                statement.setShort(3, (short) (message.recalled() ? 1 : 0));
                statement.setLong(4, message.seq());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Takes the bodies of every line about these messages, with the keys that opened them. Line by line, as they are found
     * by their key: Derby would read the whole log for a condition with a query in it.
     */
    static void forget(Connection connection, Collection<MessageId> messages) throws SQLException {
        try (PreparedStatement lines = connection.prepareStatement(
                        "SELECT seq FROM hub_once --DERBY-PROPERTIES constraint=HUB_ONCE_PK\n WHERE id = ?");
                PreparedStatement empty = connection.prepareStatement(
                        "UPDATE hub_journal SET body_key = '', body_wrapped = ?, body = NULL WHERE seq = ?");
                PreparedStatement apart = connection.prepareStatement("DELETE FROM hub_body WHERE seq = ?")) {
            for (MessageId message : messages) {
                lines.setBytes(1, message.bytes());
                try (ResultSet row = lines.executeQuery()) {
                    while (row.next()) {
                        empty.setBytes(1, Line.NO_BODY.wrapped());
                        empty.setLong(2, row.getLong(1));
                        empty.addBatch();
                        apart.setLong(1, row.getLong(1));
                        apart.addBatch();
                    }
                }
            }
            empty.executeBatch();
            apart.executeBatch();
        }
    }

    /** Remembers by which lines a job wrote down what was said by hand. */
    static void hand(Connection connection, String job, List<Long> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO hub_hand (job, seq) VALUES (?, ?)")) {
            for (long line : lines) {
                insert.setString(1, job);
                insert.setLong(2, line);
                insert.addBatch();
            }
            insert.executeBatch();
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

    static void letter(Connection connection, DeadLetterDraft letter) throws SQLException {
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
