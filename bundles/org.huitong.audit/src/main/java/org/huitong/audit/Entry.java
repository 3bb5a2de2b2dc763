// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What was noted, as it stands in a row.
 *
 * @param at milliseconds since 1970
 * @param whoseOrNull the person whose message was seen
 * @param beforeOrNull,afterOrNull a difference
 * @param wordsOrNull what was searched for, sealed
 */
record Entry(
        long at,
        String doer,
        String doerName,
        String verb,
        String thing,
        String thingName,
        String whoseOrNull,
        String outcome,
        String beforeOrNull,
        String afterOrNull,
        String wordsOrNull) {
    /** Names the way in which entries are linked; the verifier, which shares no code with this, knows it too. */
    static final String CHAIN = "huitong-audit-1";

    static final String COLUMNS =
            "noted_at, doer, doer_name, verb, thing, thing_name, whose, outcome, before_text," + " after_text, words";
    static final String NO_HASH = "0".repeat(64);

    static Entry of(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("noted_at"),
                row.getString("doer"),
                row.getString("doer_name"),
                row.getString("verb"),
                row.getString("thing"),
                row.getString("thing_name"),
                row.getString("whose"),
                row.getString("outcome"),
                row.getString("before_text"),
                row.getString("after_text"),
                row.getString("words"));
    }

    /** Binds the columns, beginning with this parameter. @return the next one */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        statement.setLong(next++, at);
        for (String text : texts()) {
            statement.setString(next++, text);
        }
        return next;
    }

    private Iterable<String> texts() {
        return Arrays.asList(
                doer, doerName, verb, thing, thingName, whoseOrNull, outcome, beforeOrNull, afterOrNull, wordsOrNull);
    }

    /**
     * The SHA-256 of the link before, of its place and of every part. Each part comes with its length, so that no two
     * entries read the same; what is absent is another thing than what is empty.
     */
    String hash(String before, long seq) {
        StringBuilder all = new StringBuilder(CHAIN).append('\n').append(before).append('\n');
        all.append(seq).append(' ').append(at);
        for (String text : texts()) {
            all.append(' ');
            if (text == null) {
                all.append('-');
            } else {
                all.append(text.length()).append(':').append(text);
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Entry[" + doer + " " + verb + " " + outcome + "]";
    }
}
