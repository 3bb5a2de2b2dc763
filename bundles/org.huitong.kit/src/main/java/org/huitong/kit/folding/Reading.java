// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.folding;

import java.util.Arrays;

/**
 * A text as rules and search read it: its letters, and before each letter the gap that stood there: {@link #NONE}, or which kinds of
 * signs stood in it. Filled by {@link Folding}, then only looked at.
 */
public final class Reading {
    public static final byte NONE = 0;
    /** Signs that join as often as they part: {@code - _ * / · ( )} and pictures. */
    public static final byte SYMBOL = 1;
    /** Blanks. */
    public static final byte SPACE = 2;
    /** The end of a line, a sentence or a clause: no word goes on behind it. */
    public static final byte BREAK = 4;

    private char[] letters;
    private byte[] gaps;
    private int[] origins;
    private int length;
    private byte pending = BREAK;

    Reading(int capacity, boolean withOrigins) {
        letters = new char[capacity];
        gaps = new byte[capacity];
        origins = withOrigins ? new int[capacity] : null;
    }

    void letter(char letter, int origin) {
        if (length == letters.length) {
            grow();
        }
        letters[length] = letter;
        gaps[length] = pending;
        if (origins != null) {
            origins[length] = origin;
        }
        length++;
        pending = NONE;
    }

    void gap(byte gap) {
        pending |= gap;
    }

    private void grow() {
        int more = letters.length * 2 + 8;
        letters = Arrays.copyOf(letters, more);
        gaps = Arrays.copyOf(gaps, more);
        origins = origins == null ? null : Arrays.copyOf(origins, more);
    }

    public int length() {
        return length;
    }

    public char letter(int i) {
        return letters[i];
    }

    /** What stands before letter {@code i}; {@link #BREAK} before the first. */
    public byte gap(int i) {
        return gaps[i];
    }

    /** Where letter {@code i} stood in the text. */
    public int origin(int i) {
        return origins[i];
    }

    /** Whether {@code i} and what is before it both are letters of scripts that part their words by blanks. */
    public boolean lettersMeet(int i) {
        return spaced(i - 1) && spaced(i) && !numeral(i - 1) && !numeral(i);
    }

    /** Whether {@code i} and what is before it both belong to numbers. */
    public boolean digitsMeet(int i) {
        return numeral(i - 1) && numeral(i);
    }

    public boolean digit(int i) {
        return Character.isDigit(letters[i]);
    }

    private boolean numeral(int i) {
        return digit(i) || letters[i] == '.';
    }

    private boolean spaced(int i) {
        return letters[i] < Folding.FIRST_UNSPACED;
    }

    /** Whether a word may start at {@code i}: it is not the middle of a spaced word, nor that of a number. */
    public boolean starts(int i) {
        return gaps[i] != NONE || i == 0 || !spaced(i) || !spaced(i - 1) || numeral(i) != numeral(i - 1);
    }

    /** Whether a word may end before {@code i}. */
    public boolean ends(int i) {
        return i == length || starts(i);
    }

    public String text() {
        return new String(letters, 0, length);
    }

    /** The gaps inside, without the one before the first letter; null if there is none. */
    public byte[] innerGaps() {
        byte[] inner = Arrays.copyOf(gaps, length);
        if (length > 0) {
            inner[0] = NONE;
        }
        for (byte gap : inner) {
            if (gap != NONE) {
                return inner;
            }
        }
        return null;
    }
}
