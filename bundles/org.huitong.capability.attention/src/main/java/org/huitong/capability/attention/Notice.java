// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.kit.chat.Reply;

/**
 * That somebody is told of an important message until it is acknowledged.
 *
 * @param person whose business it is
 * @param told whom it goes to now
 * @param step how far up from that person it has gone
 * @param times how often {@code told} was told
 * @param endedBy the login name, or {@code @} and the platform of an answer
 */
record Notice(
        String id,
        long seq,
        MessageId message,
        String person,
        String told,
        long rule,
        State state,
        int step,
        int times,
        Instant madeAt,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        Optional<String> how) {
    /** With which the codes of notices begin. */
    static final char LETTER = 'N';

    /** How it stands. */
    enum State {
        OPEN,
        ACKNOWLEDGED,
        /** Nobody up to the top has answered. */
        UNANSWERED,
        /** The message was taken back. */
        RECALLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofWord(String word) {
            return Arrays.stream(values())
                    .filter(s -> s.word().equals(word))
                    .findFirst()
                    .orElse(OPEN);
        }
    }

    String code() {
        return Reply.code(LETTER, id);
    }
}
