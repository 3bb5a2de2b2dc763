// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Duty;
import org.huitong.api.work.NewTask;
import org.huitong.capability.tasks.routine.RoutineJson.AskedJson;
import org.huitong.capability.tasks.routine.RoutineJson.RoutineWish;
import org.huitong.capability.tasks.routine.RoutineJson.ScheduleJson;

/** What a caller wants of a recurring task, once it is looked at: what cannot be so is told with how to mend it. */
record RoutineEdit(RoutineWish wish, Duty duty) {
    private static final Duration LONGEST = Duration.ofHours(800);
    private static final int LONGEST_ID = 64;

    Plan plan() {
        if (wish == null) {
            throw Problem.badRequest("请给出例行任务的内容。", "Say what the recurring task is.");
        }
        Optional<String> department = id(wish.department());
        if (department.flatMap(duty.roster()::department).isEmpty() && department.isPresent()) {
            throw nobody();
        }
        return new Plan(title(), note(), schedule(), department, asked(), tell());
    }

    private String title() {
        return OneLine.of(wish.title() == null ? "" : wish.title(), Plan.LONGEST_TITLE)
                .orElseThrow(() ->
                        Problem.badRequest("标题是一行文字，最多 150 个字符。", "The title is one line of at most 150 characters."));
    }

    private String note() {
        String note = wish.note() == null ? "" : wish.note().strip();
        if (note.length() > NewTask.LONGEST_NOTE) {
            throw Problem.badRequest("说明最多 4000 个字符。", "A note has at most 4,000 characters.");
        }
        return note;
    }

    private Schedule schedule() {
        ScheduleJson json = wish.schedule();
        if (json == null || json.kind() == null) {
            throw badRhythm();
        }
        Set<Integer> days = json.days() == null || json.days().contains(null) ? Set.of() : Set.copyOf(json.days());
        Rhythm rhythm = Rhythm.of(json.kind(), days).orElseThrow(RoutineEdit::badRhythm);
        boolean shift = rhythm instanceof Rhythm.EachShift;
        RestDays rest = json.restDays() == null || shift
                ? RestDays.SKIP
                : RestDays.ofWord(json.restDays())
                        .filter(r -> !(rhythm instanceof Rhythm.Daily) || r == RestDays.SKIP || r == RestDays.KEEP)
                        .orElseThrow(() -> Problem.badRequest(
                                "restDays 是 skip、keep、earlier 或 later；每天的任务只能是 skip 或 keep。",
                                "restDays is skip, keep, earlier or later; of what comes up daily, skip or keep."));
        return new Schedule(rhythm, shift ? LocalTime.MIDNIGHT : at(json.at()), rest, time(json.time()));
    }

    private static Problem badRhythm() {
        return Problem.badRequest(
                "schedule.kind 是 daily、weekly（days 为 1 到 7，周一为 1）、monthly（days 为一个 1 到 31 的数）或 shift。",
                "schedule.kind is daily, weekly (days are 1 to 7 from Monday), monthly (days is one of 1 to 31) or shift.");
    }

    private static LocalTime at(String text) {
        try {
            if (text != null && text.length() == 5) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below, as what is missing.
        }
        throw Problem.badRequest("schedule.at 的写法是 08:30。", "schedule.at reads 08:30.");
    }

    private static Optional<Duration> time(String text) {
        try {
            Optional<Duration> time =
                    Optional.ofNullable(text).filter(t -> !t.isBlank()).map(Duration::parse);
            if (time.filter(t -> t.isNegative() || t.isZero() || t.compareTo(LONGEST) > 0)
                    .isEmpty()) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below, as what is too long.
        }
        throw Problem.badRequest(
                "schedule.time 的写法是 PT4H（工作时间），最多 800 小时。",
                "schedule.time reads PT4H, time of work, at most 800 hours.");
    }

    private List<Asked> asked() {
        List<Asked> asked = (wish.asked() == null ? List.<AskedJson>of() : wish.asked())
                .stream().map(this::asked).distinct().toList();
        if (asked.isEmpty()
                || asked.size() > Plan.MOST_ASKED
                || asked.stream().flatMap(one -> one.shares(duty)).count() > Plan.MOST_ASKED) {
            throw Problem.badRequest("请给出 1 到 300 个填报人。", "A recurring task is asked of 1 to 300.");
        }
        return asked;
    }

    private Asked asked(AskedJson json) {
        return Optional.ofNullable(json)
                .flatMap(one -> Asked.Kind.ofWord(String.valueOf(one.kind()))
                        .flatMap(kind -> id(one.id()).map(id -> new Asked(kind, id))))
                .filter(one -> one.isThere(duty))
                .orElseThrow(RoutineEdit::nobody);
    }

    private List<String> tell() {
        List<String> tell = wish.tell() == null ? List.of() : wish.tell();
        if (tell.size() > Plan.MOST_TOLD) {
            throw Problem.badRequest("汇总最多发给 10 人。", "At most 10 people are told how it stands.");
        }
        return tell.stream()
                .map(text -> id(text).filter(id ->
                                duty.roster().person(id).filter(Person::active).isPresent())
                        .orElseThrow(RoutineEdit::nobody))
                .distinct()
                .toList();
    }

    private static Problem nobody() {
        return new Problem(
                400,
                "no-such-person",
                LocalText.of(
                        "asked 的每一项是 {kind: person、department 或 members, id}，并且要有这个人或部门；tell 是人员的 id。",
                        "Each of asked is {kind: person, department or members, id}, and there must be such a one; tell are"
                                + " ids of persons."));
    }

    private static Optional<String> id(String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(t -> !t.isEmpty() && t.length() <= LONGEST_ID && !t.contains("\n"));
    }
}
