// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rows about attached files. */
@Component(service = MediaShelf.class)
public final class MediaShelf {
    private static final String COLUMNS =
            "message, name, platform, account, state, reason, why_zh, why_en, kind, bytes,"
                    + " hash, tries, since, asked_key, asked_wrapped, asked";
    private static final int LONGEST_WHY = 500;
    private static final byte[] NONE = {};

    private final Transactions transactions;

    @Activate
    public MediaShelf(@Reference Transactions transactions, @Reference(target = "(schema=media)") Schema tables) {
        this.transactions = transactions;
    }

    /** Wants a file, unless it is wanted already. */
    void want(Connection connection, MediaFile file) throws SQLException {
        if (one(connection, file.message(), file.name()).isPresent()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO media_file (" + COLUMNS
                + ", next_at, locks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBytes(1, file.message().bytes());
            insert.setString(2, file.name());
            insert.setString(3, file.platform());
            insert.setString(4, file.account());
            insert.setString(5, file.state().word());
            insert.setString(6, file.reason());
            insert.setString(7, file.why().map(LocalText::zh).orElse(""));
            insert.setString(8, file.why().map(LocalText::en).orElse(""));
            insert.setString(9, file.kind());
            insert.setLong(10, file.bytes());
            insert.setString(11, file.hash());
            insert.setInt(12, file.tries());
            insert.setLong(13, file.since().toEpochMilli());
            insert.setString(14, file.asked().key());
            insert.setBytes(15, file.asked().wrapped());
            insert.setBytes(16, file.asked().text());
            insert.setLong(17, file.since().toEpochMilli());
            insert.setBytes(18, NONE);
            insert.executeUpdate();
        }
    }

    /** A file that is here already as its row is written. */
    void lay(Connection connection, MediaFile file, Locks locks) throws SQLException {
        want(connection, file);
        change(connection, file, file.state(), "locks = ?", locks.bytes());
    }

    Optional<MediaFile> find(MessageId message, String name) {
        return transactions.read(connection -> one(connection, message, name));
    }

    private static Optional<MediaFile> one(Connection connection, MessageId message, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM media_file WHERE message = ? AND name = ?")) {
            select.setBytes(1, message.bytes());
            select.setString(2, name);
            return rows(select).stream().findFirst();
        }
    }

    /** The next ones in this state that are due. */
    List<MediaFile> due(MediaFile.State state, Instant now, int most) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                    + " FROM media_file WHERE state = ? AND next_at <= ? ORDER BY next_at FETCH FIRST " + most
                    + " ROWS ONLY")) {
                select.setString(1, state.word());
                select.setLong(2, now.toEpochMilli());
                return rows(select);
            }
        });
    }

    /**
     * @param to {@code KEPT}, or {@code CHECKING} where it is to be examined first
     * @return false where its message was forgotten meanwhile: then it must not stay
     */
    boolean here(MediaFile file, MediaFile.State to, String kind, SealedFolder.Written written) {
        return change(
                file,
                MediaFile.State.WAITING,
                "state = ?, reason = '', why_zh = '', why_en = '', kind = ?, bytes = ?, hash = ?, locks = ?",
                to.word(),
                kind,
                written.bytes(),
                written.hash(),
                written.locks().bytes());
    }

    /** It was examined, and may be handed out. */
    void clean(MediaFile file) {
        change(file, MediaFile.State.CHECKING, "state = 'kept', reason = '', why_zh = '', why_en = ''");
    }

    /** It could not be examined. */
    void postpone(MediaFile file, Instant at, LocalText why) {
        change(
                file,
                MediaFile.State.CHECKING,
                "next_at = ?, why_zh = ?, why_en = ?",
                at.toEpochMilli(),
                brief(why.zh()),
                brief(why.en()));
    }

    /**
     * It is infected, and stays apart.
     *
     * @param noted what is noted in the same transaction
     * @return false where its message was forgotten meanwhile
     */
    boolean isolate(MediaFile file, LocalText why, Noted noted) {
        return transactions.write(connection -> {
            boolean isolated = change(
                    connection,
                    file,
                    MediaFile.State.CHECKING,
                    "state = 'infected', reason = 'infected', why_zh = ?, why_en = ?",
                    brief(why.zh()),
                    brief(why.en()));
            if (isolated) {
                noted.in(connection);
            }
            return isolated;
        });
    }

    /** It was handed out so far, and is kept apart from now on, as what is infected is. */
    void withdraw(MessageId message, String name, String reason, LocalText why, Noted noted) {
        transactions.write(connection -> {
            Optional<MediaFile> file = one(connection, message, name);
            if (file.isPresent()
                    && change(
                            connection,
                            file.get(),
                            MediaFile.State.KEPT,
                            "state = 'infected', reason = ?, why_zh = ?, why_en = ?",
                            reason,
                            brief(why.zh()),
                            brief(why.en()))) {
                noted.in(connection);
            }
            return null;
        });
    }

    /** Noted in a transaction. */
    interface Noted {
        void in(Connection transaction) throws SQLException;
    }

    /** The keys of a file that is here; empty once its message is forgotten. */
    Optional<Locks> locks(MediaFile file) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT locks FROM media_file WHERE message = ? AND name = ? AND state IN ('kept', 'checking')")) {
                select.setBytes(1, file.message().bytes());
                select.setString(2, file.name());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(Locks.of(row.getBytes(1))) : Optional.empty();
                }
            }
        });
    }

    void failed(MediaFile file, String reason, LocalText why) {
        change(
                file,
                MediaFile.State.WAITING,
                "state = 'failed', reason = ?, why_zh = ?, why_en = ?",
                reason,
                brief(why.zh()),
                brief(why.en()));
    }

    void again(MediaFile file, Instant at, String reason, LocalText why) {
        change(
                file,
                MediaFile.State.WAITING,
                "tries = tries + 1, next_at = ?, reason = ?, why_zh = ?, why_en = ?",
                at.toEpochMilli(),
                reason,
                brief(why.zh()),
                brief(why.en()));
    }

    private boolean change(MediaFile file, MediaFile.State from, String what, Object... values) {
        return transactions.write(connection -> change(connection, file, from, what, values));
    }

    private static boolean change(
            Connection connection, MediaFile file, MediaFile.State from, String what, Object... values)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE media_file SET " + what + " WHERE message = ? AND name = ? AND state = ?")) {
            int at = 1;
            for (Object value : values) {
                update.setObject(at++, value);
            }
            update.setBytes(at++, file.message().bytes());
            update.setString(at++, file.name());
            update.setString(at, from.word());
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Their messages are forgotten: keys and what the platform calls the files are struck, so that nobody can read or fetch
     * them any more, and what lies in the folder is deleted soon.
     */
    void forget(Connection connection, Collection<MessageId> messages) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE media_file SET state = 'gone', next_at = 0, locks = ?,"
                        + " asked_key = '', asked_wrapped = ?, asked = ? WHERE message = ? AND state <> 'gone'")) {
            for (MessageId message : messages) {
                update.setBytes(1, NONE);
                update.setBytes(2, NONE);
                update.setBytes(3, NONE);
                update.setBytes(4, message.bytes());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** So secret is a message now, and with it its files. */
    void call(Connection connection, MessageId message, Secrecy secrecy) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE media_file SET secrecy = ? WHERE message = ? AND secrecy <> ?")) {
            update.setString(1, secrecy.word());
            update.setBytes(2, message.bytes());
            update.setString(3, secrecy.word());
            update.executeUpdate();
        }
    }

    /** How secret these bytes are: as the most secret message that has them; internal where none has. */
    Secrecy secrecy(String hash) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT DISTINCT secrecy FROM media_file WHERE hash = ? AND state <> 'gone'")) {
                select.setString(1, hash);
                Secrecy highest = Secrecy.INTERNAL;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Secrecy one = Secrecy.ofWord(row.getString(1)).orElse(Secrecy.CONFIDENTIAL);
                        highest = one.compareTo(highest) > 0 ? one : highest;
                    }
                }
                return highest;
            }
        });
    }

    /** What lay in the folder is deleted. */
    void remove(MediaFile file) {
        transactions.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM media_file WHERE message = ? AND name = ?")) {
                delete.setBytes(1, file.message().bytes());
                delete.setString(2, file.name());
                return delete.executeUpdate();
            }
        });
    }

    /** How much is kept; asked once, at the start. */
    long used() {
        return transactions.read(connection -> {
            try (PreparedStatement sum = connection.prepareStatement("SELECT SUM(bytes) FROM media_file");
                    ResultSet row = sum.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static List<MediaFile> rows(PreparedStatement select) throws SQLException {
        List<MediaFile> files = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                files.add(new MediaFile(
                        MessageId.ofBytes(row.getBytes(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        MediaFile.State.of(row.getString(5)),
                        row.getString(6),
                        why(row.getString(7), row.getString(8)),
                        row.getString(9),
                        row.getLong(10),
                        row.getString(11),
                        row.getInt(12),
                        Instant.ofEpochMilli(row.getLong(13)),
                        new Sealed(row.getString(14), row.getBytes(15), row.getBytes(16))));
            }
        }
        return files;
    }

    private static Optional<LocalText> why(String zh, String en) {
        return zh.isEmpty() ? Optional.empty() : Optional.of(LocalText.of(zh, en));
    }

    private static String brief(String words) {
        return words.length() <= LONGEST_WHY ? words : words.substring(0, LONGEST_WHY);
    }
}
