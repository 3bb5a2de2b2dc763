// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.text.LocalText;

/**
 * The days that the product brings: {@code calendar/days.tsv}. They are data of the product and not of the hub, so that
 * an upgrade brings the next year; what people change lies in a table and wins.
 *
 * @param years those that it knows, and whether each is published; one that is provisional knows the days of the law
 *     alone, and none that are worked in their place
 */
record PublishedDays(NavigableMap<LocalDate, Day> days, NavigableMap<Integer, Boolean> years) {
    private static final String FILE = "/calendar/days.tsv";

    static PublishedDays delivered() {
        try (InputStream file = PublishedDays.class.getResourceAsStream(FILE)) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublishedDays of(String table) {
        NavigableMap<LocalDate, Day> days = new TreeMap<>();
        NavigableMap<Integer, Boolean> years = new TreeMap<>();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] cells = line.split("\t");
            if (cells[0].equals("year")) {
                years.put(Integer.valueOf(cells[1]), cells[2].equals("published"));
                return;
            }
            Day.Kind kind = Day.Kind.ofWord(cells[2]).orElseThrow();
            Optional<LocalText> name = Optional.of(LocalText.of(cells[3], cells[4]));
            LocalDate.parse(cells[0])
                    .datesUntil(LocalDate.parse(cells[1]).plusDays(1))
                    .forEach(date -> days.put(date, new Day(date, kind, name)));
        });
        return new PublishedDays(days, years);
    }

    /** Whether the days worked in the place of others are known for that year. */
    boolean isPublished(int year) {
        return years.getOrDefault(year, false);
    }

    Map<LocalDate, Day> of(int year) {
        return days.subMap(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }
}
