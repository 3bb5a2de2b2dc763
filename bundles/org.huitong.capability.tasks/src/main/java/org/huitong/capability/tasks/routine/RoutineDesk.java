// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;
import org.huitong.api.work.NewTask;
import org.huitong.api.work.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the tasks of recurring ones, and tells who has not reported.
 *
 * <p>Why each time makes its tasks once: how far a routine is stands in its row, which is locked while it is rung, and
 * tasks and place are one transaction. So an alarm that rings twice, a process that is killed and a clock that goes back
 * find nothing left to make; and the key of each task names routine, time and who is asked besides.
 */
@Component(service = RoutineDesk.class)
public final class RoutineDesk {
    static final String ROUND = "tasks.routine";
    static final String SUMMARY = "tasks.routine.summary";
    private static final String SUBJECT = "tasks";
    private static final Duration KEPT = Duration.ofDays(400);

    private final RoutineShelf shelf;
    private final Tasks tasks;
    private final Outbox outbox;
    private final Alarms alarms;
    private final Clock clock;
    private final WorkCalendar calendar;
    private final People people;
    private final Audit audit;

    @Activate
    public RoutineDesk(
            @Reference RoutineShelf shelf,
            @Reference Tasks tasks,
            @Reference Outbox outbox,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference WorkCalendar calendar,
            @Reference People people,
            @Reference Audit audit) {
        this.shelf = shelf;
        this.tasks = tasks;
        this.outbox = outbox;
        this.alarms = alarms;
        this.clock = clock;
        this.calendar = calendar;
        this.people = people;
        this.audit = audit;
    }

    Duty duty() {
        return new Duty(people.roster(), clock.today());
    }

    /** The first time behind that moment, by the calendar as it is now. */
    Optional<Occasion> next(Plan plan, Instant behind) {
        return plan.schedule().next(behind, calendar.of(plan.department()), clock.zone());
    }

    Routine open(Connection transaction, Plan plan, Doer doer, Optional<String> maker) throws SQLException {
        Instant now = now();
        String id = UUID.randomUUID().toString().replace("-", "");
        Routine routine = new Routine(id, 1, plan, true, doer.account(), maker, now, now);
        shelf.add(transaction, routine);
        ring(transaction, routine);
        audit.note(transaction, Deed.done(doer, "routines.open", Deed.Thing.of("routine", id)));
        return routine;
    }

    /**
     * Changes it from now on: what has come up stays as it is.
     *
     * @return empty where somebody else was faster
     */
    Optional<Routine> change(Connection transaction, Routine before, Plan plan, boolean on, Doer doer)
            throws SQLException {
        Routine after = new Routine(
                        before.id(),
                        before.version() + 1,
                        plan,
                        on,
                        before.by(),
                        before.maker(),
                        before.madeAt(),
                        before.upTo())
                .upTo(now());
        if (!shelf.keep(transaction, after, before.version())) {
            return Optional.empty();
        }
        ring(transaction, after);
        audit.note(
                transaction,
                Deed.done(doer, "routines.change", Deed.Thing.of("routine", after.id()))
                        .changing(shown(before), shown(after)));
        return Optional.of(after);
    }

    private static String shown(Routine routine) {
        Schedule schedule = routine.plan().schedule();
        return (routine.on() ? "on " : "off ") + schedule.rhythm().written() + " " + schedule.at() + " "
                + schedule.rest().word();
    }

    private void ring(Connection transaction, Routine routine) throws SQLException {
        if (routine.on()) {
            alarms.set(transaction, ROUND, routine.id(), look(routine));
        } else {
            alarms.cancel(transaction, ROUND, routine.id());
        }
    }

    /** When it is looked at next: when it comes up, or with the next day, for the calendar may be another by then. */
    private Instant look(Routine routine) {
        Instant tomorrow = clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant();
        return next(routine.plan(), routine.upTo())
                .map(Occasion::opens)
                .filter(tomorrow::isAfter)
                .orElse(tomorrow);
    }

    /** Makes what has come up. @return when it is looked at next; empty where it does not come up any more */
    Optional<Instant> make(Connection transaction, String id) throws SQLException {
        Optional<Routine> found = shelf.locked(transaction, id).filter(Routine::on);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Instant now = now();
        Routine routine = found.get();
        Optional<Occasion> next = next(routine.plan(), routine.upTo());
        while (next.isPresent() && !next.get().opens().isAfter(now)) {
            if (next.get().due().isAfter(now)) {
                make(transaction, routine, next.get());
            } else {
                // Who was asked nothing has missed nothing: it is shown, and nobody is chased for it.
                RoundShelf.add(transaction, Round.missed(id, next.get()));
            }
            routine = routine.upTo(next.get().opens());
            next = next(routine.plan(), routine.upTo());
        }
        shelf.reached(transaction, routine);
        RoundShelf.forget(transaction, id, now.minus(KEPT));
        return Optional.of(look(routine));
    }

    private void make(Connection transaction, Routine routine, Occasion occasion) throws SQLException {
        Duty duty = duty();
        Map<String, Share> asked = new LinkedHashMap<>();
        routine.plan().asked().stream()
                .flatMap(one -> one.shares(duty))
                .forEach(share -> asked.putIfAbsent(share.whose(), share));
        Wording wording = new Wording(routine.plan(), duty.roster(), clock.zone());
        List<Share> shares = new ArrayList<>();
        for (Share share : asked.values()) {
            NewTask wish = new NewTask(
                    wording.title(occasion.opens()),
                    routine.plan().note(),
                    Optional.empty(),
                    Optional.of("routine:" + key(routine.id(), occasion.opens()) + ":" + share.whose()),
                    routine.by(),
                    share.person(),
                    share.department(),
                    Optional.of(occasion.due()),
                    false);
            shares.add(share.by(tasks.open(transaction, wish)));
        }
        RoundShelf.add(transaction, new Round(routine.id(), occasion.opens(), occasion.due(), false, shares));
        alarms.set(transaction, SUMMARY, key(routine.id(), occasion.opens()), occasion.due());
        audit.note(transaction, Deed.done(Doer.HUB, "routines.round", Deed.Thing.of("routine", routine.id())));
    }

    /** Tells who wants to know it how a round stands that is due. */
    void sum(Connection transaction, String key) throws SQLException {
        String[] named = key.split("@", 2);
        Optional<Routine> routine = shelf.find(transaction, named[0]);
        if (routine.isEmpty()) {
            return;
        }
        Optional<Round> round = RoundShelf.find(transaction, named[0], Instant.ofEpochMilli(Long.parseLong(named[1])));
        if (round.isEmpty()) {
            return;
        }
        Duty duty = duty();
        String text = new Wording(routine.get().plan(), duty.roster(), clock.zone())
                .summary(report(transaction, round.get()));
        List<Person> told = Stream.concat(routine.get().maker().stream(), routine.get().plan().tell().stream())
                .flatMap(id -> duty.of(id).stream())
                .distinct()
                .toList();
        for (Person person : told) {
            String once = "routine:" + key + ":" + person.id();
            outbox.post(
                    transaction,
                    Letter.notice(new To.Person(person.id()), new Writing.Text(text), SUBJECT, false, once));
        }
    }

    RoundReport report(Connection transaction, Round round) throws SQLException {
        return new RoundReport(
                round,
                tasks.standing(
                        transaction, round.shares().stream().map(Share::task).toList()));
    }

    private static String key(String routine, Instant opens) {
        return routine + "@" + opens.toEpochMilli();
    }

    /** To the millisecond, as it is kept. */
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
