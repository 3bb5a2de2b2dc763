// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.huitong.api.message.MessageId;
import org.huitong.api.vault.Sealed;

/**
 * One row of {@code hub_journal}, ready to be written.
 *
 * @param currentSeq of the first version: the row that people see now; of all others: the first version's seq
 * @param amended true where other rows of this message must be read to show it
 */
record Line(
        long seq,
        MessageId id,
        String revision,
        long revisionAt,
        Kind kind,
        int version,
        String platform,
        String tenant,
        String account,
        String conversation,
        String sender,
        String type,
        long sentAt,
        long receivedAt,
        long order,
        Rank rank,
        String delivery,
        long currentSeq,
        boolean amended,
        boolean recalled,
        Sealed body) {

    /** A body longer than this lies in a table of its own, so that the log's pages stay small. */
    static final int LONGEST_IN_ROW = 24_000;

    static final String COLUMNS =
            "seq, id, revision, revision_at, kind, version, platform, tenant, account, conversation, sender, type, sent_at,"
                    + " received_at, order_key, priority, delivery, current_seq, amended, recalled, body_key,"
                    + " body_wrapped, body";

    static final String INSERT = "INSERT INTO hub_journal (" + COLUMNS + ") VALUES (?" + ", ?".repeat(22) + ")";

    /** What a line tells. */
    enum Kind {
        SAID(1),
        EDITED(2),
        RECALLED(3),
        FOUND(4);

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
        insert.setString(7, platform);
        insert.setString(8, tenant);
        insert.setString(9, account);
        insert.setString(10, conversation);
        insert.setString(11, sender);
        insert.setString(12, type);
        insert.setLong(13, sentAt);
        insert.setLong(14, receivedAt);
        insert.setLong(15, order);
        insert.setShort(16, rank.code());
        insert.setString(17, delivery);
        insert.setLong(18, currentSeq);
        insert.setShort(19, (short) (amended ? 1 : 0));
        insert.setShort(20, (short) (recalled ? 1 : 0));
        insert.setString(21, body.key());
        insert.setBytes(22, body.wrapped());
        insert.setBytes(23, bodyInRow() ? body.text() : null);
    }
}
