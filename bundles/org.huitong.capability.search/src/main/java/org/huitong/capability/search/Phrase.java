// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.ArrayList;
import java.util.List;
import org.huitong.capability.search.Gram.Kind;
import org.huitong.capability.search.Gram.Term;
import org.huitong.capability.search.Piece.Script;

/**
 * One word of a question, which may be many signs: what has to stand beside what. The last piece of it may be the
 * beginning of a longer word or number, the first one the end of a longer number.
 */
record Phrase(List<Place> places) {
    /** One of these terms, so far behind the beginning. */
    record Place(int position, List<Term> terms) {}

    Phrase {
        places = List.copyOf(places);
    }

    /** @param pieces at least one, the first at position 0 */
    static Phrase of(List<Piece> pieces) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.script() != Script.SIGNS) {
                places.add(new Place(piece.position(), whole(piece, i == 0, i == pieces.size() - 1)));
            } else if (piece.length() == 1) {
                places.add(place(piece, pieces.size() == 1 ? Kind.SINGLE : Kind.EDGE, 0, 1));
            } else {
                for (int at = 0; at + 1 < piece.length(); at++) {
                    places.add(place(piece, Kind.PAIR, at, at + 2));
                }
            }
        }
        return new Phrase(places);
    }

    private static Place place(Piece piece, Kind kind, int begin, int end) {
        return new Place(piece.position() + begin, List.of(new Term(kind, piece.letters(begin, end))));
    }

    private static List<Term> whole(Piece piece, boolean first, boolean last) {
        boolean number = piece.script() == Script.NUMBER;
        int length = piece.length();
        String letters = piece.letters(0, length);
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(number ? Kind.NUMBER : Kind.WORD, letters));
        if (length >= (number ? Gram.SHORTEST_DIGITS : Gram.SHORTEST_HEAD) && length <= Gram.LONGEST_PART) {
            if (last) {
                terms.add(new Term(Kind.HEAD, letters));
            }
            if (first && number) {
                terms.add(new Term(Kind.TAIL, letters));
            }
        }
        return terms;
    }
}
