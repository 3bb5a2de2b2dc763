// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.Optional;
import org.huitong.kit.chat.Reply;

/**
 * One text to several people, each of whom is to confirm it.
 *
 * @param by the login name of who gave it
 * @param confirmBy until when
 */
record Instruction(String id, String by, Instant madeAt, Instant confirmBy, String text) {
    static final int LONGEST_TEXT = 4000;

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Instruction[" + id + "]";
    }

    /**
     * Somebody who gets it.
     *
     * @param person who was meant
     * @param told who was told last: the person, or whoever stands in
     * @param step how often somebody was told
     * @param state {@code waiting}, {@code confirmed} or {@code unconfirmed}
     * @param how {@code page}, or {@code @} and the platform of an answer
     */
    record Addressee(
            String id,
            String instruction,
            String person,
            String told,
            int step,
            String letter,
            String state,
            Optional<Instant> confirmedAt,
            Optional<String> how) {
        /** With which the codes of instructions begin. */
        static final char LETTER = 'I';

        static final String WAITING = "waiting";
        static final String CONFIRMED = "confirmed";
        static final String UNCONFIRMED = "unconfirmed";

        String code() {
            return Reply.code(LETTER, id);
        }

        Addressee told(String who, String byLetter) {
            return new Addressee(id, instruction, person, who, step + 1, byLetter, state, confirmedAt, how);
        }

        Addressee in(String other, Optional<Instant> at, Optional<String> by) {
            return new Addressee(id, instruction, person, told, step, letter, other, at, by);
        }
    }
}
