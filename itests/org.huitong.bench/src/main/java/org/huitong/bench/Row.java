// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;

/** A line of the log as the hub writes it for a text on WeCom. */
record Row(long seq, byte[] id, String number, int person, long sentAt, long now, Body body) {
    /** How long what lies under the hub's seals is for such a message; a run prints it. */
    static final int BODY_BYTES = 1_195;

    /** What lies under seal, with the key that it was sealed by. */
    record Body(String key, byte[] wrapped, byte[] text) {}

    /** Where the hub has the fingerprint of a revision: as long as that. */
    private String revision() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setLong(1, seq);
        insert.setBytes(2, id);
        insert.setString(3, revision());
        insert.setLong(4, sentAt);
        insert.setShort(5, (short) 1);
        insert.setInt(6, 1);
        insert.setLong(7, seq);
        insert.setString(8, "wecom");
        insert.setString(9, "wwbench");
        insert.setString(10, "load");
        insert.setInt(11, person);
        insert.setInt(12, person);
        insert.setString(13, "text");
        insert.setLong(14, sentAt);
        insert.setLong(15, now);
        insert.setLong(16, sentAt);
        insert.setShort(17, (short) 0);
        insert.setShort(18, (short) 0);
        insert.setString(19, "message/" + number);
        insert.setString(20, body.key());
        insert.setBytes(21, body.wrapped());
        insert.setBytes(22, body.text());
    }
}
