// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What the company said in the days before the hub was there, told afterwards as a platform's back-fill is: so that charts,
 * statistics and search have something to show. Each day has dice of its own and says the same whenever it is told. Files
 * and pictures are left out, since platforms hand out old ones no more.
 */
public final class Past {
    /** What is younger is news to those who alarm people, and this is to wake nobody. */
    private static final Duration YOUNGEST = Duration.ofHours(25);

    /** Where the company works, wherever the demo runs. */
    private static final ZoneId HOME = ZoneId.of("Asia/Shanghai");

    private static final LocalTime BEGIN = LocalTime.of(8, 0);
    private static final LocalTime RIDDLES = LocalTime.of(10, 40);
    private static final Duration WORKING_DAY = Duration.ofHours(10);
    private static final Set<Happening.Act> TOLD = EnumSet.of(
            Happening.Act.TEXT,
            Happening.Act.POST,
            Happening.Act.LOCATION,
            Happening.Act.LINK,
            Happening.Act.CARD,
            Happening.Act.EDIT,
            Happening.Act.RECALL,
            Happening.Act.APPROVAL);
    /** Words for the robot, which it would have answered then. */
    private static final List<String> COMMANDS = List.of("转任务", "我的待办");

    private final Script script;

    public Past(Script script) {
        this.script = script;
    }

    /**
     * @param since nothing that was said before
     * @param last nothing that was said after it; {@link #last} tells what may be told at all
     * @return in the order of their times
     */
    public List<Happening> between(Instant since, Instant last) {
        List<Happening> all = new ArrayList<>();
        LocalDate end = LocalDate.ofInstant(last, HOME);
        for (LocalDate date = LocalDate.ofInstant(since, HOME); !date.isAfter(end); date = date.plusDays(1)) {
            all.addAll(day(date));
        }
        return all.stream()
                .filter(one -> one.at().isAfter(since) && !one.at().isAfter(last))
                .sorted(Comparator.comparing(Happening::at))
                .toList();
    }

    /** Up to when what is told now is past enough. */
    public static Instant last(Instant now) {
        return now.minus(YOUNGEST);
    }

    private List<Happening> day(LocalDate date) {
        Random dice = new Random(date.toEpochDay());
        double share = isFree(date) ? 0.05 : 0.45 + dice.nextDouble() * 0.3;
        Day day = new Day(script, WORKING_DAY, "past-" + date, dice);
        Set<Room> quiet = new HashSet<>();
        Set<String> told = new HashSet<>();
        List<Happening> kept = new ArrayList<>();
        int hour = -1;
        for (Happening happening : day.plan(0, date.atTime(BEGIN).atZone(HOME).toInstant(), 0)) {
            int now = happening.at().atZone(HOME).getHour();
            if (now != hour) {
                // A room talks for an hour or is silent for one: half a conversation reads like a fault.
                hour = now;
                quiet.clear();
                script.rooms().stream()
                        .filter(room -> dice.nextDouble() > share)
                        .forEach(quiet::add);
            }
            boolean known = happening.about().equals(happening.id()) || told.contains(happening.about());
            if (TOLD.contains(happening.act())
                    && known
                    && !quiet.contains(happening.room())
                    && COMMANDS.stream().noneMatch(happening.text()::startsWith)) {
                told.add(happening.id());
                kept.add(happening);
            }
        }
        if (date.getDayOfWeek() == DayOfWeek.WEDNESDAY) {
            kept.addAll(riddles(date));
        }
        return kept;
    }

    private static boolean isFree(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** What this version of the hub cannot read: a kind that is unknown becomes a note, a broken call a dead letter. */
    private List<Happening> riddles(LocalDate date) {
        return List.of(riddle("客诉处理专班", "chenhm", "投票：是否扩大复检范围", date), riddle("经销商门户", "yexm", "询价 300 套电机端盖", date));
    }

    private Happening riddle(String title, String speaker, String text, LocalDate date) {
        Room room = script.rooms().stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow();
        Person who = script.people().stream()
                .filter(one -> one.id().equals(speaker))
                .findFirst()
                .orElseThrow();
        String id = "past-" + date + "-riddle-" + room.platform();
        Instant at = date.atTime(RIDDLES).atZone(HOME).toInstant();
        return new Happening(id, room, who, Happening.Act.RIDDLE, text, id, at, at);
    }
}
