// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One entry as it is found.
 *
 * @param texts its parts after the moment, in the order of the chain; null where there is none
 */
record Link(long seq, long at, List<String> texts, String hash) {
    static final String CHAIN = "huitong-audit-1";
    static final String NO_HASH = "0".repeat(64);
    /** The names of the parts, in the order in which they are hashed. */
    static final List<String> PARTS = List.of(
            "doer",
            "doer_name",
            "verb",
            "thing",
            "thing_name",
            "whose",
            "outcome",
            "before_text",
            "after_text",
            "words");

    /** SHA-256 of the link before, its place, its moment and its parts, each part with its length. */
    String expected(String before) {
        StringBuilder all = new StringBuilder();
        all.append(CHAIN)
                .append('\n')
                .append(before)
                .append('\n')
                .append(seq)
                .append(' ')
                .append(at);
        for (String text : texts) {
            all.append(' ').append(text == null ? "-" : text.length() + ":" + text);
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
