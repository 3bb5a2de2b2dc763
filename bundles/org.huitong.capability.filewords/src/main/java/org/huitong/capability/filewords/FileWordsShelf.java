// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.file.FileWords.Known;
import org.huitong.api.file.FileWords.Standing;
import org.huitong.api.file.FileWords.State;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** The rows about files and their words. Texts are under the key of messages: a text goes where its message goes. */
final class FileWordsShelf {
    private static final String KEY_CLASS = "message";
    private static final String ENDED = "ended";
    private static final byte[] NONE = {};

    private final Transactions transactions;
    private final Vault vault;

    FileWordsShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** Takes a file down, unless it is already. */
    void want(Connection connection, Row row) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM filewords_file WHERE message = ? AND file = ?")) {
            select.setBytes(1, row.message().bytes());
            select.setString(2, row.file());
            try (ResultSet there = select.executeQuery()) {
                if (there.next()) {
                    return;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO filewords_file (message, file, line,"
                + " received_at, state, reason, tries, since, next_at, number, text_key, text_wrapped, text)"
                + " VALUES (?, ?, ?, ?, 'awaited', '', 0, ?, ?, 0, '', ?, ?)")) {
            insert.setBytes(1, row.message().bytes());
            insert.setString(2, row.file());
            insert.setLong(3, row.line());
            insert.setLong(4, row.receivedAt().toEpochMilli());
            insert.setLong(5, row.since().toEpochMilli());
            insert.setLong(6, row.since().toEpochMilli());
            insert.setBytes(7, NONE);
            insert.setBytes(8, NONE);
            insert.executeUpdate();
        }
    }

    List<Row> due(Instant now, int most) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT message, file, line, received_at, tries, reason, since FROM filewords_file"
                            + " WHERE state = 'awaited' AND next_at <= ? ORDER BY next_at FETCH FIRST " + most
                            + " ROWS ONLY")) {
                select.setLong(1, now.toEpochMilli());
                List<Row> rows = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(
                                MessageId.ofBytes(row.getBytes(1)),
                                row.getString(2),
                                row.getLong(3),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getInt(5),
                                row.getString(6).equals(ENDED),
                                Instant.ofEpochMilli(row.getLong(7))));
                    }
                }
                return rows;
            }
        });
    }

    void again(Row row, Instant at) {
        change(row, "tries = tries + 1, next_at = ?", at.toEpochMilli());
    }

    /** It has ended the process, and is given another chance. */
    void onceMore(Row row, Instant at) {
        change(row, "reason = ?, next_at = ?", ENDED, at.toEpochMilli());
    }

    void unreadable(Row row, Outcome.Reason reason) {
        change(row, "state = 'unread', reason = ?", reason.word());
    }

    /** Its words are known; where its message was forgotten meanwhile, nothing is kept. */
    void read(Row row, Outcome.Text words) {
        Sealed sealed = vault.seal(KEY_CLASS, Packed.pack(words.text()), context(row.message(), row.file()));
        transactions.write(connection -> {
            long number;
            try (PreparedStatement select = connection.prepareStatement("SELECT MAX(number) FROM filewords_file");
                    ResultSet highest = select.executeQuery()) {
                highest.next();
                number = highest.getLong(1) + 1;
            }
            change(
                    connection,
                    row,
                    "state = ?, number = ?, text_key = ?, text_wrapped = ?, text = ?",
                    words.cut() ? "cut" : "read",
                    number,
                    sealed.key(),
                    sealed.wrapped(),
                    sealed.text());
            return null;
        });
    }

    private void change(Row row, String what, Object... values) {
        transactions.write(connection -> {
            change(connection, row, what, values);
            return null;
        });
    }

    private static void change(Connection connection, Row row, String what, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE filewords_file SET " + what + " WHERE message = ? AND file = ? AND state = 'awaited'")) {
            int at = 1;
            for (Object value : values) {
                update.setObject(at++, value);
            }
            update.setBytes(at++, row.message().bytes());
            update.setString(at, row.file());
            update.executeUpdate();
        }
    }

    /** The words of these messages' files are struck, and none of them is read any more. */
    void forget(Connection connection, Collection<MessageId> messages) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE filewords_file SET state = 'gone',"
                + " text_key = '', text_wrapped = ?, text = ? WHERE message = ? AND state <> 'gone'")) {
            for (MessageId message : messages) {
                update.setBytes(1, NONE);
                update.setBytes(2, NONE);
                update.setBytes(3, message.bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    List<Known> after(long number, int most) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT number, line, received_at, message, file, text_key, text_wrapped, text FROM filewords_file"
                            + " WHERE number > ? AND state IN ('read', 'cut') ORDER BY number FETCH FIRST " + most
                            + " ROWS ONLY")) {
                select.setLong(1, number);
                List<Known> known = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        MessageId message = MessageId.ofBytes(row.getBytes(4));
                        known.add(new Known(
                                row.getLong(1),
                                row.getLong(2),
                                Instant.ofEpochMilli(row.getLong(3)),
                                message,
                                row.getString(5),
                                text(sealed(row, 6), message, row.getString(5)).orElse("")));
                    }
                }
                return known;
            }
        });
    }

    Optional<String> text(MessageId message, String file) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT text_key, text_wrapped, text"
                    + " FROM filewords_file WHERE message = ? AND file = ? AND state IN ('read', 'cut')")) {
                select.setBytes(1, message.bytes());
                select.setString(2, file);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? text(sealed(row, 1), message, file) : Optional.empty();
                }
            }
        });
    }

    private static Sealed sealed(ResultSet row, int at) throws SQLException {
        return new Sealed(row.getString(at), row.getBytes(at + 1), row.getBytes(at + 2));
    }

    /** Empty where its key was destroyed. */
    private Optional<String> text(Sealed sealed, MessageId message, String file) {
        try {
            return Optional.of(Packed.open(vault.open(sealed, context(message, file))));
        } catch (LockedException destroyed) {
            return Optional.empty();
        }
    }

    Optional<Standing> standing(MessageId message, String file, int letters) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT state, reason FROM filewords_file WHERE message = ? AND file = ? AND state <> 'gone'")) {
                select.setBytes(1, message.bytes());
                select.setString(2, file);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(standing(row.getString(1), row.getString(2), letters))
                            : Optional.empty();
                }
            }
        });
    }

    private static Standing standing(String state, String reason, int letters) {
        return switch (state) {
            case "read" -> new Standing(State.READ, Optional.empty());
            case "cut" -> new Standing(State.CUT, Optional.of(Outcome.cutAt(letters)));
            case "unread" -> new Standing(
                    State.UNREADABLE, Outcome.Reason.ofWord(reason).map(Outcome.Reason::why));
            default -> new Standing(State.AWAITED, Optional.empty());
        };
    }

    private static byte[] context(MessageId message, String file) {
        return ("filewords/" + message.value() + "/" + file).getBytes(StandardCharsets.UTF_8);
    }
}
