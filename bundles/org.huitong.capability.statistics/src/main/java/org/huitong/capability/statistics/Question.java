// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.web.Problem;

/**
 * What is asked of the counts.
 *
 * @param from,to whole hours, the upper one excluded
 * @param by how to group; empty means one figure for all
 */
record Question(Instant from, Instant to, Set<By> by) {
    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration MOST_BY_HOUR = Duration.ofDays(100);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** A way to group; the constant's name in lower case is its word. */
    enum By {
        HOUR("sent_hour"),
        PLATFORM("platform"),
        TYPE("type"),
        DEPARTMENT("department");

        private final String column;

        By(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static String words() {
            return Arrays.stream(values()).map(By::word).collect(Collectors.joining(" "));
        }
    }

    /** Reads the parameters of a URL, each of which may be null; bounds within an hour are widened to whole hours. */
    static Question of(String fromOrNull, String toOrNull, String byOrNull, Instant now) {
        Instant to = given(toOrNull) ? upwards(time("to", toOrNull)) : upwards(now);
        Instant from = given(fromOrNull) ? time("from", fromOrNull).truncatedTo(ChronoUnit.HOURS) : to.minus(USUAL);
        if (!from.isBefore(to)) {
            throw Problem.badRequest("from 必须早于 to；不含 to 本身。", "from must be earlier than to; to itself is excluded.");
        }
        Set<By> by = given(byOrNull) ? ways(byOrNull) : EnumSet.of(By.HOUR);
        if (by.contains(By.HOUR) && Duration.between(from, to).compareTo(MOST_BY_HOUR) > 0) {
            throw Problem.badRequest(
                    "by=hour 最多统计 " + MOST_BY_HOUR.toDays() + " 天，请缩短时间范围。",
                    "by=hour reaches over at most " + MOST_BY_HOUR.toDays() + " days; ask for less time.");
        }
        return new Question(from, to, by);
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    private static Instant upwards(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    private static Set<By> ways(String words) {
        Set<By> ways = EnumSet.noneOf(By.class);
        for (String word : words.split(",", -1)) {
            ways.add(Arrays.stream(By.values())
                    .filter(way -> way.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Problem.badRequest(
                            "by 是以下的一个或几个，用逗号分开：" + By.words() + "。",
                            "by is one or more of: " + By.words() + ", with commas between them.")));
        }
        return ways;
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw Problem.badRequest(name + " 的年份在 1 到 9999 之间。", name + " is a time from the year 1 to 9999.");
            }
            return time;
        } catch (DateTimeException notATime) {
            throw Problem.badRequest(
                    name + " 是带时区的时间，例如 2026-03-01T08:00:00Z。",
                    name + " is a time with its zone, such as 2026-03-01T08:00:00Z.");
        }
    }
}
