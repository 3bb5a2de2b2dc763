// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * Days as somebody writes or pastes them, a stretch a line: {@code 2027-02-05 2027-02-11 休 春节}, {@code 2027-02-20 班}. Or
 * why it cannot be read, with the line.
 */
final class DayList {
    static final int MOST_LINES = 200;
    static final int LONGEST_STRETCH = 40;
    private static final int LONGEST_NAME = 100;
    private static final Map<String, Day.Kind> KINDS = Map.of(
            "休", Day.Kind.REST,
            "放假", Day.Kind.REST,
            "rest", Day.Kind.REST,
            "班", Day.Kind.WORK,
            "上班", Day.Kind.WORK,
            "work", Day.Kind.WORK,
            "week", Day.Kind.WEEK,
            "按星期", Day.Kind.WEEK);

    private DayList() {}

    /** @throws Problem that names the first line that cannot be read */
    static List<Day> read(String text) {
        List<Day> days = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.size() > MOST_LINES) {
            throw Problem.badRequest("一次最多 " + MOST_LINES + " 行。", "At most " + MOST_LINES + " lines at once.");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                int number = i + 1;
                days.addAll(stretch(lines.get(i)).orElseThrow(() -> unread(number)));
            }
        }
        if (days.isEmpty()) {
            throw Problem.badRequest("没有可导入的日子。", "There is no day to take in.");
        }
        return days;
    }

    private static Optional<List<Day>> stretch(String line) {
        String[] cells = line.split("[\\s,，~～至]+", 4);
        try {
            LocalDate from = LocalDate.parse(cells[0]);
            boolean ranged = cells.length > 1 && cells[1].matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            LocalDate to = ranged ? LocalDate.parse(cells[1]) : from;
            int at = ranged ? 2 : 1;
            Day.Kind kind = at < cells.length ? KINDS.get(cells[at]) : null;
            String name = String.join(" ", List.of(cells).subList(Math.min(at + 1, cells.length), cells.length))
                    .strip();
            if (kind == null
                    || to.isBefore(from)
                    || !to.isBefore(from.plusDays(LONGEST_STRETCH))
                    || from.getYear() < CalendarResource.FIRST_YEAR
                    || to.getYear() > CalendarResource.LAST_YEAR
                    || name.length() > LONGEST_NAME) {
                return Optional.empty();
            }
            Optional<LocalText> called = name.isEmpty() ? Optional.empty() : Optional.of(LocalText.of(name, name));
            return Optional.of(from.datesUntil(to.plusDays(1))
                    .map(date -> new Day(date, kind, called))
                    .toList());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Problem unread(int line) {
        return Problem.badRequest(
                "第 " + line + " 行看不懂。写法是“2027-02-05 2027-02-11 休 春节”或“2027-02-20 班”，一段最多 40 天。",
                "Line " + line
                        + " cannot be read. It reads “2027-02-05 2027-02-11 rest Spring Festival” or “2027-02-20 work”,"
                        + " 40 days at most.");
    }
}
