// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.filter.Facts;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Priority;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;

/** Reads the log back from the database and opens its seals. Any thread. */
public final class LogReader {
    private static final String ROW = "SELECT j.seq, j.id, j.revision, j.kind, j.version, j.received_at, j.first_seq,"
            + " n.current_seq, j.recalled, n.recalled, j.body_key, j.body_wrapped, j.body, " + StandIn.COLUMNS
            + " FROM hub_journal j LEFT JOIN hub_now n --DERBY-PROPERTIES constraint=HUB_NOW_PK\n ON n.seq = j.seq";

    private static final int BODY = 11;
    private static final int CLEAR = 14;
    private static final int ASKED_AT_ONCE = 64;
    /** A page of the log that is read at once holds about so much, however many lines were asked for. */
    private static final long MOST_BYTES = 8L << 20;
    /** PostgreSQL's driver would otherwise fetch the whole page before the first line is looked at. */
    private static final int FETCHED_AT_ONCE = 50;

    private final Transactions transactions;
    private final Scribe scribe;

    LogReader(Transactions transactions, Scribe scribe) {
        this.transactions = transactions;
        this.scribe = scribe;
    }

    /**
     * One line of the log with its seal opened.
     *
     * @param delivery the push that brought it; of one that says that its message was forgotten, the certificate
     * @param version in the order in which they came; see {@link #inOrder} for the one that people are told
     * @param revisedAt when this version was made; of no meaning for other lines
     * @param firstSeq the line of the message's first version; 0 of a recall that came before it
     * @param currentSeq of a first version: the line that people see now
     * @param amended there is more to the message than its first line
     * @param recalled of a first version: the message was taken back
     */
    public record Row(
            long seq,
            MessageId id,
            String revision,
            String delivery,
            short kind,
            int version,
            Instant receivedAt,
            Instant sentAt,
            Instant revisedAt,
            long firstSeq,
            long currentSeq,
            boolean amended,
            boolean recalled,
            Opened opened) {
        /**
         * The versions among these lines of one message, as they were made: the first is what was said, the last is what
         * people see. An edit may come in before what it edits.
         */
        public static List<Row> inOrder(Collection<Row> lines) {
            return lines.stream()
                    .filter(Row::isVersion)
                    .sorted(Comparator.comparing(Row::revisedAt).thenComparingLong(Row::seq))
                    .toList();
        }

        /** A version of the message, the first or an edit. */
        public boolean isVersion() {
            return opened.message().isPresent();
        }

        public boolean isRecall() {
            return opened.recall().isPresent();
        }

        /** A finding that was made after the commit. */
        public boolean isFinding() {
            return kind == Line.Kind.FOUND.code();
        }

        /** It says that the message was forgotten. */
        public boolean isForgetting() {
            return kind == Line.Kind.FORGOTTEN.code();
        }

        /** Of a finding of a stage: the line of the version that it is about. */
        public long about() {
            String[] parts = revision.split("/", 3);
            return isByHand() || parts.length < 3 ? 0 : Long.parseLong(parts[1]);
        }

        /** A finding that is about the message, whatever its version. */
        public boolean isByHand() {
            return isFinding() && revision.startsWith(Draft.Hand.PREFIX);
        }
    }

    /**
     * What was under the seal: a message, a finding or a recall. Where it did not open, {@code unavailable} says why, and
     * the rest is a stand-in made of what stands in clear: it has the names that people filter by and nothing else.
     */
    public record Opened(
            Optional<Message> message,
            List<Finding> findings,
            Optional<Sighting.Recalled> recall,
            Optional<Unavailable> unavailable) {}

    /**
     * A line without its content.
     *
     * @param facts of a message that was said here and of which no more is known, if they are at hand
     */
    public record Place(long seq, MessageId id, boolean isFinding, Optional<Facts> facts) {
        /** @param upToHead whether no line stands behind these: then no more is known of a message than they tell */
        static List<Place> of(List<Entry> entries, boolean upToHead) {
            Set<MessageId> amended = new HashSet<>();
            entries.stream().filter(entry -> entry.seq() != entry.firstSeq()).forEach(entry -> amended.add(entry.id()));
            return entries.stream()
                    .map(entry -> new Place(
                            entry.seq(),
                            entry.id(),
                            entry instanceof Entry.Found,
                            upToHead && !amended.contains(entry.id()) ? facts(entry) : Optional.empty()))
                    .toList();
        }

        private static Optional<Facts> facts(Entry entry) {
            if (!(entry instanceof Entry.Said said) || said.seq() != said.firstSeq()) {
                return Optional.empty();
            }
            Message m = said.message();
            return Optional.of(new Facts(
                    m.key().platform(),
                    m.key().tenant(),
                    m.account(),
                    m.conversation().id(),
                    m.sender().id(),
                    m.content().type(),
                    m.sentAt(),
                    Priority.among(said.findings()),
                    said.marks()));
        }
    }

    /** Lines in their order: at least one where there is one, and fewer than asked for where they are long. */
    List<Entry> entries(long after, long upTo, int limit) {
        return transactions.read(connection -> {
            List<Row> rows;
            try (PreparedStatement select = connection.prepareStatement(
                    ROW + " WHERE j.seq > ? AND j.seq <= ? ORDER BY j.seq FETCH FIRST ? ROWS ONLY")) {
                select.setLong(1, after);
                select.setLong(2, upTo);
                select.setInt(3, limit);
                select.setFetchSize(FETCHED_AT_ONCE);
                rows = rows(connection, select, MOST_BYTES);
            }
            Set<MessageId> spokenOf = new HashSet<>();
            for (Row row : rows) {
                if (row.amended() && !row.isRecall()) {
                    spokenOf.add(row.id());
                }
            }
            Map<MessageId, List<Row>> all =
                    ofMessages(connection, spokenOf).stream().collect(Collectors.groupingBy(Row::id));
            Map<MessageId, Marking> markings = new HashMap<>();
            all.forEach((id, lines) -> markings.put(id, Marking.of(lines)));
            return rows.stream()
                    .map(row -> Entries.of(row, all.getOrDefault(row.id(), List.of(row)), markings.get(row.id())))
                    .toList();
        });
    }

    /** Lines in their order, without opening any. */
    List<Place> places(long after, long upTo, int limit) {
        return transactions.read(connection -> {
            List<Place> places = new ArrayList<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq, id, kind FROM hub_journal WHERE seq > ? AND seq <= ?"
                            + " ORDER BY seq FETCH FIRST ? ROWS ONLY")) {
                select.setLong(1, after);
                select.setLong(2, upTo);
                select.setInt(3, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        places.add(new Place(
                                row.getLong(1),
                                MessageId.ofBytes(row.getBytes(2)),
                                row.getShort(3) == Line.Kind.FOUND.code(),
                                Optional.empty()));
                    }
                }
            }
            return places;
        });
    }

    /** The line of a message's first version, 0 where none is there. */
    public long firstSeq(MessageId id) {
        return transactions.read(connection -> firstSeq(connection, id));
    }

    /** The line of a message's first version, 0 where none is there. */
    public long firstSeq(Connection connection, MessageId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq FROM hub_once WHERE id = ? AND kind = " + Line.Kind.SAID.code())) {
            select.setBytes(1, id.bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The message that came through another door and is the same as the one that begins here. */
    public static Optional<MessageId> sameAs(Connection connection, long firstSeq) throws SQLException {
        return Twins.read(connection, firstSeq).map(Twins.Twin::id);
    }

    /** The last line about a message that is no forgetting, 0 where none is there. */
    public long lastSeq(Connection connection, MessageId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT MAX(seq) FROM hub_once WHERE id = ? AND kind <> " + Line.Kind.FORGOTTEN.code())) {
            select.setBytes(1, id.bytes());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The messages whose lines these are, in the order of the log, without opening any. */
    public Map<Long, MessageId> ids(Connection connection, Collection<Long> seqs) throws SQLException {
        Map<Long, MessageId> ids = new TreeMap<>();
        Iterator<Long> left = seqs.iterator();
        while (left.hasNext()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, id FROM hub_journal WHERE seq IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1) + ")")) {
                long last = 0;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setLong(i, last);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        ids.put(row.getLong(1), MessageId.ofBytes(row.getBytes(2)));
                    }
                }
            }
        }
        return ids;
    }

    /**
     * What was said by hand in one piece.
     *
     * @param lines ascending
     * @param messages of each line the message's first line
     */
    public record Said(List<Long> lines, Map<Long, Long> messages) {}

    /** The next lines that were written in one piece. */
    public Said byHand(Connection connection, String piece, long after, int limit) throws SQLException {
        Map<Long, Long> messages = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT h.seq, j.first_seq FROM hub_hand h JOIN hub_journal j ON j.seq = h.seq WHERE h.job = ?"
                        + " AND h.seq > ? ORDER BY h.seq FETCH FIRST ? ROWS ONLY")) {
            select.setString(1, piece);
            select.setLong(2, after);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.put(row.getLong(1), row.getLong(2));
                }
            }
        }
        return new Said(List.copyOf(messages.keySet()), messages);
    }

    /** The last line that came in before a time, 0 where all came later: lines come in nearly in the order of time. */
    public long placeBefore(Connection connection, Instant time) throws SQLException {
        long low = 0;
        long high = LogTables.head(connection);
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (comesBefore(connection, middle + 1, time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean comesBefore(Connection connection, long seq, Instant time) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT received_at FROM hub_journal WHERE seq >= ? ORDER BY seq FETCH FIRST 1 ROWS ONLY")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) < time.toEpochMilli();
            }
        }
    }

    /** Rows by their place in the log, ascending; those that are not there are left out. */
    public List<Row> bySeq(Connection connection, Collection<Long> seqs) throws SQLException {
        List<Row> rows = new ArrayList<>();
        Iterator<Long> left = new TreeSet<>(seqs).iterator();
        while (left.hasNext()) {
            // Padded, so that there is one prepared statement and not hundreds.
            try (PreparedStatement select = connection.prepareStatement(
                    ROW + " WHERE j.seq IN (?" + ", ?".repeat(ASKED_AT_ONCE - 1) + ") ORDER BY j.seq")) {
                long last = 0;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setLong(i, last);
                }
                rows.addAll(rows(connection, select, Long.MAX_VALUE));
            }
        }
        return rows;
    }

    /** Every line of these messages, ascending. */
    public List<Row> ofMessages(Connection connection, Collection<MessageId> ids) throws SQLException {
        List<Long> seqs = new ArrayList<>();
        Iterator<MessageId> left = ids.iterator();
        while (left.hasNext()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq FROM hub_once --DERBY-PROPERTIES constraint=HUB_ONCE_PK\n WHERE id IN (?"
                            + ", ?".repeat(ASKED_AT_ONCE - 1) + ")")) {
                byte[] last = null;
                for (int i = 1; i <= ASKED_AT_ONCE; i++) {
                    last = left.hasNext() ? left.next().bytes() : last;
                    select.setBytes(i, last);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        seqs.add(row.getLong(1));
                    }
                }
            }
        }
        return bySeq(connection, seqs);
    }

    private List<Row> rows(Connection connection, PreparedStatement select, long mostBytes) throws SQLException {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        try (ResultSet row = select.executeQuery()) {
            while (bytes < mostBytes && row.next()) {
                byte[] text = row.getBytes(BODY + 2);
                if (text == null) {
                    text = longBody(connection, row.getLong(1));
                }
                bytes += text.length;
                rows.add(row(connection, row, text));
            }
        }
        return rows;
    }

    private Row row(Connection connection, ResultSet row, byte[] text) throws SQLException {
        long seq = row.getLong(1);
        MessageId id = MessageId.ofBytes(row.getBytes(2));
        String revision = row.getString(3);
        short kind = row.getShort(4);
        long first = row.getLong(7);
        long current = row.getLong(8);
        boolean amended = kind != Line.Kind.SAID.code() || !row.wasNull();
        Sealed sealed = new Sealed(row.getString(BODY), row.getBytes(BODY + 1), text);
        StandIn clear = StandIn.of(row, CLEAR);
        return new Row(
                seq,
                id,
                revision,
                clear.delivery(),
                kind,
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6)),
                clear.sentAt(),
                clear.revisionAt(),
                first,
                current == 0 ? seq : current,
                amended,
                row.getShort(9) == 1 || row.getShort(10) == 1,
                opened(connection, seq, kind, id, sealed, clear));
    }

    /** Row by row: one that does not open must not take the page with it. */
    private Opened opened(Connection connection, long seq, short kind, MessageId id, Sealed sealed, StandIn clear)
            throws SQLException {
        if (sealed.key().isEmpty()) {
            return clear.forgotten(connection, kind);
        }
        try {
            return opened(scribe.open(kind, id, clear.revision(), sealed));
        } catch (RuntimeException e) {
            return clear.instead(connection, seq, kind, e);
        }
    }

    private static Opened opened(Body body) {
        if (body instanceof Body.Said said) {
            return new Opened(Optional.of(said.message()), said.findings(), Optional.empty(), Optional.empty());
        }
        if (body instanceof Body.Found found) {
            return new Opened(Optional.empty(), List.of(found.finding()), Optional.empty(), Optional.empty());
        }
        return new Opened(Optional.empty(), List.of(), Optional.of(((Body.Recalled) body).recall()), Optional.empty());
    }

    /** Empty where it is gone, which no seal opens. */
    private static byte[] longBody(Connection connection, long seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT body FROM hub_body WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : new byte[0];
            }
        }
    }
}
