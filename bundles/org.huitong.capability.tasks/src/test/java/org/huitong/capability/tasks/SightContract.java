// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What lists show, judged by a model that looks at every task there is; on every database. */
interface SightContract {
    List<String> PEOPLE = List.of("p1", "p2", "p3", "p4");
    List<String> ACCOUNTS = List.of("a1", "a2", "a3");
    List<String> DEPARTMENTS = List.of("d1", "d2", "d3", "d4");
    int TASKS = 200;
    int QUESTIONS = 300;

    Office office();

    @Test
    default void listsShowExactlyWhatMayBeSeen() {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        Office office = office();
        Instant now = office.clock.instant();
        List<Task> all = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            all.add(task(dice, now));
        }
        office.store.write(c -> {
            for (Task task : all) {
                office.shelf.add(c, task, Optional.empty());
            }
            return null;
        });
        int shown = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            Sight sight = sight(dice);
            TaskQuestion question = question(dice, now);
            List<String> expected = all.stream()
                    .filter(task -> maySee(sight, task) && isAsked(question, sight, task, now))
                    .sorted(Comparator.comparing((Task task) -> task.due().orElse(Instant.MAX))
                            .thenComparing(Task::id))
                    .map(Task::id)
                    .toList();
            String what = "seed " + seed + ": " + sight + " " + question;
            assertThat(ids(office, sight, question, now)).as(what).isEqualTo(expected);
            assertThat(all).as(what).allMatch(task -> sight.sees(task) == maySee(sight, task));
            shown += expected.size();
        }
        assertThat(shown).isGreaterThan(QUESTIONS);
    }

    /** Page by page to the end. */
    private static List<String> ids(Office office, Sight sight, TaskQuestion question, Instant now) {
        List<String> ids = new ArrayList<>();
        Selection selection = question.selection(sight, now);
        Optional<Selection> left = Optional.of(selection);
        while (left.isPresent()) {
            Selection asked = left.get();
            Selection.Page page = office.store.read(c -> office.shelf.page(c, asked, question.limit()));
            page.tasks().forEach(task -> ids.add(task.id()));
            left = page.next().map(selection::behind);
        }
        return ids;
    }

    private static boolean maySee(Sight sight, Task task) {
        boolean own = task.by().equals(sight.account())
                || task.assignee().isPresent()
                        && sight.whose().contains(task.assignee().get())
                || task.maker().isPresent()
                        && sight.whose().contains(task.maker().get());
        boolean reached = sight.everywhere()
                || task.department().isPresent()
                        && sight.seen().contains(task.department().get());
        return own || reached && !task.hidden();
    }

    private static boolean isAsked(TaskQuestion asked, Sight sight, Task task, Instant now) {
        boolean made = task.by().equals(sight.account())
                || task.maker().isPresent()
                        && sight.whose().contains(task.maker().get());
        boolean mine = task.assignee().isPresent()
                && sight.whose().contains(task.assignee().get());
        boolean alive = task.state() == TaskState.OPEN || task.state() == TaskState.DOING;
        Instant due = task.due().orElse(Instant.MAX);
        return (!asked.mine() || mine)
                && (!asked.made() || made)
                && (asked.states().isEmpty() || asked.states().contains(task.state()))
                && (!asked.overdue() || alive && due.isBefore(now))
                && (!asked.unassigned() || alive && task.assignee().isEmpty())
                && (asked.department().isEmpty() || asked.department().equals(task.department()))
                && (asked.assignee().isEmpty() || asked.assignee().equals(task.assignee()))
                && (asked.dueFrom().isEmpty() || !due.isBefore(asked.dueFrom().get()))
                && (asked.dueBefore().isEmpty()
                        || due.isBefore(asked.dueBefore().get()));
    }

    private static Task task(Random dice, Instant now) {
        byte[] id = new byte[16];
        dice.nextBytes(id);
        TaskState state = TaskState.values()[dice.nextInt(TaskState.values().length)];
        return new Task(
                HexFormat.of().formatHex(id),
                1,
                Words.of("盘点", ""),
                Optional.empty(),
                maybe(dice, () -> one(dice, PEOPLE)),
                maybe(dice, () -> one(dice, DEPARTMENTS)),
                one(dice, ACCOUNTS),
                maybe(dice, () -> one(dice, PEOPLE)),
                dice.nextInt(3) == 0,
                state,
                maybe(dice, () -> now.plusSeconds(dice.nextInt(-20, 20))),
                0,
                Optional.empty(),
                now,
                now,
                state.isOver() ? Optional.of(now) : Optional.empty());
    }

    private static Sight sight(Random dice) {
        return new Sight(
                dice.nextInt(3) == 0 ? "" : one(dice, ACCOUNTS),
                some(dice, PEOPLE, 3),
                dice.nextInt(4) == 0,
                some(dice, DEPARTMENTS, 4),
                false,
                Set.of());
    }

    private static TaskQuestion question(Random dice, Instant now) {
        EnumSet<TaskState> states = EnumSet.noneOf(TaskState.class);
        for (TaskState state : TaskState.values()) {
            if (dice.nextInt(3) == 0) {
                states.add(state);
            }
        }
        return new TaskQuestion(
                dice.nextInt(5) == 0,
                dice.nextInt(5) == 0,
                states,
                dice.nextInt(5) == 0,
                false,
                dice.nextInt(8) == 0,
                rarely(dice, () -> one(dice, DEPARTMENTS)),
                rarely(dice, () -> one(dice, PEOPLE)),
                Optional.empty(),
                rarely(dice, () -> now.plusSeconds(dice.nextInt(-20, 20))),
                rarely(dice, () -> now.plusSeconds(dice.nextInt(-20, 20))),
                Optional.empty(),
                1 + dice.nextInt(30));
    }

    private static Set<String> some(Random dice, List<String> all, int most) {
        Set<String> some = new TreeSet<>();
        for (int i = dice.nextInt(most + 1); i > 0; i--) {
            some.add(one(dice, all));
        }
        return some;
    }

    private static <T> Optional<T> maybe(Random dice, Supplier<T> value) {
        return dice.nextInt(4) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private static <T> Optional<T> rarely(Random dice, Supplier<T> value) {
        return dice.nextInt(4) == 0 ? Optional.of(value.get()) : Optional.empty();
    }

    private static <T> T one(Random dice, List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }
}
