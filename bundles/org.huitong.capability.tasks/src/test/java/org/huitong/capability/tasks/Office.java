// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Ticks;
import org.huitong.api.people.Roster;
import org.huitong.api.work.NewTask;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.clock.work.CalendarKeeper;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HandRinger;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;

/** Tasks with everything that is real about them but the platforms, and a clock to turn. */
public final class Office implements AutoCloseable {
    static final Doer LI = new Doer("lixy", "李秀英");
    private static final Ticks NO_TICKS = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    public final OwnStore store;
    public final TestClock clock = new TestClock(at("2026-03-11T09:00"));
    public final HeardOutbox outbox = new HeardOutbox();
    public final HeardAudit audit = new HeardAudit();
    final TaskShelf shelf;
    final InstructionShelf instructionShelf;
    final InstructionDesk instructions;
    public final HandRinger ringer;
    public final AlarmBook alarms;
    public final CalendarKeeper calendar;
    private final TaskLetters letters;
    final Pinboard pinboard = new Pinboard();
    private final TodoLists lists = new TodoLists();
    public Roster roster = new Company().roster();
    public TaskDesk desk;

    public Office(OwnStore store) {
        this.store = store;
        store.migrate("clock");
        store.migrate("tasks");
        alarms = new AlarmBook(store, DerbyStore.schema("clock"));
        calendar = new CalendarKeeper(store, DerbyStore.schema("clock"), clock, NO_TICKS);
        shelf = new TaskShelf(store, new OneKeyVault());
        letters = new TaskLetters(outbox, clock);
        Map<String, Duration> tags = new LinkedHashMap<>();
        tags.put("跟进", Duration.ofHours(8));
        tags.put("审批", Duration.ofHours(4));
        Terms terms = new Terms(
                tags,
                Duration.ofHours(8),
                "任务专员",
                Duration.ofHours(4),
                Duration.ofHours(8),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Optional.of("https://hub.example"));
        desk = new TaskDesk(shelf, letters, alarms, clock, calendar, () -> roster, audit, terms);
        instructionShelf = new InstructionShelf(store, new OneKeyVault());
        instructions = new InstructionDesk(instructionShelf, desk, outbox, alarms, clock, audit);
        ringer = new HandRinger(store, alarms)
                .with(InstructionDesk.ALARM, new InstructionAlarm(instructions))
                .with(TaskDesk.REMIND, new TaskReminder(desk, shelf, letters))
                .with(TaskDesk.WAITING, new WaitingAlarm(desk, shelf, letters))
                .with(TaskDesk.SUPERVISE, new SupervisionAlarm(desk, shelf, letters))
                .with(TaskDesk.TODO, new TodoAlarm(desk, shelf, lists, pinboard, alarms));
    }

    /** Tasks stand on the platform's board, too, from now on. */
    void pin() {
        lists.add(pinboard, Map.of("service.pid", "feishu~hc", "huitong.platform", "feishu"));
        desk.lists = lists;
    }

    TodoReader todoReader() {
        return new TodoReader(lists, alarms, clock);
    }

    TaskReader reader() {
        ChatClerk clerk = new ChatClerk(desk, shelf, letters, outbox, new GivenRights(), clock);
        return new TaskReader(desk, shelf, instructions, instructionShelf, clerk, clock);
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(new TestClock().zone()).toInstant();
    }

    Task open(String title, String assigneeOrNull, String departmentOrNull, String dueOrNull) {
        NewTask wish = new NewTask(
                title,
                "",
                Optional.empty(),
                Optional.empty(),
                "lixy",
                Optional.ofNullable(assigneeOrNull),
                Optional.ofNullable(departmentOrNull),
                Optional.ofNullable(dueOrNull).map(Office::at),
                false);
        return task(store.write(c -> desk.open(c, wish, LI, Optional.of("p3"))));
    }

    /** Whoever sees to it says that it is done. */
    public void finish(String id) {
        store.write(c -> {
            Task task = shelf.find(c, id).orElseThrow();
            return desk.change(c, task, task.in(TaskState.DONE, clock.instant()), LI, Optional.empty());
        });
    }

    Task task(String id) {
        return store.read(c -> shelf.find(c, id)).orElseThrow();
    }

    List<Step.Kind> history(Task task) {
        return store.read(c -> shelf.steps(c, task.id())).stream()
                .map(Step::kind)
                .toList();
    }

    /** Turns the clock to there, ringing on the way whatever is due, each in its moment. */
    public void until(String local) {
        Instant end = at(local);
        for (Optional<Instant> next = ringer.next();
                next.filter(n -> !n.isAfter(end)).isPresent();
                next = ringer.next()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            ringer.ringAll(clock.instant());
        }
        clock.set(end);
    }

    @Override
    public void close() {
        store.close();
    }
}
