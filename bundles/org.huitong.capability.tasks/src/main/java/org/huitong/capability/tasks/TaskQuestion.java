// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.web.Problem;
import org.huitong.capability.tasks.Selection.Place;

/**
 * Which tasks are asked for, of those that may be seen.
 *
 * @param dueFrom,dueBefore between which their deadlines lie, the second not included
 * @param after the place behind which the page begins: the deadline and the id of the last one before it
 */
record TaskQuestion(
        boolean mine,
        boolean made,
        Set<TaskState> states,
        boolean overdue,
        boolean supervised,
        boolean unassigned,
        Optional<String> department,
        Optional<String> assignee,
        Optional<String> message,
        Optional<Instant> dueFrom,
        Optional<Instant> dueBefore,
        Optional<Place> after,
        int limit) {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,19})\\.([0-9a-f]{32})");
    private static final int USUAL = 100;
    private static final int MOST = 500;

    static TaskQuestion of(MultivaluedMap<String, String> asked) {
        Set<TaskState> states = EnumSet.noneOf(TaskState.class);
        text(asked, "state").ifPresent(words -> {
            for (String word : words.split(",")) {
                states.add(TaskState.ofWord(word.strip())
                        .orElseThrow(() -> Problem.badRequest(
                                "state 是 open、doing、done 或 cancelled，可以用逗号连写。",
                                "state is open, doing, done or cancelled, or several with commas between.")));
            }
        });
        return new TaskQuestion(
                flag(asked, "mine"),
                flag(asked, "made"),
                states,
                flag(asked, "overdue"),
                flag(asked, "supervised"),
                flag(asked, "unassigned"),
                text(asked, "department"),
                text(asked, "assignee"),
                text(asked, "message"),
                text(asked, "dueFrom").map(TaskQuestion::moment),
                text(asked, "dueBefore").map(TaskQuestion::moment),
                text(asked, "after").map(TaskQuestion::place),
                text(asked, "limit").map(TaskQuestion::number).orElse(USUAL));
    }

    private static Place place(String text) {
        Matcher place = PLACE.matcher(text);
        try {
            if (place.matches()) {
                return new Place(Long.parseLong(place.group(1)), place.group(2));
            }
        } catch (NumberFormatException e) {
            // Beyond the last moment there is: told below.
        }
        throw Problem.badRequest("after 请原样使用上一页的 next。", "after is the next of the page before, as it came.");
    }

    private static Instant moment(String text) {
        try {
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest(
                    "dueFrom、dueBefore 的写法是 2026-10-09T08:00:00Z。",
                    "dueFrom and dueBefore read as 2026-10-09T08:00:00Z.");
        }
    }

    private static int number(String text) {
        int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw Problem.badRequest("limit 为 1 到 500。", "limit is 1 to 500.");
        }
        return number;
    }

    private static Optional<String> text(MultivaluedMap<String, String> asked, String name) {
        return Optional.ofNullable(asked.getFirst(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static boolean flag(MultivaluedMap<String, String> asked, String name) {
        return text(asked, name).filter(v -> !v.equals("false")).isPresent();
    }

    /** What is asked for of somebody's own is seen in any case, and is looked for there alone. */
    Selection selection(Sight sight, Instant now) {
        List<Condition> ways = mine ? sight.given() : made ? sight.made() : sight.ways(department);
        Selection selection = new Selection(ways, in(), Condition.NONE);
        if (mine && made) {
            Condition makers = Condition.any(sight.made());
            selection = selection.and(makers.sql(), makers.values().toArray());
        }
        if (department.isPresent() && (mine || made)) {
            selection = selection.and("department = ?", department.get());
        }
        if (overdue) {
            selection = selection.and("due_sort < ?", now.toEpochMilli());
        }
        if (supervised) {
            selection = selection.and("supervised_at IS NOT NULL");
        }
        if (unassigned) {
            selection = selection.and("assignee IS NULL");
        }
        if (assignee.isPresent()) {
            selection = selection.and("assignee = ?", assignee.get());
        }
        if (message.isPresent()) {
            selection = selection.and("message = ?", message.get());
        }
        if (dueFrom.isPresent()) {
            selection = selection.and("due_sort >= ?", dueFrom.get().toEpochMilli());
        }
        if (dueBefore.isPresent()) {
            selection = selection.and("due_sort < ?", dueBefore.get().toEpochMilli());
        }
        return after.map(selection::behind).orElse(selection);
    }

    private Set<TaskState> in() {
        Set<TaskState> in = EnumSet.allOf(TaskState.class);
        if (!states.isEmpty()) {
            in.retainAll(states);
        }
        if (overdue || unassigned) {
            in.removeIf(TaskState::isOver);
        }
        return in;
    }
}
