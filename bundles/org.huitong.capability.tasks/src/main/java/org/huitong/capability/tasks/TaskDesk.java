// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.WorkCalendar;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;
import org.huitong.api.work.NewTask;
import org.huitong.api.work.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What is done to tasks. Each act, its line in the history, its alarm, its letter and the deed are one transaction: the
 * caller's.
 */
@Component(
        service = {Tasks.class, TaskDesk.class},
        configurationPid = "org.huitong.capability.tasks")
@Designate(ocd = TaskConfig.class)
public final class TaskDesk implements Tasks {
    static final String REMIND = "tasks.remind";
    static final String SUPERVISE = "tasks.supervise";
    static final String WAITING = "tasks.waiting";
    static final String TODO = "tasks.todo";

    private final TaskShelf shelf;
    private final TaskLetters letters;
    private final Alarms alarms;
    private final Clock clock;
    private final WorkCalendar calendar;
    private final People people;
    private final Audit audit;
    private volatile Terms terms;

    /** Without it tasks stand in no list but ours. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile TodoLists lists;

    @Activate
    public TaskDesk(
            @Reference TaskShelf shelf,
            @Reference TaskLetters letters,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference WorkCalendar calendar,
            @Reference People people,
            @Reference Audit audit,
            TaskConfig config) {
        this(shelf, letters, alarms, clock, calendar, people, audit, Terms.of(config));
    }

    TaskDesk(
            TaskShelf shelf,
            TaskLetters letters,
            Alarms alarms,
            Clock clock,
            WorkCalendar calendar,
            People people,
            Audit audit,
            Terms terms) {
        this.shelf = shelf;
        this.letters = letters;
        this.alarms = alarms;
        this.clock = clock;
        this.calendar = calendar;
        this.people = people;
        this.audit = audit;
        this.terms = terms;
    }

    @Modified
    void set(TaskConfig config) {
        terms = Terms.of(config);
    }

    Terms terms() {
        return terms;
    }

    Duty duty() {
        return new Duty(people.roster(), clock.today());
    }

    Reminding reminding(Task task) {
        return new Reminding(work(task.department()), terms.escalate());
    }

    /** What it waits for before anybody can see to it. */
    Optional<Waiting> waiting(Task task) {
        return Waiting.of(task, terms, work(task.department()));
    }

    /** When the next one is told that it waits still: after the same time again. */
    Instant afterWaiting(Task task, Waiting.Kind kind, Instant now) {
        return work(task.department()).plus(now, terms.of(kind));
    }

    WorkTime work(Optional<String> department) {
        return calendar.of(department);
    }

    @Override
    public String open(Connection transaction, NewTask wish) throws SQLException {
        return open(transaction, wish, new Doer(wish.by(), wish.by()), Optional.empty());
    }

    @Override
    public Map<String, Standing> standing(Connection transaction, Collection<String> tasks) throws SQLException {
        return shelf.standing(transaction, tasks);
    }

    /** @param maker the person who makes it, where it is one */
    String open(Connection transaction, NewTask wish, Doer doer, Optional<String> maker) throws SQLException {
        Optional<String> known =
                wish.key().isPresent() ? shelf.ofKey(transaction, wish.key().get()) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = now();
        Duty duty = duty();
        Optional<Person> assignee =
                assigning(transaction, duty, wish.department()).choose(wish.assignee(), wish.department());
        Optional<String> department = wish.department()
                .or(() -> assignee.flatMap(
                        p -> p.departments(duty.date()).stream().findFirst()));
        Task task = new Task(
                UUID.randomUUID().toString().replace("-", ""),
                1,
                Words.of(wish.title(), wish.note()),
                wish.message(),
                assignee.map(Person::id),
                department,
                wish.by(),
                maker,
                wish.hidden(),
                TaskState.OPEN,
                wish.due().or(() -> Optional.of(work(department).plus(now, terms.usual()))),
                0,
                Optional.empty(),
                now,
                now,
                Optional.empty());
        shelf.add(transaction, task, wish.key());
        shelf.add(
                transaction, task.id(), Step.of(Step.Kind.OPENED, wish.by(), "").numbered(1, now));
        ring(transaction, task);
        list(transaction, task);
        lookForSomebody(transaction, task);
        Task told = tell(transaction, task, assignee, maker);
        audit.note(transaction, Deed.done(doer, "tasks.open", new Deed.Thing("task", told.id(), "")));
        return told.id();
    }

    private Assigning assigning(Connection transaction, Duty duty, Optional<String> department) throws SQLException {
        Assigning nobody = new Assigning(duty, terms.post(), person -> 0);
        List<String> holders = department.map(nobody::holders).orElse(List.of()).stream()
                .map(Person::id)
                .toList();
        Map<String, Integer> load = shelf.load(transaction, holders);
        return new Assigning(duty, terms.post(), person -> load.getOrDefault(person, 0));
    }

    /** Who is to see to it is told, unless they made it themselves. */
    private Task tell(Connection transaction, Task task, Optional<Person> assignee, Optional<String> doer)
            throws SQLException {
        if (assignee.isEmpty() || assignee.map(Person::id).equals(doer)) {
            return task;
        }
        Person person = assignee.get();
        String letter = letters.tell(transaction, task, person, "新任务", "assigned" + task.version(), true);
        return write(transaction, task, task, List.of(Step.told(Step.Kind.ASSIGNED, task.by(), person.id(), letter)));
    }

    /**
     * Changes a task; what is different tells what happened to it.
     *
     * @return the task as it is now
     * @throws ChangedMeanwhile where {@code before} is not how it stands any more
     */
    Task change(Connection transaction, Task before, Task after, Doer doer, Optional<String> person)
            throws SQLException {
        boolean timed = !before.due().equals(after.due())
                || before.state().isOver() && !after.state().isOver();
        List<Step> steps = Step.between(before, after, doer.account());
        if (steps.isEmpty()) {
            return before;
        }
        Task kept = write(transaction, before, timed ? after.due(after.due()) : after, steps);
        if (kept.state().isOver()) {
            alarms.cancel(transaction, REMIND, kept.id());
            alarms.cancel(transaction, SUPERVISE, kept.id());
        } else if (timed) {
            ring(transaction, kept);
        }
        if (!before.assignee().equals(kept.assignee())
                || !before.department().equals(kept.department())
                || before.state().isOver() != kept.state().isOver()) {
            lookForSomebody(transaction, kept);
        }
        settle(transaction, before, kept, doer);
        if (!before.assignee().equals(kept.assignee())) {
            kept = tell(transaction, kept, kept.assignee().flatMap(duty()::of), person);
        } else if (before.state().isOver() && !kept.state().isOver()) {
            kept = reopened(transaction, kept, doer, person);
        }
        audit.note(
                transaction,
                Deed.done(doer, "tasks.change", new Deed.Thing("task", kept.id(), ""))
                        .changing(before.state().word(), kept.state().word()));
        return kept;
    }

    /** What is over, or somebody else's by now, is offered on no card any more. */
    private void settle(Connection transaction, Task before, Task after, Doer doer) throws SQLException {
        if (after.state().isOver() && !before.state().isOver()) {
            letters.settle(transaction, after, doer.name() + (after.state() == TaskState.DONE ? " 已办结" : " 已取消"));
        } else if (!before.assignee().equals(after.assignee())) {
            letters.settle(
                    transaction,
                    after,
                    after.assignee()
                            .flatMap(duty().roster()::name)
                            .map(name -> "已转由 " + name + " 办理")
                            .orElse("已不归您办理"));
        }
    }

    /** Who is to see to it anew has a card that offers it, the one from before or another. */
    private Task reopened(Connection transaction, Task task, Doer doer, Optional<String> by) throws SQLException {
        Optional<Person> assignee = task.assignee().flatMap(duty()::of);
        if (assignee.isEmpty()
                || letters.reopen(transaction, task, assignee.get())
                || assignee.map(Person::id).equals(by)) {
            return task;
        }
        Person person = assignee.get();
        String letter = letters.tell(transaction, task, person, "重新打开", "reopened" + task.version(), true);
        return write(
                transaction, task, task, List.of(Step.told(Step.Kind.ASSIGNED, doer.account(), person.id(), letter)));
    }

    /** Writes something down beside the task: what somebody said, or that they know. */
    Task note(Connection transaction, Task task, Step step) throws SQLException {
        return write(transaction, task, task, List.of(step));
    }

    /**
     * Writes down that somebody knows of it. Who has said so since anybody was told of the task last has said it: again,
     * or twice at once, changes nothing.
     *
     * @throws ChangedMeanwhile where it is somebody else's to see to by now
     */
    Task acknowledge(Connection transaction, Task seen, Step step) throws SQLException {
        Task task = shelf.locked(transaction, seen.id())
                .filter(now -> now.assignee().equals(seen.assignee()))
                .orElseThrow(ChangedMeanwhile::new);
        boolean known = false;
        for (Step before : shelf.steps(transaction, task.id())) {
            known = before.letter().isEmpty() && (known || before.saysTheSame(step));
        }
        return known ? task : note(transaction, task, step);
    }

    /** Puts it under supervision, or takes it off. */
    Task supervise(Connection transaction, Task task, boolean on, Doer doer) throws SQLException {
        if (task.supervision().isPresent() == on || on && task.state().isOver()) {
            return task;
        }
        Instant now = now();
        Task kept;
        if (on) {
            Task under = task.supervised(Optional.of(new Task.Supervision(doer.account(), now)));
            kept = write(transaction, task, under, List.of(Step.of(Step.Kind.SUPERVISED, doer.account(), "")));
            Optional<Person> assignee = kept.assignee().flatMap(duty()::of);
            if (assignee.isPresent()) {
                String letter =
                        letters.tell(transaction, kept, assignee.get(), "督办", "supervised" + kept.version(), true);
                kept = write(
                        transaction,
                        kept,
                        kept,
                        List.of(Step.told(
                                Step.Kind.REMINDED,
                                TaskLetters.SUBJECT,
                                assignee.get().id(),
                                letter)));
            }
            alarms.set(transaction, SUPERVISE, kept.id(), askAgain(kept));
        } else {
            kept = write(
                    transaction,
                    task,
                    task.supervised(Optional.empty()),
                    List.of(Step.of(Step.Kind.RELEASED, doer.account(), "")));
            alarms.cancel(transaction, SUPERVISE, kept.id());
        }
        audit.note(
                transaction,
                Deed.done(doer, "tasks.supervise", new Deed.Thing("task", kept.id(), ""))
                        .changing(String.valueOf(!on), String.valueOf(on)));
        return kept;
    }

    /** When who is to see to a supervised task is asked next. */
    Instant askAgain(Task task) {
        return work(task.department()).plus(now(), terms.supervise());
    }

    /** Keeps the task with these steps behind its history. */
    Task write(Connection transaction, Task before, Task after, List<Step> steps) throws SQLException {
        Instant now = now();
        boolean touched = Stream.of(Step.Kind.DUE, Step.Kind.REOPENED)
                .anyMatch(kind -> steps.stream().anyMatch(step -> step.kind() == kind));
        // The time between a change of the deadline and the deadline is what reminders divide.
        Task kept = after.changed(before.version() + steps.size(), touched ? now : before.changedAt());
        if (!shelf.keep(transaction, kept, before.version())) {
            throw new ChangedMeanwhile();
        }
        list(transaction, kept);
        int number = before.version();
        for (Step step : steps) {
            shelf.add(transaction, before.id(), step.numbered(++number, now));
        }
        return kept;
    }

    /** The platforms' own lists hear how it stands, once this transaction is kept. */
    private void list(Connection transaction, Task task) throws SQLException {
        TodoLists known = lists;
        if (known != null && !known.open().isEmpty()) {
            alarms.set(transaction, TODO, task.id(), now());
        }
    }

    private void ring(Connection transaction, Task task) throws SQLException {
        Optional<Instant> first = reminding(task).at(task, task.stage());
        if (first.isPresent()) {
            alarms.set(transaction, REMIND, task.id(), first.get());
        } else {
            alarms.cancel(transaction, REMIND, task.id());
        }
    }

    /** Rings when it has waited too long for somebody, as long as it waits. */
    private void lookForSomebody(Connection transaction, Task task) throws SQLException {
        Optional<Waiting> waiting = waiting(task);
        if (waiting.isPresent()) {
            alarms.set(transaction, WAITING, task.id(), waiting.get().until());
        } else {
            alarms.cancel(transaction, WAITING, task.id());
        }
    }

    /** To the millisecond, as it is kept. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** Somebody else was faster. */
    static final class ChangedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChangedMeanwhile() {
            super("the task was changed meanwhile", null, false, false);
        }
    }
}
