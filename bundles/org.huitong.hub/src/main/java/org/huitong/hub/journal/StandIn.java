// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Finding;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.LockedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for a body that does not open, because its key was destroyed or a newer hub wrote it: made of what stands in
 * clear beside it, so that a list shows that there is something, and why it cannot be read, and the lines around it as
 * ever.
 */
record StandIn(
        String platform,
        String tenant,
        String account,
        int room,
        int sender,
        Instant sentAt,
        long order,
        Instant revisionAt,
        String revision,
        String delivery) {
    /** What {@link #of} reads, in its order. */
    static final String COLUMNS =
            "j.platform, j.tenant, j.account, j.room, j.sender, j.sent_at, j.order_key, j.revision_at, j.revision,"
                    + " j.delivery";

    private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
    private static final String UNKNOWN = "unknown";
    private static final Unavailable FORGOTTEN = new Unavailable(
            Unavailable.Reason.FORGOTTEN,
            LocalText.of("保管期限已满，已按保管规则销毁。", "Kept as long as it had to be, and destroyed by the rules of retention."));

    /** @param from the place of the first of {@link #COLUMNS} */
    static StandIn of(ResultSet row, int from) throws SQLException {
        return new StandIn(
                row.getString(from),
                row.getString(from + 1),
                row.getString(from + 2),
                row.getInt(from + 3),
                row.getInt(from + 4),
                Instant.ofEpochMilli(row.getLong(from + 5)),
                row.getLong(from + 6),
                Instant.ofEpochMilli(row.getLong(from + 7)),
                row.getString(from + 8),
                row.getString(from + 9));
    }

    /** What is shown instead of the body that failed to open. */
    LogReader.Opened instead(Connection connection, long seq, short kind, RuntimeException failure)
            throws SQLException {
        return instead(connection, kind, why(seq, failure));
    }

    /** What is shown instead of a body that was forgotten. */
    LogReader.Opened forgotten(Connection connection, short kind) throws SQLException {
        return instead(connection, kind, FORGOTTEN);
    }

    private LogReader.Opened instead(Connection connection, short kind, Unavailable why) throws SQLException {
        Optional<Unavailable> reason = Optional.of(why);
        if (kind == Line.Kind.SAID.code() || kind == Line.Kind.EDITED.code()) {
            return new LogReader.Opened(Optional.of(message(connection, why)), List.of(), Optional.empty(), reason);
        }
        if (kind == Line.Kind.RECALLED.code()) {
            Sighting.Recalled recall =
                    new Sighting.Recalled(key(), account, room(connection), Optional.empty(), revisionAt, "");
            return new LogReader.Opened(Optional.empty(), List.of(), Optional.of(recall), reason);
        }
        if (kind == Line.Kind.FORGOTTEN.code()) {
            return new LogReader.Opened(Optional.empty(), List.of(), Optional.empty(), reason);
        }
        Finding nothing = new Finding(stage(), 0, why.reason().word(), Set.of());
        return new LogReader.Opened(Optional.empty(), List.of(nothing), Optional.empty(), reason);
    }

    private static Unavailable why(long seq, RuntimeException failure) {
        if (failure instanceof LockedException) {
            // Keys are destroyed on purpose, too: no news for the log each time somebody looks.
            LOG.debug("A line of the log does not open line={}", seq, failure);
            return new Unavailable(
                    Unavailable.Reason.ENCRYPTED,
                    LocalText.of("这一行的密钥已不在，或内容被改动过。", "The key of this line is gone, or it is not what was sealed."));
        }
        LOG.warn(
                "A line of the log is not understood line={} failure={}",
                seq,
                failure.getClass().getName());
        return new Unavailable(
                Unavailable.Reason.UNREADABLE,
                LocalText.of(
                        "本版本不认识这一行（" + failure.getClass().getSimpleName() + "）。",
                        "This version of the hub does not understand the line ("
                                + failure.getClass().getSimpleName() + ")."));
    }

    private Message message(Connection connection, Unavailable why) throws SQLException {
        String name = Names.of(connection, sender);
        Sender who = name.isEmpty() ? Sender.SYSTEM : Sender.person(name);
        Content content = Content.unavailable(why.reason(), why.detail());
        return new Message(key(), account, room(connection), who, content, sentAt, order, "");
    }

    /** The native id is under the seal: the line's own id is the only name that is left. */
    private MessageKey key() {
        return new MessageKey(platform, tenant, UNKNOWN);
    }

    private Conversation room(Connection connection) throws SQLException {
        return Conversation.of(Names.of(connection, room), Conversation.Kind.GROUP);
    }

    private String stage() {
        if (revision.startsWith(Draft.Hand.PREFIX)) {
            return Finding.HAND;
        }
        String[] parts = revision.split("/", 4);
        return parts.length > 3 ? parts[3] : UNKNOWN;
    }
}
