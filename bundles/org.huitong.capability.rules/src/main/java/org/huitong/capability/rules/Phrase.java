// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import org.huitong.kit.folding.Reading;

/** A keyword or exception of one rule; {@code gaps} as {@link Reading#innerGaps()}. */
final class Phrase {
    /** Digits of a number that does not come about by chance where a sign or a blank is overlooked. */
    private static final int LONG_NUMBER = 7;

    final Verdict verdict;
    final boolean exception;
    final String word;
    private final byte[] gaps;

    Phrase(Verdict verdict, boolean exception, String word, byte[] gaps) {
        this.verdict = verdict;
        this.exception = exception;
        this.word = word;
        this.gaps = gaps;
    }

    /**
     * Whether the gaps in the text let the letters be read as this word. A gap that the keyword has itself may be any
     * gap, and its signs may be missing. Elsewhere no word goes over the end of a clause; Han characters may stand
     * apart, and so may letters beside digits; between letters signs may stand (ur-gent), blanks only where all letters
     * are spelled (u r g e n t); numbers stay together unless they are long.
     */
    boolean readsAt(Reading text, int start, int end) {
        boolean blanks = false;
        boolean together = false;
        for (int i = start + 1; i < end; i++) {
            byte gap = text.gap(i);
            byte own = gaps == null ? Reading.NONE : gaps[i - start];
            if (own == Reading.NONE && (gap & Reading.BREAK) != 0) {
                return false;
            }
            boolean differ = (own == Reading.NONE) != (gap == Reading.NONE);
            if (differ && text.digitsMeet(i) && !inLongNumber(text, i, start, end)) {
                return false;
            }
            if (text.lettersMeet(i)) {
                if (gap == Reading.NONE && (own & Reading.SPACE) != 0) {
                    return false;
                }
                together |= gap == Reading.NONE;
                blanks |= own == Reading.NONE && (gap & Reading.SPACE) != 0;
            }
        }
        return !(blanks && together);
    }

    /**
     * Telephone, card and order numbers are grouped as everybody likes, and 400-800-1234 is 4008001234. Of few digits
     * with a sign between them (3-5) that cannot be said.
     */
    private static boolean inLongNumber(Reading text, int i, int start, int end) {
        int from = i;
        while (from > start && text.digit(from - 1)) {
            from--;
        }
        int to = i;
        while (to < end && text.digit(to)) {
            to++;
        }
        return to - from >= LONG_NUMBER;
    }
}
