// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.folding;

/**
 * Which signs of one text belong to a number: the point of a decimal (1.5), and what groups digits by three (1,500).
 * Signs that stand between digits otherwise part numbers, as in a list: 1,2,3 or 13800138000,13900139000.
 *
 * <p>Asked from the left to the right. Whether signs group is said of all alike signs of a number at once, so that each
 * place is looked at a few times only, however long a number is.
 */
final class Numerals {
    private static final int GROUP = 3;

    private final String text;
    /** Where the digits end of which it was said last whether their signs group them. */
    private int decidedUntil;

    private boolean grouped;

    Numerals(String text) {
        this.text = text;
    }

    /** Signs that may be the point of a decimal; the raised ones stand in dates too, as in 3·15. */
    static boolean mayPoint(char c) {
        return switch (c) {
            case '.', '．', '·', '•', '‧', '∙', '⋅', '・', '･' -> true;
            default -> false;
        };
    }

    /** Signs that may group digits. A common blank does not: 手机12 500元 are two numbers more often than one. */
    static boolean mayGroup(char c) {
        return switch (c) {
            case ',', '，', '﹐', '︐', '\'', '＇', '’', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u202F' -> true;
            default -> false;
        };
    }

    /** Whether the sign at this place stands between two digits. */
    boolean parts(int at) {
        return digit(before(at)) && digit(after(at));
    }

    /** Whether the sign at this place, which {@linkplain #parts stands between digits}, belongs to their number. */
    boolean groups(int at) {
        if (at >= decidedUntil) {
            decide(at);
        }
        return grouped;
    }

    private void decide(int at) {
        // Where another sign follows a grouped number, that number is over: 1,500，300.
        boolean endsOther = grouped && at == decidedUntil;
        grouped = !endsOther && mayBegin(at);
        char sign = text.charAt(at);
        int next = at;
        do {
            int from = next + 1;
            next = endOfDigits(from);
            grouped &= count(from, next) == GROUP;
        } while (next < text.length() && text.charAt(next) == sign && digit(after(next)));
        decidedUntil = next;
    }

    /** One to three digits; no number that is grouped begins with 0 (001,002) or behind a point (12.75,500). */
    private boolean mayBegin(int at) {
        int digits = 0;
        int first = at;
        int place = before(at);
        while (digits <= GROUP && digit(place)) {
            digits++;
            first = place;
            place = before(place);
        }
        boolean fraction = place >= 0 && mayPoint(text.charAt(place)) && parts(place);
        return digits <= GROUP && !fraction && (digits == 1 || shape(first) != '0');
    }

    private int endOfDigits(int from) {
        int end = from;
        while (end < text.length() && (digit(end) || invisible(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private int count(int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += digit(i) ? 1 : 0;
        }
        return digits;
    }

    /** The place of what can be seen before this one, or -1. */
    private int before(int at) {
        int place = at;
        do {
            place = place > 0 ? text.offsetByCodePoints(place, -1) : -1;
        } while (place >= 0 && invisible(place));
        return place;
    }

    /** The place of what can be seen behind this one, or the text's end. */
    private int after(int at) {
        int place = at;
        do {
            place += Character.charCount(text.codePointAt(place));
        } while (place < text.length() && invisible(place));
        return place;
    }

    private boolean digit(int at) {
        return at >= 0 && at < text.length() && Folding.isDigit(shape(at));
    }

    private boolean invisible(int at) {
        return Folding.isInvisible(shape(at));
    }

    private char shape(int at) {
        return Folding.shape(text.codePointAt(at));
    }
}
