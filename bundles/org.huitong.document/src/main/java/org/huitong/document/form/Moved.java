// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things of a sheet come to lie when one of its rows becomes several: what is below moves down, and a range that
 * has the row in it grows.
 *
 * @param row the one that is repeated, from 1
 * @param more how many there are beyond it
 */
record Moved(int row, int more) {
    private static final Pattern CELL = Pattern.compile("(\\$?[A-Z]{1,3}\\$?)(\\d{1,7})(?![\\d(A-Za-z])");

    int of(int other) {
        return other > row ? other + more : other;
    }

    /** Of the end of a range. */
    private int end(int other) {
        return other >= row ? other + more : other;
    }

    /** Cells, ranges of them, and several of those, as {@code A1}, {@code $A$1:$H$20} or {@code B2 C3:C9}. */
    String of(String reference) {
        StringBuilder moved = new StringBuilder();
        Matcher cell = CELL.matcher(reference);
        while (cell.find()) {
            boolean isEnd = cell.start() > 0 && reference.charAt(cell.start() - 1) == ':';
            int number = Integer.parseInt(cell.group(2));
            boolean alone = !isEnd && (cell.end() == reference.length() || reference.charAt(cell.end()) != ':');
            int to = isEnd ? end(number) : of(number);
            String text = cell.group(1) + to;
            if (alone && number == row && more > 0) {
                text += ":" + cell.group(1) + (row + more);
            }
            cell.appendReplacement(moved, Matcher.quoteReplacement(text));
        }
        return cell.appendTail(moved).toString();
    }
}
