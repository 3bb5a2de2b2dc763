// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Column.Kind;
import org.huitong.document.Shown.Value;

/** Sets cells in one language and zone. Not for several threads. */
final class Typesetter {
    /** A spreadsheet's cell holds 32,767. */
    private static final int LONGEST = 32_000;

    private static final char UNPRINTABLE = '\uFFFD';
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;
    private final Map<Integer, DecimalFormat> formats = new HashMap<>();

    Typesetter(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException for a cell of another kind than its column */
    Shown set(Column column, Cell cell) {
        if (cell instanceof Cell.Empty) {
            return Shown.nothing();
        }
        if (cell instanceof Cell.Text text && column.kind() == Kind.TEXT) {
            return Shown.words(clean(text.text()));
        }
        if (cell instanceof Cell.Words words && column.kind() == Kind.TEXT) {
            return Shown.words(clean(language.say(words.words())));
        }
        if (cell instanceof Cell.Number number && column.kind() == Kind.NUMBER) {
            return number(number.value(), column.digits());
        }
        if (cell instanceof Cell.Number share && column.kind() == Kind.PERCENT) {
            return percent(share.value(), column.digits());
        }
        if (cell instanceof Cell.Day day && column.kind() == Kind.DAY) {
            return day(day.day());
        }
        if (cell instanceof Cell.Moment moment && column.kind() == Kind.MOMENT) {
            return moment(moment.at());
        }
        if (cell instanceof Cell.Span span && column.kind() == Kind.DURATION) {
            return span(span.length());
        }
        throw new IllegalArgumentException("a cell of the column " + column.id() + " is not of its kind");
    }

    String moment(LocalDateTime at) {
        return MOMENT.format(at);
    }

    LocalDateTime here(Instant at) {
        return LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS);
    }

    private Shown number(BigDecimal value, int digits) {
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        return new Shown(new Value.Number(rounded), grouped(rounded));
    }

    private Shown percent(BigDecimal share, int digits) {
        BigDecimal rounded = share.setScale(digits + 2, RoundingMode.HALF_UP);
        String text = grouped(rounded.movePointRight(2).setScale(digits)) + "%";
        return new Shown(new Value.Number(rounded), text);
    }

    private String grouped(BigDecimal value) {
        return formats.computeIfAbsent(value.scale(), Typesetter::format).format(value);
    }

    private static DecimalFormat format(int digits) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format;
    }

    private static Shown day(LocalDate day) {
        return isCommon(day.getYear()) ? new Shown(new Value.Day(day), DAY.format(day)) : Shown.words(day.toString());
    }

    private Shown moment(Instant at) {
        LocalDateTime here = here(at);
        return isCommon(here.getYear())
                ? new Shown(new Value.Moment(here), moment(here))
                : Shown.words(here.toString());
    }

    /** Spreadsheets count days from 1900 on, and count a day too many in its first months. */
    private static boolean isCommon(int year) {
        return year > 1900 && year <= 9999;
    }

    private static Shown span(Duration length) {
        Duration whole = length.truncatedTo(ChronoUnit.SECONDS);
        Duration size = whole.abs();
        String text = size.toHours() + ":" + two(size.toMinutesPart()) + ":" + two(size.toSecondsPart());
        return new Shown(new Value.Span(whole), whole.isNegative() ? "-" + text : text);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** Without what office files cannot hold, and no longer than a cell of theirs. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        int at = 0;
        while (at < text.length() && clean.length() < LONGEST) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\r') {
                if (at == text.length() || text.charAt(at) != '\n') {
                    clean.append('\n');
                }
            } else {
                clean.appendCodePoint(isPrintable(point) ? point : UNPRINTABLE);
            }
        }
        if (at < text.length()) {
            clean.append('…');
        }
        return clean.toString().strip();
    }

    private static boolean isPrintable(int point) {
        return point == '\t'
                || point == '\n'
                || point >= 0x20 && point < Character.MIN_SURROGATE
                || point > Character.MAX_SURROGATE && point < 0xFFFE
                || point > 0xFFFF;
    }
}
