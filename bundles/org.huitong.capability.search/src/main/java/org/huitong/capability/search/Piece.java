// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.huitong.kit.folding.Folding;
import org.huitong.kit.folding.Reading;

/**
 * Letters that stand together and are of one script: a word of letters, a number, or a run of signs that are written
 * without blanks, as Chinese is. Text and question are cut alike.
 *
 * @param letters folded, as code points
 * @param from,to of each letter, where it stood in the text
 * @param position of the first letter where signs count each and words and numbers count one; whatever parts two pieces
 *     (a blank, a comma, a line) counts one, too
 */
record Piece(Script script, int[] letters, int[] from, int[] to, int position) {
    enum Script {
        WORD,
        NUMBER,
        SIGNS
    }

    /** The pieces of a text, in order. */
    static List<Piece> of(String text, int firstPosition) {
        Reading reading = Folding.read(text, true);
        List<Piece> pieces = new ArrayList<>();
        int position = firstPosition;
        int at = 0;
        while (at < reading.length()) {
            if (at > 0 && reading.gap(at) != Reading.NONE) {
                position++;
            }
            Script script = script(reading, at);
            int end = at + 1;
            while (end < reading.length() && reading.gap(end) == Reading.NONE && script(reading, end) == script) {
                end++;
            }
            Piece piece = cut(text, reading, at, end, script, position);
            pieces.add(piece);
            position += piece.width();
            at = end;
        }
        return pieces;
    }

    private static Script script(Reading reading, int at) {
        char letter = reading.letter(at);
        if (reading.digit(at) || letter == '.') {
            return Script.NUMBER;
        }
        return letter < Folding.FIRST_UNSPACED ? Script.WORD : Script.SIGNS;
    }

    private static Piece cut(String text, Reading reading, int at, int end, Script script, int position) {
        int[] letters = new int[end - at];
        int[] from = new int[end - at];
        int[] to = new int[end - at];
        int count = 0;
        for (int i = at; i < end; i++) {
            char letter = reading.letter(i);
            boolean pair = Character.isHighSurrogate(letter) && i + 1 < end;
            letters[count] = pair ? Character.toCodePoint(letter, reading.letter(i + 1)) : letter;
            from[count] = reading.origin(i);
            to[count] = from[count] + Character.charCount(text.codePointAt(from[count]));
            count++;
            if (pair) {
                i++;
            }
        }
        return new Piece(script, first(letters, count), first(from, count), first(to, count), position);
    }

    private static int[] first(int[] all, int count) {
        return Arrays.copyOf(all, count);
    }

    int length() {
        return letters.length;
    }

    /** How many positions it takes. */
    int width() {
        return script == Script.SIGNS ? letters.length : 1;
    }

    String letters(int begin, int end) {
        return new String(letters, begin, end - begin);
    }
}
