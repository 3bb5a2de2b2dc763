// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Until when something is to be done, as people write it at the beginning of what they say: 今天, 明天下午3点, 周五, 下周一 9:30,
 * 3月20日, 2026-03-20, 2小时, 3天内. A day without a time ends at six in the evening. Pure.
 *
 * @param due empty where the words begin with no time
 * @param rest what else was said
 */
record DueWords(Optional<Instant> due, String rest) {
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final LocalTime NIGHT = LocalTime.of(23, 59);
    private static final int NOON = 12;
    private static final int WEEK = 7;
    private static final int MOST_DAYS = 999;
    private static final Map<String, Integer> DAYS = Map.of("今天", 0, "今日", 0, "明天", 1, "明日", 1, "后天", 2, "大后天", 3);
    private static final String WEEKDAYS = "一二三四五六日";
    private static final Pattern SPAN = Pattern.compile("^(\\d{1,3})\\s*(小时|天)(?:之?内|后)?(?:前|之前)?");
    private static final Pattern DAY = Pattern.compile(
            "^(?:(大后天|后天|今天|今日|明天|明日)"
                    + "|(下?)(?:周|星期|礼拜)([一二三四五六日天])|(?:(\\d{4})[-年/])?(\\d{1,2})[-月/](\\d{1,2})[日号]?(?![\\p{IsHan}&&[^前之以上下晚中截]]))");
    private static final Pattern TIME =
            Pattern.compile("^\\s*(上午|下午|晚上|中午)?\\s*(\\d{1,2})(?:[:：](\\d{2})|点(半|\\d{1,2}分?)?)");
    private static final Pattern UNTIL = Pattern.compile("^\\s*(?:之?前|以前|截止)?[\\s,，:：]*");

    static DueWords of(String said, Instant now, ZoneId zone) {
        LocalDateTime here = LocalDateTime.ofInstant(now, zone);
        Matcher span = SPAN.matcher(said);
        if (span.find()) {
            long many = Math.min(Integer.parseInt(span.group(1)), MOST_DAYS);
            LocalDateTime end = span.group(2).equals("天")
                    ? here.toLocalDate().plusDays(many).atTime(EVENING)
                    : here.plusHours(many);
            return read(end, said.substring(span.end()), zone);
        }
        Matcher day = DAY.matcher(said);
        boolean dayFound = day.find();
        String behind = dayFound ? said.substring(day.end()) : said;
        Matcher time = TIME.matcher(behind);
        boolean timeFound = time.find();
        if (!dayFound && !timeFound) {
            return new DueWords(Optional.empty(), said);
        }
        try {
            LocalDate date = dayFound ? date(day, here) : here.toLocalDate();
            LocalDateTime end = date.atTime(timeFound ? time(time) : EVENING);
            if (!end.isAfter(here) && !timeFound && date.equals(here.toLocalDate())) {
                end = date.atTime(NIGHT);
            }
            return end.isAfter(here)
                    ? read(end, timeFound ? behind.substring(time.end()) : behind, zone)
                    : new DueWords(Optional.empty(), said);
        } catch (DateTimeException noSuchDay) {
            return new DueWords(Optional.empty(), said);
        }
    }

    private static DueWords read(LocalDateTime end, String behind, ZoneId zone) {
        return new DueWords(
                Optional.of(end.atZone(zone).toInstant()),
                UNTIL.matcher(behind).replaceFirst("").strip());
    }

    private static LocalDate date(Matcher day, LocalDateTime here) {
        LocalDate today = here.toLocalDate();
        if (day.group(1) != null) {
            return today.plusDays(DAYS.get(day.group(1)));
        }
        if (day.group(3) != null) {
            int number = WEEKDAYS.indexOf(day.group(3).replace('天', '日')) + 1;
            LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            LocalDate named = monday.plusDays(number - 1L);
            boolean next = !day.group(2).isEmpty() || named.isBefore(today);
            return next ? named.plusDays(WEEK) : named;
        }
        int year = day.group(4) == null ? today.getYear() : Integer.parseInt(day.group(4));
        LocalDate date = LocalDate.of(year, Integer.parseInt(day.group(5)), Integer.parseInt(day.group(6)));
        return day.group(4) == null && date.isBefore(today) ? date.plusYears(1) : date;
    }

    private static LocalTime time(Matcher time) {
        int hour = Integer.parseInt(time.group(2));
        boolean later = "下午".equals(time.group(1)) || "晚上".equals(time.group(1));
        String minutes = time.group(3) != null ? time.group(3) : time.group(4);
        int minute = minutes == null ? 0 : minutes.equals("半") ? 30 : Integer.parseInt(minutes.replace("分", ""));
        return LocalTime.of(later && hour < NOON ? hour + NOON : hour, minute);
    }
}
