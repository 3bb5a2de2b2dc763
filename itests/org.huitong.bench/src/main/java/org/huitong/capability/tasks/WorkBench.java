// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.work.NewTask;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.clock.alarm.RingerBench;
import org.huitong.clock.work.CalendarKeeper;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;

/**
 * A company's tasks: how long lists take, and how soon a minute is worked off in which many reminders are due. In the
 * package of what it measures, because that is nobody else's business.
 *
 * <p>Each list is asked for in turn with as many rows by their keys, so that the ratio holds on a noisy machine.
 */
public final class WorkBench {
    private static final int PEOPLE = 10_000;
    private static final int DEPARTMENTS = 200;
    private static final int OPEN = 100_000;
    private static final int OVER = 20_000;
    private static final int AT_A_COMMIT = 500;
    private static final int ROWS = 50;
    private static final int QUESTIONS = 200;
    private static final int ALARMS = 5_000;
    private static final int MANAGED = 20;
    private static final Duration LIST_LIMIT = Duration.ofMillis(100);
    private static final Duration ALARMS_LIMIT = Duration.ofSeconds(30);
    private static final Instant MORNING = Instant.parse("2026-03-11T01:00:00Z");
    private static final Duration THREE_HOURS = Duration.ofHours(3);

    private final Random dice = new Random(20261122);
    private final TestClock clock = new TestClock(MORNING);
    private final Roster roster = roster();
    private final List<String> ids = new ArrayList<>();
    private final DerbyStore store;
    private final TaskShelf shelf;

    private WorkBench(DerbyStore store) {
        this.store = store;
        store.migrate("clock");
        store.migrate("tasks");
        shelf = new TaskShelf(store, new OneKeyVault());
    }

    /** @param folder on the disk that is to be judged */
    public static void measure(Path folder, int rounds) throws Exception {
        try (DerbyStore store = DerbyStore.at(folder.resolve("db"))) {
            WorkBench bench = new WorkBench(store);
            bench.fill();
            bench.lists(rounds);
            bench.alarms();
        }
    }

    private void fill() {
        long begin = System.nanoTime();
        for (int done = 0; done < OPEN + OVER; done += AT_A_COMMIT) {
            int first = done;
            store.write(c -> {
                for (int i = first; i < first + AT_A_COMMIT; i++) {
                    Task task = task(i >= OPEN);
                    ids.add(task.id());
                    shelf.add(c, task, Optional.empty());
                }
                return null;
            });
        }
        System.out.printf(
                "%d open tasks, %d that are over, %d people in %d departments; filled in %.0f s%n",
                OPEN, OVER, PEOPLE, DEPARTMENTS, (System.nanoTime() - begin) / 1e9);
    }

    private Task task(boolean over) {
        byte[] id = new byte[16];
        dice.nextBytes(id);
        int assignee = dice.nextInt(PEOPLE);
        int maker = dice.nextInt(PEOPLE);
        Instant made = MORNING.minus(Duration.ofMinutes(dice.nextInt(60 * 24 * 30)));
        return new Task(
                HexFormat.of().formatHex(id),
                1,
                Words.of("二号线换模具后首件检验，合格后再批量生产", "请带上图纸和上次的检验记录。"),
                Optional.empty(),
                Optional.of(person(assignee)),
                Optional.of(department(assignee)),
                "account" + maker,
                Optional.of(person(maker)),
                dice.nextInt(20) == 0,
                over ? TaskState.DONE : dice.nextInt(10) < 7 ? TaskState.OPEN : TaskState.DOING,
                dice.nextInt(10) == 0
                        ? Optional.empty()
                        : Optional.of(made.plus(Duration.ofMinutes(dice.nextInt(60 * 24 * 60)))),
                0,
                Optional.empty(),
                made,
                made,
                over ? Optional.of(MORNING) : Optional.empty());
    }

    private void lists(int rounds) throws Exception {
        Map<String, Callable<Integer>> asked = new LinkedHashMap<>();
        asked.put("board of somebody who may see all", () -> list(all(), question(Set.of(), false)));
        asked.put("its open tasks", () -> list(all(), question(Set.of(TaskState.OPEN, TaskState.DOING), false)));
        asked.put("a department's board, by its head", () -> {
            String department = department(dice.nextInt(PEOPLE));
            return list(sight(Set.of(department)), of(department));
        });
        asked.put(
                "a department's board, by somebody who may see all",
                () -> list(all(), of(department(dice.nextInt(PEOPLE)))));
        asked.put(
                "board of the head of " + MANAGED + " departments",
                () -> list(
                        sight(Set.copyOf(IntStream.range(0, MANAGED)
                                .mapToObj(WorkBench::department)
                                .toList())),
                        question(Set.of(), false)));
        asked.put("my overdue tasks", () -> list(sight(Set.of()), question(Set.of(), true)));
        double[] raw = new double[rounds * QUESTIONS];
        Map<String, double[]> times = new LinkedHashMap<>();
        asked.keySet().forEach(name -> times.put(name, new double[rounds * QUESTIONS]));
        // The first round is for Java, and for Derby to know its indexes.
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < QUESTIONS; i++) {
                int at = round * QUESTIONS + i;
                double byKey = milliseconds(this::byKey);
                for (Map.Entry<String, Callable<Integer>> one : asked.entrySet()) {
                    double took = milliseconds(one.getValue());
                    if (round >= 0) {
                        times.get(one.getKey())[at] = took;
                    }
                }
                if (round >= 0) {
                    raw[at] = byKey;
                }
            }
        }
        double rawMedian = say(ROWS + " tasks by their keys", raw, 0);
        for (Map.Entry<String, double[]> one : times.entrySet()) {
            say(one.getKey(), one.getValue(), rawMedian);
        }
    }

    private static double say(String name, double[] times, double anchor) {
        Arrays.sort(times);
        double median = times[times.length / 2];
        double high = times[(int) Math.ceil(times.length * 0.99) - 1];
        System.out.printf(
                "  %-52s p50 %7.2f ms  p99 %7.2f ms%s%n",
                name,
                median,
                high,
                anchor == 0
                        ? ""
                        : "  %.2f of the rows by key (p99 at most %d ms: %s)"
                                .formatted(
                                        median / anchor,
                                        LIST_LIMIT.toMillis(),
                                        high <= LIST_LIMIT.toMillis() ? "reached" : "missed"));
        return median;
    }

    private static double milliseconds(Callable<Integer> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    private Integer byKey() {
        return store.read(c -> {
            int found = 0;
            for (int i = 0; i < ROWS; i++) {
                found += shelf.find(c, ids.get(dice.nextInt(ids.size()))).isPresent() ? 1 : 0;
            }
            return found;
        });
    }

    private Integer list(Sight sight, TaskQuestion question) {
        Selection selection = question.selection(sight, clock.instant());
        return store.read(c -> shelf.page(c, selection, ROWS)).tasks().size();
    }

    private Sight all() {
        int person = dice.nextInt(PEOPLE);
        return new Sight("account" + person, Set.of(person(person)), true, Set.of(), true, Set.of());
    }

    private Sight sight(Set<String> seen) {
        int person = dice.nextInt(PEOPLE);
        return new Sight("account" + person, Set.of(person(person)), false, seen, false, seen);
    }

    private static TaskQuestion question(Set<TaskState> states, boolean mineAndOverdue) {
        return asked(states, mineAndOverdue, Optional.empty());
    }

    private static TaskQuestion of(String department) {
        return asked(Set.of(), false, Optional.of(department));
    }

    private static TaskQuestion asked(Set<TaskState> states, boolean mineAndOverdue, Optional<String> department) {
        return new TaskQuestion(
                mineAndOverdue,
                false,
                states,
                mineAndOverdue,
                false,
                false,
                department,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ROWS);
    }

    /** Three quarters of a task's time have passed within the same minute, for all of them. */
    private void alarms() throws Exception {
        AlarmBook book = new AlarmBook(store, DerbyStore.schema("clock"));
        try (RingerBench ringer = new RingerBench(book, clock)) {
            CalendarKeeper calendar = new CalendarKeeper(store, DerbyStore.schema("clock"), clock, ringer);
            TaskLetters letters = new TaskLetters(new HeardOutbox(), clock);
            Terms terms = new Terms(
                    Map.of(),
                    Duration.ofHours(8),
                    "任务专员",
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Optional.empty());
            TaskDesk desk = new TaskDesk(shelf, letters, book, clock, calendar, () -> roster, new HeardAudit(), terms);
            for (int i = 0; i < ALARMS; i++) {
                NewTask wish = new NewTask(
                        "首件检验",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        "bench",
                        Optional.of(person(dice.nextInt(PEOPLE))),
                        Optional.empty(),
                        Optional.of(MORNING.plus(THREE_HOURS).plusMillis(i * 79_000L / ALARMS)),
                        false);
                store.write(c -> desk.open(c, wish, new Doer("bench", "bench"), Optional.empty()));
            }
            clock.set(MORNING.plus(THREE_HOURS.multipliedBy(3).dividedBy(4)).plus(Duration.ofMinutes(1)));
            int due = ringer.due();
            if (due != ALARMS) {
                throw new IllegalStateException("not " + ALARMS + " alarms are due but " + due);
            }
            long before = processorTime();
            double took = ringer.workOff(TaskDesk.REMIND, new TaskReminder(desk, shelf, letters));
            double busy = (processorTime() - before) / 1e9;
            System.out.printf(
                    "  %d alarms due in one minute: worked off in %.1f s, %.0f a second (at most %d s: %s);"
                            + " %.1f s of processor time%n",
                    due,
                    took,
                    due / took,
                    ALARMS_LIMIT.toSeconds(),
                    took <= ALARMS_LIMIT.toSeconds() ? "reached" : "missed",
                    busy);
        }
    }

    /** Of this process, in nanoseconds: where others are at work it says more than the time on the wall. */
    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String person(int number) {
        return "p" + (number + 1);
    }

    private static String department(int number) {
        return "d" + (number % DEPARTMENTS + 1);
    }

    private static Roster roster() {
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("c1", 1, new Company("c1", "华诚", Optional.empty(), Optional.of("p1"), List.of())));
        for (int i = 0; i < DEPARTMENTS; i++) {
            String id = department(i);
            cards.add(new Card(
                    id,
                    1,
                    new Department(
                            id, "部门" + i, "c1", Optional.empty(), Optional.of(person(i)), Optional.empty(), false)));
        }
        for (int i = 0; i < PEOPLE; i++) {
            cards.add(new Card(
                    person(i),
                    1,
                    new Person(
                            person(i),
                            person(i),
                            "某人" + i,
                            "c1",
                            List.of(Membership.since(department(i), LocalDate.parse("2020-01-01"))),
                            "",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Person.State.ACTIVE)));
        }
        return new RosterPicture(1, Map.of(), cards);
    }
}
