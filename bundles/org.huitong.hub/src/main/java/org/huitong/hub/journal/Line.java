// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.api.vault.Sealed;

/**
 * One row of {@code hub_journal}, ready to be written.
 *
 * @param firstSeq the line of the message's first version, its own where it is that; 0 of a recall that came before it
 * @param room,sender by their numbers; 0 of findings, which are found by their message
 * @param recalled of a first version: the message was taken back before it came
 * @param body {@link #NO_BODY} of a line that only says that its message was forgotten
 */
record Line(
        long seq,
        MessageId id,
        String revision,
        long revisionAt,
        Kind kind,
        int version,
        long firstSeq,
        String platform,
        String tenant,
        String account,
        int room,
        int sender,
        String type,
        long sentAt,
        long receivedAt,
        long order,
        Rank rank,
        boolean recalled,
        String delivery,
        Sealed body) {

    private static final int NOBODY = 0;

    /** A body longer than this lies in a table of its own, so that the log's pages stay small. */
    static final int LONGEST_IN_ROW = 24_000;

    /** Of what is forgotten: no key opens it, and there is nothing to be opened. */
    static final Sealed NO_BODY = new Sealed("", new byte[0], new byte[0]);

    static final String COLUMNS =
            "seq, id, revision, revision_at, kind, version, first_seq, platform, tenant, account, room, sender, type,"
                    + " sent_at, received_at, order_key, priority, recalled, delivery, body_key, body_wrapped, body";

    static final String INSERT = "INSERT INTO hub_journal (" + COLUMNS + ") VALUES (?" + ", ?".repeat(21) + ")";

    static final String INSERT_ONCE = "INSERT INTO hub_once (id, revision, kind, seq) VALUES (?, ?, ?, ?)";

    /** What a line tells. */
    enum Kind {
        SAID(1),
        EDITED(2),
        RECALLED(3),
        FOUND(4),
        FORGOTTEN(5);

        private final short code;

        Kind(int code) {
            this.code = (short) code;
        }

        short code() {
            return code;
        }

        static Kind of(short code) {
            return Arrays.stream(values())
                    .filter(k -> k.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the journal holds a line of the kind " + code));
        }
    }

    /** A version of a message; what is known of it tells which. */
    static Line said(long seq, Draft.Said said, Known known, Names.Given names) {
        Message m = said.message();
        boolean first = known.firstSeq == seq;
        return new Line(
                seq,
                said.id(),
                said.revision(),
                said.version().at().toEpochMilli(),
                first ? Kind.SAID : Kind.EDITED,
                known.versions,
                known.firstSeq,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                names.of(Names.Name.room(m)),
                names.of(Names.Name.sender(m)),
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                said.receivedAt().toEpochMilli(),
                m.order(),
                first ? known.rank : Rank.among(said.findings()),
                first && known.recalled,
                said.delivery(),
                said.body());
    }

    static Line recalled(long seq, Draft.Recalled draft, Known known, Names.Given names) {
        Sighting.Recalled recall = draft.recall();
        long at = recall.at().toEpochMilli();
        return new Line(
                seq,
                draft.id(),
                draft.revision(),
                at,
                Kind.RECALLED,
                0,
                known.firstSeq,
                recall.key().platform(),
                recall.key().tenant(),
                recall.account(),
                names.of(Names.Name.room(recall)),
                names.of(Names.Name.sender(recall)),
                "",
                at,
                draft.receivedAt().toEpochMilli(),
                at,
                Rank.NONE,
                true,
                draft.delivery(),
                draft.body());
    }

    static Line found(long seq, Draft.Found draft, Known known) {
        return found(seq, draft.revision(), draft.message(), known, draft.at(), draft.finding(), draft.body());
    }

    /** @param m as people see it */
    static Line found(long seq, String revision, Message m, Known known, Instant when, Finding finding, Sealed body) {
        long at = when.toEpochMilli();
        return new Line(
                seq,
                m.id(),
                revision,
                at,
                Kind.FOUND,
                0,
                known.firstSeq,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                NOBODY,
                NOBODY,
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                at,
                m.order(),
                Rank.among(List.of(finding)),
                false,
                "",
                body);
    }

    static Line forgotten(long seq, Draft.Forgotten draft, Known known) {
        long at = draft.at().toEpochMilli();
        return new Line(
                seq,
                draft.id(),
                Draft.Forgotten.REVISION,
                at,
                Kind.FORGOTTEN,
                0,
                known.firstSeq,
                draft.platform(),
                draft.tenant(),
                draft.account(),
                NOBODY,
                NOBODY,
                "",
                at,
                at,
                at,
                Rank.NONE,
                false,
                draft.certificate(),
                NO_BODY);
    }

    boolean bodyInRow() {
        return body.text().length <= LONGEST_IN_ROW;
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setLong(1, seq);
        insert.setBytes(2, id.bytes());
        insert.setString(3, revision);
        insert.setLong(4, revisionAt);
        insert.setShort(5, kind.code());
        insert.setInt(6, version);
        insert.setLong(7, firstSeq);
        insert.setString(8, platform);
        insert.setString(9, tenant);
        insert.setString(10, account);
        insert.setInt(11, room);
        insert.setInt(12, sender);
        insert.setString(13, type);
        insert.setLong(14, sentAt);
        insert.setLong(15, receivedAt);
        insert.setLong(16, order);
        insert.setShort(17, rank.code());
        insert.setShort(18, (short) (recalled ? 1 : 0));
        insert.setString(19, delivery);
        insert.setString(20, body.key());
        insert.setBytes(21, body.wrapped());
        insert.setBytes(22, bodyInRow() ? body.text() : null);
    }

    void bindOnce(PreparedStatement insert) throws SQLException {
        insert.setBytes(1, id.bytes());
        insert.setString(2, revision);
        insert.setShort(3, kind.code());
        insert.setLong(4, seq);
    }
}
