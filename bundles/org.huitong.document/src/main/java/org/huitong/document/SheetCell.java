// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.document.Shown.Value;

/** What stands in a spreadsheet's cell, and where that is. */
public final class SheetCell {
    /** Day 0 of spreadsheets, as they count from March 1900 on. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);
    /** Of the year 9999. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private static final int DIGITS_OF_A_SECOND = 10;
    /** Spreadsheets read this as a character by its number. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final int LONGEST_NAME = 31;

    private SheetCell() {}

    /** As spreadsheets count it; empty for what is words to them. */
    public static Optional<String> number(Value value) {
        if (value instanceof Value.Number number && number.isExact()) {
            return Optional.of(number.value().toPlainString());
        }
        if (value instanceof Value.Day day) {
            return Optional.of(Long.toString(ChronoUnit.DAYS.between(DAY_0, day.day())));
        }
        if (value instanceof Value.Moment moment) {
            LocalTime time = moment.at().toLocalTime();
            long days = ChronoUnit.DAYS.between(DAY_0, moment.at().toLocalDate());
            return Optional.of(
                    BigDecimal.valueOf(days).add(part(time.toSecondOfDay())).toPlainString());
        }
        return value instanceof Value.Span span && !span.length().isNegative()
                ? Optional.of(part(span.length().toSeconds()).toPlainString())
                : Optional.empty();
    }

    private static BigDecimal part(long seconds) {
        return BigDecimal.valueOf(seconds).divide(SECONDS_OF_A_DAY, DIGITS_OF_A_SECOND, RoundingMode.HALF_UP);
    }

    /** The moment of such a number, to the second; empty where no calendar has it. */
    static Optional<LocalDateTime> moment(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(LAST_DAY) > 0) {
            return Optional.empty();
        }
        long seconds = number.multiply(SECONDS_OF_A_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return Optional.of(DAY_0.atStartOfDay().plusSeconds(seconds));
    }

    /** A text, so that it is read as it is. */
    public static String words(String text) {
        return text.contains("_x") ? ESCAPE.matcher(text).replaceAll("_x005F_") : text;
    }

    /** 0 is A, 26 is AA. */
    public static String column(int number) {
        return (number < 26 ? "" : column(number / 26 - 1)) + (char) ('A' + number % 26);
    }

    /** Whether a text would be one if somebody typed it. */
    public static boolean looksLikeAFormula(String text) {
        return !text.isEmpty() && "=+-@＝＋－＠'".indexOf(text.charAt(0)) >= 0;
    }

    /** The number of a column by its letters: A is 0. */
    public static int column(String letters) {
        int number = 0;
        for (char letter : letters.toCharArray()) {
            number = number * 26 + letter - 'A' + 1;
        }
        return number - 1;
    }

    /** A title as the name of a sheet: short, and without what names of sheets may not have. */
    public static String sheet(String title) {
        String name = title.replaceAll("[\\\\/?*\\[\\]:\\p{Cntrl}]", "-");
        if (name.length() > LONGEST_NAME) {
            boolean torn = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
            name = name.substring(0, torn ? LONGEST_NAME - 1 : LONGEST_NAME);
        }
        name = name.replaceAll("^'|'$", "-");
        return name.isEmpty() ? "-" : name;
    }
}
