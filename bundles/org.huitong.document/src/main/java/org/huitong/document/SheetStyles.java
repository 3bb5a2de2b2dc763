// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.ArrayList;
import java.util.List;
import org.huitong.api.document.Column;
import org.huitong.document.Shown.Value;

/** The styles of a spreadsheet by their numbers, and the part in which they stand. */
final class SheetStyles {
    static final int TITLE = 1;
    static final int IMPRINT = 2;
    static final int HEAD = 3;
    static final int NOTE = 4;
    static final int SIGNED = 5;

    private static final int FIRST_OF_CELLS = 6;
    private static final int WORDS = 0;
    /** Words that would be a formula if somebody typed them: marked as typed behind an apostrophe. */
    private static final int QUOTED = 1;

    private static final int WORDS_FOR_A_NUMBER = 2;
    private static final int NOTHING = 3;
    private static final int DAY = 4;
    private static final int MOMENT = 5;
    private static final int SPAN = 6;
    private static final int NUMBER = 7;
    private static final int PERCENT = NUMBER + Column.MOST_DIGITS + 1;
    private static final int CELLS = PERCENT + Column.MOST_DIGITS + 1;

    private static final int TEXT_FORMAT = 49;
    private static final int SPAN_FORMAT = 46;
    private static final int DAY_FORMAT = 164;
    private static final int MOMENT_FORMAT = 165;
    private static final int NUMBER_FORMATS = 170;
    private static final int PERCENT_FORMATS = 180;

    private static final int PLAIN = 0;
    private static final int LARGE = 1;
    private static final int STRONG = 2;
    private static final int SMALL = 3;

    private SheetStyles() {}

    /** @param strong as the line of totals is */
    static int of(Shown shown, Column column, boolean strong) {
        return FIRST_OF_CELLS + (strong ? CELLS : 0) + kind(shown, column);
    }

    private static int kind(Shown shown, Column column) {
        Value value = shown.value();
        if (value instanceof Value.Number number && number.isExact()) {
            return (column.kind() == Column.Kind.PERCENT ? PERCENT : NUMBER) + column.digits();
        }
        if (value instanceof Value.Day) {
            return DAY;
        }
        if (value instanceof Value.Moment) {
            return MOMENT;
        }
        if (value instanceof Value.Span span && !span.length().isNegative()) {
            return SPAN;
        }
        if (value instanceof Value.Nothing) {
            return NOTHING;
        }
        if (column.kind() != Column.Kind.TEXT) {
            return WORDS_FOR_A_NUMBER;
        }
        return SheetCell.looksLikeAFormula(shown.text()) ? QUOTED : WORDS;
    }

    static String part() {
        return Parts.XML
                + "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + list("numFmts", formats())
                + list("fonts", List.of(font(11, false), font(16, true), font(11, true), font(10, false)))
                + list(
                        "fills",
                        List.of(
                                "<fill><patternFill patternType=\"none\"/></fill>",
                                "<fill><patternFill patternType=\"gray125\"/></fill>",
                                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EEF2\"/>"
                                        + "<bgColor indexed=\"64\"/></patternFill></fill>"))
                + list("borders", List.of("<border><left/><right/><top/><bottom/><diagonal/></border>", frame()))
                + list("cellStyleXfs", List.of("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"))
                + list("cellXfs", styles())
                + list("cellStyles", List.of("<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"))
                + "</styleSheet>";
    }

    private static String list(String name, List<String> items) {
        return "<" + name + " count=\"" + items.size() + "\">" + String.join("", items) + "</" + name + ">";
    }

    private static List<String> formats() {
        List<String> formats = new ArrayList<>();
        formats.add(format(DAY_FORMAT, "yyyy\\-mm\\-dd"));
        formats.add(format(MOMENT_FORMAT, "yyyy\\-mm\\-dd hh:mm:ss"));
        for (int digits = 0; digits <= Column.MOST_DIGITS; digits++) {
            String behind = digits == 0 ? "" : "." + "0".repeat(digits);
            formats.add(format(NUMBER_FORMATS + digits, "#,##0" + behind));
            formats.add(format(PERCENT_FORMATS + digits, "#,##0" + behind + "%"));
        }
        return formats;
    }

    private static String format(int number, String code) {
        return "<numFmt numFmtId=\"" + number + "\" formatCode=\"" + code + "\"/>";
    }

    private static String font(int size, boolean bold) {
        return "<font>" + (bold ? "<b/>" : "") + "<sz val=\"" + size
                + "\"/><color rgb=\"FF000000\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/></font>";
    }

    private static String frame() {
        StringBuilder frame = new StringBuilder("<border>");
        for (String side : List.of("left", "right", "top", "bottom")) {
            frame.append("<")
                    .append(side)
                    .append(" style=\"thin\"><color rgb=\"FFA6A6A6\"/></")
                    .append(side)
                    .append(">");
        }
        return frame.append("<diagonal/></border>").toString();
    }

    private static List<String> styles() {
        List<String> styles = new ArrayList<>();
        styles.add("<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>");
        styles.add(style(TEXT_FORMAT, LARGE, 0, false, "horizontal=\"center\" vertical=\"center\""));
        styles.add(style(TEXT_FORMAT, PLAIN, 0, false, "horizontal=\"left\" vertical=\"center\""));
        styles.add(style(TEXT_FORMAT, STRONG, 1, false, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\""));
        styles.add(style(TEXT_FORMAT, SMALL, 0, false, "vertical=\"top\" wrapText=\"1\""));
        styles.add(style(TEXT_FORMAT, PLAIN, 0, false, "vertical=\"center\""));
        for (int font : List.of(PLAIN, STRONG)) {
            styles.add(style(TEXT_FORMAT, font, 1, false, "vertical=\"center\" wrapText=\"1\""));
            styles.add(style(TEXT_FORMAT, font, 1, true, "vertical=\"center\" wrapText=\"1\""));
            styles.add(style(TEXT_FORMAT, font, 1, false, "horizontal=\"right\" vertical=\"center\""));
            styles.add(style(0, font, 1, false, "vertical=\"center\""));
            styles.add(style(DAY_FORMAT, font, 1, false, "horizontal=\"center\" vertical=\"center\""));
            styles.add(style(MOMENT_FORMAT, font, 1, false, "horizontal=\"center\" vertical=\"center\""));
            styles.add(style(SPAN_FORMAT, font, 1, false, "vertical=\"center\""));
            for (int formats : List.of(NUMBER_FORMATS, PERCENT_FORMATS)) {
                for (int digits = 0; digits <= Column.MOST_DIGITS; digits++) {
                    styles.add(style(formats + digits, font, 1, false, "vertical=\"center\""));
                }
            }
        }
        return styles;
    }

    private static String style(int format, int font, int border, boolean quoted, String alignment) {
        int fill = font == STRONG && border == 1 ? 2 : 0;
        return "<xf numFmtId=\"" + format + "\" fontId=\"" + font + "\" fillId=\"" + fill + "\" borderId=\"" + border
                + "\" xfId=\"0\"" + (quoted ? " quotePrefix=\"1\"" : "")
                + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
                + "<alignment " + alignment + "/></xf>";
    }
}
