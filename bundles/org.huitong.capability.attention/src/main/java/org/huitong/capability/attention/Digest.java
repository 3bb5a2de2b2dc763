// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.people.Department;
import org.huitong.api.people.Roster;
import org.huitong.api.work.Business;

/**
 * What a digest says: how many messages of whom, and the beginnings of some. Pure.
 *
 * @param today the day on which it is read; what was said before, as over a rest, bears its own
 */
record Digest(List<Item> items, Roster roster, ZoneId zone, LocalDate today) {
    private static final int MOST_LINES = 8;
    private static final int LONGEST_LINE = 60;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("M月d日 HH:mm");

    String text() {
        List<String> lines = new ArrayList<>();
        long secret = items.stream().filter(Item::isSecret).count();
        lines.add(
                "【汇总】" + time(items.get(0)) + "–" + time(items.get(items.size() - 1)) + " 共 " + items.size() + " 条消息");
        lines.add(byDepartment().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining("，")));
        // What is important first, then what is new.
        items.stream()
                .filter(item -> !item.isSecret() && !item.text().isBlank())
                .sorted(Comparator.<Item, Integer>comparing(
                                i -> -i.facts().priority().ordinal())
                        .thenComparing(i -> -i.seq()))
                .limit(MOST_LINES)
                .forEach(item -> lines.add("· " + time(item) + " " + line(item)));
        if (secret > 0) {
            lines.add("另有涉密消息 " + secret + " 条，请登录汇通查看。");
        }
        return String.join("\n", lines);
    }

    private Map<String, Long> byDepartment() {
        return items.stream()
                .collect(Collectors.groupingBy(
                        item -> Business.departments(roster, item.facts().marks()).stream()
                                .findFirst()
                                .map(Department::name)
                                .orElse("其他"),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private String time(Item item) {
        ZonedDateTime said = item.facts().sentAt().atZone(zone);
        return (said.toLocalDate().equals(today) ? TIME : DAY_AND_TIME).format(said);
    }

    private static String line(Item item) {
        String text = (item.speaker().isEmpty() ? "" : item.speaker() + "：") + item.text();
        return text.codePointCount(0, text.length()) <= LONGEST_LINE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LINE)) + "…";
    }
}
