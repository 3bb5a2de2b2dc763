// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.file.HeldFile;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where transfers lie. Of two who change one the second finds it changed. */
@Component(service = TransferShelf.class)
public final class TransferShelf {
    private static final String SELECT = "SELECT seq, id, state, tier, account, person, ticket, message, kind, bytes,"
            + " sha256, approval, made_at, sent_at, expires_at, seal_key, seal_wrapped, seal_text FROM files_transfer ";
    private static final byte[] NONE = {};

    private final Transactions transactions;
    private final Envelope envelope;

    @Activate
    public TransferShelf(
            @Reference Transactions transactions,
            @Reference(target = "(schema=files)") Schema tables,
            @Reference Vault vault) {
        this.transactions = transactions;
        this.envelope = new Envelope(vault);
    }

    Transactions transactions() {
        return transactions;
    }

    void add(Connection connection, Transfer transfer) throws SQLException {
        Sealed sealed = envelope.seal(transfer.id(), transfer.words().orElseThrow());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO files_transfer (id, state, tier,"
                + " account, person, ticket, message, kind, bytes, sha256, approval, made_at, sent_at, expires_at,"
                + " seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            HeldFile file = transfer.file();
            insert.setString(1, transfer.id());
            insert.setString(2, transfer.state().word());
            insert.setString(3, file.secrecy().word());
            insert.setString(4, transfer.account());
            insert.setString(5, transfer.person().orElse(""));
            insert.setString(6, file.ticket());
            insert.setString(7, file.message().map(MessageId::value).orElse(""));
            insert.setString(8, file.type());
            insert.setLong(9, file.bytes());
            insert.setString(10, file.sha256());
            insert.setString(11, transfer.approval().orElse(""));
            insert.setLong(12, transfer.made().toEpochMilli());
            insert.setLong(13, transfer.sent().map(Instant::toEpochMilli).orElse(0L));
            insert.setLong(14, transfer.expires().toEpochMilli());
            insert.setString(15, sealed.key());
            insert.setBytes(16, sealed.wrapped());
            insert.setBytes(17, sealed.text());
            insert.executeUpdate();
        }
        int number = 0;
        for (Recipient recipient : transfer.recipients()) {
            addRecipient(connection, transfer.id(), number++, recipient);
        }
    }

    private static void addRecipient(Connection connection, String id, int number, Recipient to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO files_recipient (transfer, number,"
                + " person, platform, account, conversation, letter, fetched_at) VALUES (?, ?, ?, ?, ?, ?, '', 0)")) {
            Optional<Recipient.Room> room = to instanceof Recipient.Room r ? Optional.of(r) : Optional.empty();
            insert.setString(1, id);
            insert.setInt(2, number);
            insert.setString(3, to instanceof Recipient.Somebody somebody ? somebody.person() : "");
            insert.setString(4, room.map(Recipient.Room::platform).orElse(""));
            insert.setString(5, room.map(Recipient.Room::account).orElse(""));
            insert.setString(6, room.map(Recipient.Room::conversation).orElse(""));
            insert.executeUpdate();
        }
    }

    void approvedBy(Connection connection, String id, String approval) throws SQLException {
        run(connection, "UPDATE files_transfer SET approval = ? WHERE id = ?", approval, id);
    }

    /** @return false where it is in another state meanwhile */
    boolean change(Connection connection, String id, Transfer.State from, Transfer.State to) throws SQLException {
        return run(
                        connection,
                        "UPDATE files_transfer SET state = ? WHERE id = ? AND state = ?",
                        to.word(),
                        id,
                        from.word())
                == 1;
    }

    boolean sent(Connection connection, String id, Instant at, Instant expires) throws SQLException {
        return run(
                        connection,
                        "UPDATE files_transfer SET state = 'sent', sent_at = ?, expires_at = ?"
                                + " WHERE id = ? AND state = 'waiting'",
                        at.toEpochMilli(),
                        expires.toEpochMilli(),
                        id)
                == 1;
    }

    void told(Connection connection, String id, int number, String letter) throws SQLException {
        run(connection, "UPDATE files_recipient SET letter = ? WHERE transfer = ? AND number = ?", letter, id, number);
    }

    void taken(Connection connection, String id, String account, Optional<String> person, Instant now)
            throws SQLException {
        run(
                connection,
                "INSERT INTO files_download (transfer, account, person, taken_at) VALUES (?, ?, ?, ?)",
                id,
                account,
                person.orElse(""),
                now.toEpochMilli());
        if (person.isPresent()) {
            run(
                    connection,
                    "UPDATE files_recipient SET fetched_at = ? WHERE transfer = ? AND person = ? AND fetched_at = 0",
                    now.toEpochMilli(),
                    id,
                    person.get());
        }
    }

    /**
     * A message is so secret now: what was handed on of it as less is not taken any more, and what waits is overtaken.
     *
     * @return those that were sent or waited until now
     */
    List<Transfer> raise(Connection connection, MessageId message, Secrecy now) throws SQLException {
        List<Transfer> less = open(connection, message).stream()
                .filter(transfer -> transfer.file().secrecy().compareTo(now) < 0)
                .toList();
        for (Transfer transfer : less) {
            boolean waits = transfer.state() == Transfer.State.WAITING;
            change(
                    connection,
                    transfer.id(),
                    transfer.state(),
                    waits ? Transfer.State.OVERTAKEN : Transfer.State.RAISED);
        }
        return less;
    }

    /** What was handed on of a message and may still be taken, or waits. */
    List<Transfer> open(Connection connection, MessageId message) throws SQLException {
        return list(
                connection,
                "WHERE message = ? AND state IN ('waiting', 'sent')",
                List.of(message.value()),
                Integer.MAX_VALUE);
    }

    List<Transfer> sentSince(Connection connection, Secrecy secrecy, Instant since) throws SQLException {
        return list(
                connection,
                "WHERE state = 'sent' AND tier = ? AND sent_at > ?",
                List.of(secrecy.word(), since.toEpochMilli()),
                Integer.MAX_VALUE);
    }

    /** How much an account has handed on, or asked to, since then. */
    Lately lately(Connection connection, String account, Instant since) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(DISTINCT t.id), COUNT(*)"
                + " FROM files_transfer t JOIN files_recipient r ON r.transfer = t.id"
                + " WHERE t.account = ? AND t.made_at > ?")) {
            count.setString(1, account);
            count.setLong(2, since.toEpochMilli());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new Lately(row.getInt(1), row.getInt(2));
            }
        }
    }

    /** Of one account. */
    record Lately(int transfers, int recipients) {}

    /** What was handed on of these messages says no word any more, and is not taken any more. */
    void forget(Connection connection, Collection<MessageId> messages) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE files_transfer SET state = 'gone',"
                + " seal_key = '', seal_wrapped = ?, seal_text = ? WHERE message = ? AND state <> 'gone'")) {
            for (MessageId message : messages) {
                update.setBytes(1, NONE);
                update.setBytes(2, NONE);
                update.setString(3, message.value());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    Optional<Transfer> find(Connection connection, String id) throws SQLException {
        return list(connection, "WHERE id = ?", List.of(id), 1).stream().findFirst();
    }

    /** What somebody has handed on, the newest first. */
    List<Transfer> by(Connection connection, String account, long before, int most) throws SQLException {
        return list(connection, "WHERE account = ? AND seq < ?", List.of(account, before), most);
    }

    /** What was handed to somebody; what waits for its approval is nothing they know of. */
    List<Transfer> to(Connection connection, String person, long before, int most) throws SQLException {
        return list(
                connection,
                "WHERE seq < ? AND sent_at > 0 AND id IN" + " (SELECT transfer FROM files_recipient WHERE person = ?)",
                List.of(before, person),
                most);
    }

    List<Transfer> all(Connection connection, long before, int most) throws SQLException {
        return list(connection, "WHERE seq < ?", List.of(before), most);
    }

    List<Transfer.Download> downloads(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account, person, taken_at FROM files_download WHERE transfer = ? ORDER BY taken_at")) {
            select.setString(1, id);
            List<Transfer.Download> downloads = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    downloads.add(new Transfer.Download(
                            row.getString(1), some(row.getString(2)), Instant.ofEpochMilli(row.getLong(3))));
                }
            }
            return downloads;
        }
    }

    private List<Transfer> list(Connection connection, String where, List<Object> values, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + where + " ORDER BY seq DESC FETCH FIRST " + most + " ROWS ONLY")) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Transfer> transfers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    transfers.add(transfer(connection, row));
                }
            }
            return transfers;
        }
    }

    private Transfer transfer(Connection connection, ResultSet row) throws SQLException {
        String id = row.getString(2);
        Sealed sealed = new Sealed(row.getString(16), row.getBytes(17), row.getBytes(18));
        Optional<Transfer.Words> words =
                sealed.key().isEmpty() ? Optional.empty() : Optional.of(envelope.open(id, sealed));
        return new Transfer(
                row.getLong(1),
                id,
                Transfer.State.of(row.getString(3)),
                row.getString(5),
                some(row.getString(6)),
                new HeldFile(
                        row.getString(7),
                        words.map(Transfer.Words::name).orElse(""),
                        row.getString(9),
                        row.getLong(10),
                        row.getString(11),
                        some(row.getString(8)).map(MessageId::new),
                        Secrecy.ofWord(row.getString(4)).orElse(Secrecy.CONFIDENTIAL)),
                words,
                some(row.getString(12)),
                Instant.ofEpochMilli(row.getLong(13)),
                moment(row.getLong(14)),
                Instant.ofEpochMilli(row.getLong(15)),
                recipients(connection, id));
    }

    private static List<Transfer.Delivered> recipients(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT person, platform, account, conversation,"
                + " letter, fetched_at FROM files_recipient WHERE transfer = ? ORDER BY number")) {
            select.setString(1, id);
            List<Transfer.Delivered> recipients = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Recipient recipient = row.getString(1).isEmpty()
                            ? new Recipient.Room(row.getString(2), row.getString(3), row.getString(4))
                            : new Recipient.Somebody(row.getString(1));
                    recipients.add(new Transfer.Delivered(recipient, some(row.getString(5)), moment(row.getLong(6))));
                }
            }
            return recipients;
        }
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static Optional<Instant> moment(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
