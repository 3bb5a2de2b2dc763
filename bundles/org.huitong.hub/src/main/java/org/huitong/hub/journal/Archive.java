// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;

/** Reads the log back from the database and opens its seals. Any thread. */
public final class Archive {
    private static final String ROW = "j.seq, j.id, j.revision, j.kind, j.version, j.received_at, j.current_seq,"
            + " j.amended, j.recalled, j.body_key, j.body_wrapped, j.body";

    private final Transactions transactions;
    private final Scribe scribe;

    Archive(Transactions transactions, Scribe scribe) {
        this.transactions = transactions;
        this.scribe = scribe;
    }

    /**
     * One line of the log with its seal opened.
     *
     * @param firstSeq the line of the message's first version
     * @param currentSeq of a first version: the line that people see now
     */
    public record Row(
            long seq,
            MessageId id,
            String revision,
            short kind,
            int version,
            Instant receivedAt,
            long firstSeq,
            long currentSeq,
            boolean amended,
            boolean recalled,
            Opened opened) {
        /** A version of the message, the first or an edit. */
        public boolean isVersion() {
            return opened.message().isPresent();
        }

        public boolean isRecall() {
            return opened.recall().isPresent();
        }

        /** A finding that was made after the commit. */
        public boolean isFinding() {
            return !isVersion() && !isRecall();
        }

        /** A finding about the version that stands at this line. */
        public boolean isFindingAbout(long line) {
            return isFinding() && revision.startsWith(Draft.Found.of(line));
        }
    }

    /** What was under the seal; exactly one of the three is there. */
    public record Opened(Optional<Message> message, List<Finding> findings, Optional<Sighting.Recalled> recall) {}

    List<Entry> entries(long after, long upTo, int limit) {
        return transactions.read(connection -> {
            List<Row> rows;
            try (PreparedStatement select = connection.prepareStatement("SELECT " + ROW
                    + " FROM hub_journal j WHERE j.seq > ? AND j.seq <= ? ORDER BY j.seq FETCH FIRST ? ROWS ONLY")) {
                select.setLong(1, after);
                select.setLong(2, upTo);
                select.setInt(3, limit);
                rows = rows(connection, select);
            }
            Map<Long, Message> first = new HashMap<>();
            for (Row row : rows) {
                if (row.kind() == Line.Kind.FOUND.code()) {
                    first.put(row.firstSeq(), null);
                }
            }
            for (Row row : bySeq(connection, first.keySet())) {
                first.put(row.seq(), row.opened().message().orElseThrow());
            }
            return rows.stream().map(row -> entry(row, first)).toList();
        });
    }

    /** The line of a message's first version, 0 where none is there. */
    public long firstSeq(MessageId id) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq FROM hub_journal WHERE id = ? AND kind = 1")) {
                select.setBytes(1, id.bytes());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0;
                }
            }
        });
    }

    /** Rows by their place in the log, ascending; those that are not there are left out. */
    public List<Row> bySeq(Connection connection, Collection<Long> seqs) throws SQLException {
        if (seqs.isEmpty()) {
            return List.of();
        }
        String marks = "?" + ", ?".repeat(seqs.size() - 1);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + ROW + " FROM hub_journal j WHERE j.seq IN (" + marks + ") ORDER BY j.seq")) {
            int i = 1;
            for (long seq : seqs) {
                select.setLong(i++, seq);
            }
            return rows(connection, select);
        }
    }

    /** Every line of these messages, ascending. */
    public List<Row> ofMessages(Connection connection, Collection<MessageId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String marks = "?" + ", ?".repeat(ids.size() - 1);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + ROW + " FROM hub_journal j WHERE j.id IN (" + marks + ") ORDER BY j.seq")) {
            int i = 1;
            for (MessageId id : ids) {
                select.setBytes(i++, id.bytes());
            }
            return rows(connection, select);
        }
    }

    private List<Row> rows(Connection connection, PreparedStatement select) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(row(connection, row));
            }
        }
        return rows;
    }

    private Row row(Connection connection, ResultSet row) throws SQLException {
        long seq = row.getLong(1);
        MessageId id = MessageId.ofBytes(row.getBytes(2));
        String revision = row.getString(3);
        short kind = row.getShort(4);
        long current = row.getLong(7);
        byte[] text = row.getBytes(12);
        Sealed sealed =
                new Sealed(row.getString(10), row.getBytes(11), text != null ? text : longBody(connection, seq));
        return new Row(
                seq,
                id,
                revision,
                kind,
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6)),
                kind == Line.Kind.SAID.code() ? seq : current,
                current,
                row.getShort(8) == 1,
                row.getShort(9) == 1,
                opened(scribe.open(kind, id, revision, sealed)));
    }

    private static Opened opened(Body body) {
        if (body instanceof Body.Said said) {
            return new Opened(Optional.of(said.message()), said.findings(), Optional.empty());
        }
        if (body instanceof Body.Found found) {
            return new Opened(Optional.empty(), List.of(found.finding()), Optional.empty());
        }
        return new Opened(Optional.empty(), List.of(), Optional.of(((Body.Recalled) body).recall()));
    }

    private static byte[] longBody(Connection connection, long seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT body FROM hub_body WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the body of line " + seq + " is gone");
                }
                return row.getBytes(1);
            }
        }
    }

    private static Entry entry(Row row, Map<Long, Message> first) {
        Opened o = row.opened();
        return switch (Line.Kind.of(row.kind())) {
            case SAID, EDITED -> {
                Message m = o.message().orElseThrow();
                yield new Entry.Said(
                        row.seq(),
                        Batch.liveness(m.sentAt(), row.receivedAt()),
                        m,
                        row.version(),
                        row.receivedAt(),
                        o.findings());
            }
            case RECALLED -> new Entry.Recalled(
                    row.seq(),
                    Batch.liveness(o.recall().orElseThrow().at(), row.receivedAt()),
                    o.recall().get());
            case FOUND -> {
                Message m = first.get(row.firstSeq());
                yield new Entry.Found(
                        row.seq(),
                        Batch.liveness(m.sentAt(), row.receivedAt()),
                        m,
                        o.findings().get(0));
            }
        };
    }
}
