// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.List;

/**
 * How wide each column is, in the widths of a digit, by what stands in its title and its first rows. A Chinese character
 * takes two.
 */
public record Widths(List<Integer> columns) {
    private static final int NARROWEST = 6;
    private static final int WIDEST = 40;
    /** What a sheet of A4 held upright takes. */
    private static final int UPRIGHT = 88;

    static Widths of(Heading heading, List<List<Shown>> first) {
        Integer[] widths = new Integer[heading.heads().size()];
        for (int column = 0; column < widths.length; column++) {
            if (heading.heads().get(column).column().hidden()) {
                widths[column] = 1;
                continue;
            }
            // A title may wrap, and has the arrow of its filter beside it.
            int widest = Math.min(of(heading.heads().get(column).title()), 16) + 2;
            for (List<Shown> row : first) {
                widest = Math.max(widest, of(row.get(column).text()));
            }
            widths[column] = Math.max(NARROWEST, Math.min(widest, WIDEST)) + 2;
        }
        return new Widths(List.of(widths));
    }

    boolean isLandscape() {
        return total() > UPRIGHT;
    }

    int total() {
        return columns.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The widths of a page's columns: what is narrow has what it needs, so that no moment and no name of a platform is
     * broken, and what is wide shares the rest.
     *
     * @param room of all columns
     * @param unit of a digit with what is free beside it, in what {@code room} is measured in
     */
    List<Float> within(float room, float unit) {
        float left = room;
        int open = columns.size();
        Float[] given = new Float[columns.size()];
        boolean settled = false;
        while (!settled) {
            settled = true;
            float fair = left / open;
            for (int i = 0; i < given.length; i++) {
                float needed = columns.get(i) * unit;
                if (given[i] == null && needed < fair) {
                    given[i] = needed;
                    left -= needed;
                    open--;
                    settled = false;
                }
            }
        }
        float stretch = open == 0 ? room / (room - left) : 1;
        for (int i = 0; i < given.length; i++) {
            given[i] = given[i] == null ? left / open : given[i] * stretch;
        }
        return List.of(given);
    }

    /** Of its longest line. */
    static int of(String text) {
        return text.lines()
                .mapToInt(line -> line.codePoints().map(Widths::of).sum())
                .max()
                .orElse(0);
    }

    private static int of(int point) {
        if (point < 0x1100) {
            return 1;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(point);
        return switch (script) {
            case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> 2;
            default -> point >= 0x2E80 && point < 0xA000 || point >= 0xFF00 && point < 0xFF61 || point > 0xFFFF ? 2 : 1;
        };
    }
}
