// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.keeping.archive.RecordLine;
import org.huitong.capability.keeping.copy.Nomination.Copy;
import org.huitong.capability.keeping.copy.Nomination.Line;
import org.huitong.capability.keeping.copy.Nomination.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nominations and their copies. Every method works in its caller's transaction. */
@Component(service = NominationShelf.class)
public final class NominationShelf {
    private static final String KEY_CLASS = "keeping";
    private static final byte[] CONTEXT = "keeping nomination".getBytes(StandardCharsets.US_ASCII);
    private static final String SELECT = "SELECT id, reason, made_at, made_by, messages, hash, state, job, place,"
            + " recipient, copied, bytes, file_hash, copied_at, copied_by FROM keeping_nomination";

    private final Vault vault;

    @Activate
    public NominationShelf(@Reference(target = "(schema=keeping)") Schema tables, @Reference Vault vault) {
        this.vault = vault;
    }

    /** @param note why, in the words of whoever nominates; nobody who copies reads it */
    Nomination add(Connection connection, Reason reason, String note, List<MessageId> messages, String by, Instant at)
            throws SQLException {
        Nomination nomination = new Nomination(
                next(connection),
                reason,
                at,
                by,
                messages.size(),
                RecordLine.hash(messages.stream().map(id -> id.value() + "\n").collect(Collectors.joining())),
                State.WAITING,
                "",
                Optional.empty());
        Sealed why = vault.seal(KEY_CLASS, note.getBytes(StandardCharsets.UTF_8), CONTEXT);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_nomination (id, reason, made_at,"
                        + " made_by, messages, hash, seal_key, seal_wrapped, seal_text, state, job, recipient, place, copied, bytes,"
                        + " file_hash, copied_at, copied_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', 0, 0, '', 0, '')")) {
            insert.setInt(1, nomination.id());
            insert.setString(2, reason.word());
            insert.setLong(3, at.toEpochMilli());
            insert.setString(4, by);
            insert.setInt(5, messages.size());
            insert.setString(6, nomination.hash());
            insert.setString(7, why.key());
            insert.setBytes(8, why.wrapped());
            insert.setBytes(9, why.text());
            insert.setInt(10, State.WAITING.code());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_nominated (nomination, number, id, print) VALUES (?, ?, ?, '')")) {
            for (int number = 0; number < messages.size(); number++) {
                insert.setInt(1, nomination.id());
                insert.setInt(2, number);
                insert.setString(3, messages.get(number).value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return nomination;
    }

    /** Whoever nominates at the same time waits for this one's end. */
    private static int next(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("LOCK TABLE keeping_nomination IN EXCLUSIVE MODE")) {
            lock.execute();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM keeping_nomination");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1) + 1;
        }
    }

    Optional<Nomination> find(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setInt(1, id);
            return nominations(select).stream().findFirst();
        }
    }

    /** The newest below a number. @param by only those of this account */
    List<Nomination> newest(Connection connection, Optional<String> by, int before, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id < ?"
                + (by.isPresent() ? " AND made_by = ?" : "") + " ORDER BY id DESC FETCH FIRST " + most
                + " ROWS ONLY")) {
            select.setInt(1, before);
            if (by.isPresent()) {
                select.setString(2, by.get());
            }
            return nominations(select);
        }
    }

    private static List<Nomination> nominations(PreparedStatement select) throws SQLException {
        List<Nomination> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Nomination(
                        row.getInt(1),
                        Reason.ofWord(row.getString(2)).orElse(Reason.OTHER),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        State.of(row.getInt(7)),
                        row.getString(8),
                        copy(row)));
            }
        }
        return found;
    }

    private static Optional<Copy> copy(ResultSet row) throws SQLException {
        return row.getString(9).isEmpty()
                ? Optional.empty()
                : Optional.of(new Copy(
                        row.getString(9),
                        row.getString(10),
                        row.getInt(11),
                        row.getLong(12),
                        row.getString(13),
                        Instant.ofEpochMilli(row.getLong(14)),
                        row.getString(15)));
    }

    /** Why, in the words of whoever nominated. */
    String note(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seal_key, seal_wrapped, seal_text FROM keeping_nomination WHERE id = ?")) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Sealed why = new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3));
                return new String(vault.open(why, CONTEXT), StandardCharsets.UTF_8);
            }
        }
    }

    List<Line> lines(Connection connection, int nomination) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, print FROM keeping_nominated WHERE nomination = ? ORDER BY number")) {
            select.setInt(1, nomination);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(new Line(new MessageId(row.getString(1)), row.getString(2)));
                }
            }
        }
        return lines;
    }

    /** True where it was waiting still. */
    boolean withdraw(Connection connection, int id, String by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_nomination SET state = ? WHERE id = ? AND made_by = ? AND state = ?")) {
            update.setInt(1, State.WITHDRAWN.code());
            update.setInt(2, id);
            update.setString(3, by);
            update.setInt(4, State.WAITING.code());
            return update.executeUpdate() == 1;
        }
    }

    /** Gives it to a job; of two who order one at once the second finds another job there than it had seen. */
    boolean order(Connection connection, Nomination seen, String job) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_nomination SET job = ? WHERE id = ? AND job = ? AND state IN (?, ?)")) {
            update.setString(1, job);
            update.setInt(2, seen.id());
            update.setString(3, seen.job());
            update.setInt(4, State.WAITING.code());
            update.setInt(5, State.BEGUN.code());
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Before a word of it is opened: from now on a certificate of destruction names this file, whatever comes of it.
     *
     * @return false where it is another job's by now
     */
    boolean begin(Connection connection, int id, String job, String place, String recipient, String by, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_nomination SET state = ?, place = ?,"
                        + " recipient = ?, copied_at = ?, copied_by = ? WHERE id = ? AND job = ? AND state IN (?, ?)")) {
            update.setInt(1, State.BEGUN.code());
            update.setString(2, place);
            update.setString(3, recipient);
            update.setLong(4, at.toEpochMilli());
            update.setString(5, by);
            update.setInt(6, id);
            update.setString(7, job);
            update.setInt(8, State.WAITING.code());
            update.setInt(9, State.BEGUN.code());
            return update.executeUpdate() == 1;
        }
    }

    /** Nothing of it is on the medium: it waits again. */
    void undone(Connection connection, int id, String job) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE keeping_nomination SET state = ?, place = '',"
                        + " recipient = '', copied_at = 0, copied_by = '' WHERE id = ? AND job = ? AND state = ?")) {
            update.setInt(1, State.WAITING.code());
            update.setInt(2, id);
            update.setString(3, job);
            update.setInt(4, State.BEGUN.code());
            update.executeUpdate();
        }
    }

    /**
     * @param prints by message, of those that are in the file
     * @return false where it is not this job's any more
     */
    boolean copied(
            Connection connection,
            int id,
            String job,
            long bytes,
            String hash,
            Map<MessageId, String> prints,
            Instant at)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE keeping_nomination SET state = ?, copied = ?,"
                        + " bytes = ?, file_hash = ?, copied_at = ? WHERE id = ? AND job = ? AND state = ?")) {
            update.setInt(1, State.COPIED.code());
            update.setInt(2, prints.size());
            update.setLong(3, bytes);
            update.setString(4, hash);
            update.setLong(5, at.toEpochMilli());
            update.setInt(6, id);
            update.setString(7, job);
            update.setInt(8, State.BEGUN.code());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE keeping_nominated SET print = ? WHERE nomination = ? AND id = ?")) {
            for (Map.Entry<MessageId, String> print : prints.entrySet()) {
                update.setString(1, print.getValue());
                update.setInt(2, id);
                update.setString(3, print.getKey().value());
                update.addBatch();
            }
            update.executeBatch();
        }
        return true;
    }

    /** Those of the messages that wait to be copied. */
    Set<MessageId> waiting(Connection connection, Collection<MessageId> messages) throws SQLException {
        Set<MessageId> waiting = new HashSet<>();
        if (messages.isEmpty()) {
            return waiting;
        }
        String marks = messages.stream().map(id -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT m.id FROM keeping_nominated m JOIN"
                + " keeping_nomination n ON n.id = m.nomination WHERE n.state IN (?, ?) AND m.id IN (" + marks + ")")) {
            select.setInt(1, State.WAITING.code());
            select.setInt(2, State.BEGUN.code());
            int at = 3;
            for (MessageId message : messages) {
                select.setString(at++, message.value());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(new MessageId(row.getString(1)));
                }
            }
        }
        return waiting;
    }
}
