// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * A column of a report.
 *
 * @param id for programs, unique in its report, such as {@code messages}
 * @param digits of a number or percentage, behind the point: what has more is rounded to them, everywhere alike
 * @param summed whether its sum stands below the rows, as long as the report gives no other total for it
 * @param hidden for programs, that read a spreadsheet again which somebody has edited: it lies in spreadsheets, where it is
 *     not shown, and nowhere else
 */
public record Column(String id, LocalText title, Kind kind, int digits, boolean summed, boolean hidden) {
    public static final int MOST_DIGITS = 6;

    public Column {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(kind);
        if (digits < 0 || digits > MOST_DIGITS) {
            throw new IllegalArgumentException("a number has 0 to " + MOST_DIGITS + " digits behind its point");
        }
        if (summed && kind != Kind.NUMBER && kind != Kind.DURATION) {
            throw new IllegalArgumentException("only numbers and durations have a sum");
        }
    }

    /** Words, and whatever only looks like a number: employee numbers, telephones. */
    public static Column text(String id, LocalText title) {
        return new Column(id, title, Kind.TEXT, 0, false, false);
    }

    public static Column number(String id, LocalText title) {
        return number(id, title, 0);
    }

    public static Column number(String id, LocalText title, int digits) {
        return new Column(id, title, Kind.NUMBER, digits, false, false);
    }

    public static Column day(String id, LocalText title) {
        return new Column(id, title, Kind.DAY, 0, false, false);
    }

    public static Column moment(String id, LocalText title) {
        return new Column(id, title, Kind.MOMENT, 0, false, false);
    }

    /** @param digits of the percentage: with 1, 0.1234 is 12.3 % */
    public static Column percent(String id, LocalText title, int digits) {
        return new Column(id, title, Kind.PERCENT, digits, false, false);
    }

    public static Column duration(String id, LocalText title) {
        return new Column(id, title, Kind.DURATION, 0, false, false);
    }

    public Column withSum() {
        return new Column(id, title, kind, digits, true, hidden);
    }

    /** Not shown to people. */
    public Column outOfSight() {
        return new Column(id, title, kind, digits, summed, true);
    }

    /** What stands in its cells. */
    public enum Kind {
        TEXT("text"),
        NUMBER("number"),
        /** A day without a time. */
        DAY("date"),
        /** To the second, in the hub's zone. */
        MOMENT("instant"),
        /** A share of one, shown as per cent. */
        PERCENT("percent"),
        /** To the second, as hours:minutes:seconds. */
        DURATION("duration");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        public String word() {
            return word;
        }
    }
}
