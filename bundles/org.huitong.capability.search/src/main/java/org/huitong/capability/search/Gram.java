// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.ArrayList;
import java.util.List;
import org.huitong.capability.search.Piece.Script;

/**
 * What is kept of a text so that it can be found: one of its words, or one or two of its signs.
 *
 * @param position as in {@link Piece}
 * @param from,to where it stands in the text
 */
record Gram(Term term, int position, int from, int to) {
    /** Of longer words and numbers the beginnings and ends are not kept: nobody types them. */
    static final int LONGEST_PART = 15;

    /** Part of nearly every other word or number: not worth a term. */
    static final int SHORTEST_HEAD = 2;

    static final int SHORTEST_DIGITS = 3;

    /** What is looked for, and by which kind of term. */
    record Term(Kind kind, String letters) {}

    enum Kind {
        /** One sign, wherever it stands; kept without its place. */
        SINGLE,
        /** The first or last sign of a run: what meets a word or a number. */
        EDGE,
        /** Two signs beside each other. */
        PAIR,
        WORD,
        NUMBER,
        /** How a word or number begins. */
        HEAD,
        /** How a number ends: the last digits of a telephone. */
        TAIL
    }

    static List<Gram> of(List<Piece> pieces) {
        List<Gram> grams = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.script() == Script.SIGNS) {
                signs(piece, grams);
            } else {
                whole(piece, grams);
            }
        }
        return grams;
    }

    private static void signs(Piece piece, List<Gram> grams) {
        int last = piece.length() - 1;
        for (int i = 0; i <= last; i++) {
            grams.add(gram(Kind.SINGLE, piece, i, i + 1, i));
            if (i == 0 || i == last) {
                grams.add(gram(Kind.EDGE, piece, i, i + 1, i));
            }
            if (i < last) {
                grams.add(gram(Kind.PAIR, piece, i, i + 2, i));
            }
        }
    }

    private static void whole(Piece piece, List<Gram> grams) {
        boolean number = piece.script() == Script.NUMBER;
        int length = piece.length();
        grams.add(gram(number ? Kind.NUMBER : Kind.WORD, piece, 0, length, 0));
        int shortest = number ? SHORTEST_DIGITS : SHORTEST_HEAD;
        for (int part = shortest; part < length && part <= LONGEST_PART; part++) {
            grams.add(gram(Kind.HEAD, piece, 0, part, 0));
            if (number) {
                grams.add(gram(Kind.TAIL, piece, length - part, length, 0));
            }
        }
    }

    private static Gram gram(Kind kind, Piece piece, int begin, int end, int offset) {
        return new Gram(
                new Term(kind, piece.letters(begin, end)),
                piece.position() + offset,
                piece.from()[begin],
                piece.to()[end - 1]);
    }
}
