// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.MessageId;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

/**
 * Messages that came through two doors of one platform under two ids, while one batch is being written.
 *
 * <p>Why what was really said twice stays two: whatever waits here for its counterpart is taken away by the first that
 * comes for it, one of the platform's record and one that was pushed, so that of each there is one in a pair. All of it
 * happens under the lock of the log's head.
 */
final class Twins {
    private static final int ASKED_AT_ONCE = 64;
    private static final int NO_ROOM = -1;
    private static final long APART = Duration.ofSeconds(10).toMillis();
    /** Longer than any platform's record hands out what was said. */
    private static final Duration WAITS = Duration.ofDays(8);

    /** The old are put away once in so many lines of the log. */
    private static final int TIDIED_EACH = 1_000;

    private final Connection connection;
    private final LogReader log;
    private final Map<String, List<Waiting>> waiting = new HashMap<>();
    private final Map<Long, Waiting> fresh = new LinkedHashMap<>();
    private final Map<Long, Long> paired = new LinkedHashMap<>();
    private final Map<Long, Twin> twins = new HashMap<>();
    private final List<Long> gone = new ArrayList<>();
    private Boolean any;
    /** When the last of those came in that wait from now on. */
    private Instant newest = Instant.EPOCH;

    /** The other one of a pair. */
    record Twin(long firstSeq, MessageId id) {}

    /** @param room 0 where the platform names none, {@link #NO_ROOM} between two people */
    private record Waiting(long seq, MessageId id, String words, long sentAt, boolean fromRecord, int room) {
        boolean isOf(Waiting other) {
            return fromRecord != other.fromRecord
                    && Math.abs(sentAt - other.sentAt) <= APART
                    && (room == 0 || other.room == 0 || room == other.room);
        }
    }

    Twins(Connection connection, LogReader log) {
        this.connection = connection;
        this.log = log;
    }

    /** What a message that came before through another door says of the later one. */
    static Finding finding(Twin first) {
        return new Finding(
                "doors", 1, "hub", Set.of(Mark.of(Mark.Kind.SAME_AS, first.id().value())));
    }

    /** Reads what waits for any of these. */
    void prepare(List<Draft.Said> drafts) throws SQLException {
        Set<String> words = new TreeSet<>();
        drafts.forEach(draft -> draft.heard().ifPresent(heard -> words.add(heard.words())));
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, id, words, sent_at, record, room FROM hub_heard --DERBY-PROPERTIES index=HUB_HEARD_WORDS\n"
                            + " WHERE words IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1) + ")")) {
                byte[] last = null;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    last = left.hasNext() ? new Heard(left.next(), false).bytes() : last;
                    select.setBytes(i, last);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        waits(new Waiting(
                                row.getLong(1),
                                MessageId.ofBytes(row.getBytes(2)),
                                Heard.read(row.getBytes(3)),
                                row.getLong(4),
                                row.getShort(5) == 1,
                                row.getInt(6)));
                    }
                }
            }
        }
    }

    private void waits(Waiting one) {
        waiting.computeIfAbsent(one.words(), words -> new ArrayList<>()).add(one);
    }

    /**
     * The one that came before a message's first version and is the same; where there is none, it waits from now on.
     *
     * @param room the number of its room
     */
    Optional<Twin> pair(Draft.Said said, long seq, int room) {
        if (said.heard().isEmpty()) {
            return Optional.empty();
        }
        Heard heard = said.heard().get();
        Waiting one = new Waiting(
                seq,
                said.id(),
                heard.words(),
                said.message().sentAt().toEpochMilli(),
                heard.fromRecord(),
                room(said.message().conversation(), room));
        Optional<Waiting> first = waiting.getOrDefault(heard.words(), List.of()).stream()
                .filter(one::isOf)
                .min(Comparator.<Waiting>comparingInt(other -> other.room() == one.room() ? 0 : 1)
                        .thenComparingLong(other -> Math.abs(other.sentAt() - one.sentAt()))
                        .thenComparingLong(Waiting::seq));
        if (first.isEmpty()) {
            waits(one);
            fresh.put(seq, one);
            newest = said.receivedAt().isAfter(newest) ? said.receivedAt() : newest;
            return Optional.empty();
        }
        Waiting other = first.get();
        waiting.get(heard.words()).remove(other);
        if (fresh.remove(other.seq()) == null) {
            gone.add(other.seq());
        }
        paired.put(seq, other.seq());
        twins.put(other.seq(), new Twin(seq, said.id()));
        Twin twin = new Twin(other.seq(), other.id());
        twins.put(seq, twin);
        return Optional.of(twin);
    }

    private static int room(Conversation conversation, int room) {
        return switch (conversation.kind()) {
            case GROUP -> room;
                // The same words in a group are somebody else's to hear: who says them here, too, must not keep them
                // from there.
            case DIRECT -> NO_ROOM;
            case EVENTS -> 0;
        };
    }

    /** The other one of the pair that the message of this first line is in. */
    Optional<Twin> of(long firstSeq) throws SQLException {
        if (twins.containsKey(firstSeq)) {
            return Optional.of(twins.get(firstSeq));
        }
        if (any == null) {
            any = isAny(connection);
        }
        return any ? read(connection, firstSeq) : Optional.empty();
    }

    /** Whether anything ever came twice. */
    static boolean isAny(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT seq FROM hub_same FETCH FIRST 1 ROWS ONLY");
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }

    static Optional<Twin> read(Connection connection, long firstSeq) throws SQLException {
        for (String other : List.of(
                "SELECT first_seq FROM hub_same --DERBY-PROPERTIES constraint=HUB_SAME_PK\n WHERE seq = ?",
                "SELECT seq FROM hub_same --DERBY-PROPERTIES index=HUB_SAME_FIRST\n WHERE first_seq = ?")) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq, id FROM hub_journal WHERE seq = (" + other + ")")) {
                select.setLong(1, firstSeq);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        return Optional.of(new Twin(row.getLong(1), MessageId.ofBytes(row.getBytes(2))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    void flush() throws SQLException {
        if (!paired.isEmpty()) {
            pairs("INSERT INTO hub_same (seq, first_seq) VALUES (?, ?)");
        }
        if (!gone.isEmpty()) {
            each("DELETE FROM hub_heard WHERE seq = ?", gone);
        }
        if (!fresh.isEmpty()) {
            remember();
            if (fresh.keySet().stream().anyMatch(seq -> seq % TIDIED_EACH == 0)) {
                tidy(newest);
            }
        }
    }

    private void pairs(String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Map.Entry<Long, Long> pair : paired.entrySet()) {
                insert.setLong(1, pair.getKey());
                insert.setLong(2, pair.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void each(String sql, List<Long> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long line : lines) {
                statement.setLong(1, line);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void remember() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_heard (seq, id, words, sent_at, record, room) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Waiting one : fresh.values()) {
                insert.setLong(1, one.seq());
                insert.setBytes(2, one.id().bytes());
                insert.setBytes(3, new Heard(one.words(), one.fromRecord()).bytes());
                insert.setLong(4, one.sentAt());
                insert.setShort(5, (short) (one.fromRecord() ? 1 : 0));
                insert.setInt(6, one.room());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void tidy(Instant now) throws SQLException {
        each("DELETE FROM hub_heard WHERE seq <= ?", List.of(log.placeBefore(connection, now.minus(WAITS))));
    }
}
