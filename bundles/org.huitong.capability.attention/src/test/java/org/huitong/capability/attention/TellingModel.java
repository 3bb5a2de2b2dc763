// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Who should have been told what and when, found by looking at every minute. It knows neither windows nor alarms: each
 * minute it asks of everybody whether it is time for their digest, and of what is important who is next.
 */
final class TellingModel {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ZoneId zone;
    private final UnaryOperator<String> paces;
    private final Map<String, Set<Long>> waiting = new HashMap<>();
    private final Map<String, List<Set<Long>>> digests = new HashMap<>();
    private final List<String> pushes = new ArrayList<>();
    private Instant now;
    /** Up to where time has ever been: what was over then comes up no more. */
    private Instant seen;

    private long important;
    private List<String> next = List.of();
    private Instant due = Instant.MAX;
    private final Map<Long, Set<String>> pushed = new HashMap<>();

    /** @param paces as {@code PT2H 08:00 20:00}, of each person */
    TellingModel(Instant begin, ZoneId zone, UnaryOperator<String> paces) {
        this.now = begin;
        this.seen = begin;
        this.zone = zone;
        this.paces = paces;
    }

    void said(long seq, Collection<String> readers) {
        readers.forEach(
                person -> waiting.computeIfAbsent(person, p -> new TreeSet<>()).add(seq));
    }

    /** It is told to these, one after the other, the first at once. */
    void pushed(long seq, List<String> whom) {
        important = seq;
        next = whom;
        due = now;
        push();
    }

    void acknowledged() {
        next = List.of();
    }

    private void push() {
        while (!next.isEmpty() && !due.isAfter(now)) {
            pushes.add(due + " " + next.get(0));
            pushed.computeIfAbsent(important, s -> new HashSet<>()).add(next.get(0));
            next = next.subList(1, next.size());
            due = due.plus(PAUSE);
        }
    }

    void until(Instant end) {
        while (now.isBefore(end)) {
            now = now.plus(1, ChronoUnit.MINUTES);
            push();
            if (now.isAfter(seen)) {
                seen = now;
                everybody().forEach(person -> {
                    if (isTheirs(person, now)) {
                        flush(person);
                    }
                });
            }
        }
    }

    /** The hub was not there. */
    void leap(Instant to) {
        Instant from = now;
        now = to;
        seen = to;
        for (String person : everybody()) {
            for (Instant m = from.plusSeconds(60); !m.isAfter(to); m = m.plusSeconds(60)) {
                if (isTheirs(person, m)) {
                    flush(person);
                }
            }
        }
    }

    void back(Instant to) {
        now = to;
    }

    private List<String> everybody() {
        return List.copyOf(waiting.keySet());
    }

    private boolean isTheirs(String person, Instant minute) {
        String[] pace = paces.apply(person).split(" ");
        LocalTime from = LocalTime.parse(pace[1]);
        ZonedDateTime here = minute.atZone(zone);
        long since = ChronoUnit.MINUTES.between(from, here.toLocalTime());
        return since >= 0
                && !here.toLocalTime().isAfter(LocalTime.parse(pace[2]))
                && since % Duration.parse(pace[0]).toMinutes() == 0;
    }

    /** Written down here anew, for February and March 2026: Spring Festival, and the two Saturdays worked in its place. */
    private static boolean isWorked(LocalDate day) {
        if (day.getMonthValue() == 2 && (day.getDayOfMonth() == 14 || day.getDayOfMonth() == 28)) {
            return true;
        }
        boolean festival = day.getMonthValue() == 2 && day.getDayOfMonth() >= 15 && day.getDayOfMonth() <= 23;
        return !festival && day.getDayOfWeek().getValue() <= 5;
    }

    private void flush(String person) {
        String[] pace = paces.apply(person).split(" ");
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        boolean open = isWorked(here.toLocalDate())
                && !time.isBefore(LocalTime.parse(pace[1]))
                && !time.isAfter(LocalTime.parse(pace[2]));
        Set<Long> news = waiting.getOrDefault(person, Set.of());
        if (open && !news.isEmpty()) {
            waiting.remove(person);
            Set<Long> told = new TreeSet<>(news);
            told.removeIf(seq -> pushed.getOrDefault(seq, Set.of()).contains(person));
            if (!told.isEmpty()) {
                digests.computeIfAbsent(person, p -> new ArrayList<>()).add(told);
            }
        }
    }

    Map<String, List<Set<Long>>> digests() {
        return digests;
    }

    List<String> pushes() {
        return pushes;
    }
}
