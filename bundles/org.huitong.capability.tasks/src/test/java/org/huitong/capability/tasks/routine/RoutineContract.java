// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.tasks.Company;
import org.huitong.capability.tasks.Office;
import org.huitong.capability.tasks.routine.RoutineJson.AskedJson;
import org.huitong.capability.tasks.routine.RoutineJson.RoutineWish;
import org.huitong.capability.tasks.routine.RoutineJson.ScheduleJson;
import org.huitong.testkit.Caller;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.Test;

/** What becomes of recurring tasks, on every database. */
public interface RoutineContract {
    Doer HEAD = new Doer("wangjg", "王建国");

    Office office();

    @Test
    default void asksEachDayOfWorkAndTellsWhoHasNotReported() {
        Rounds rounds = new Rounds(office());
        // Behind it come a Friday, a weekend and a Monday.
        Routine routine = rounds.open("2026-03-12T20:00", "daily", "skip", "PT8H", "members d2");
        office().until("2026-03-13T10:00");
        assertThat(rounds.told("p3", "【新任务】")).containsExactly("【新任务】产量日报（3月13日）");
        rounds.report(routine, "2026-03-13T09:00", "p3", "p4");
        office().outbox.clear();
        office().until("2026-03-16T10:00");
        assertThat(rounds.summaries())
                .as("the head, who made it, is told once, when it is due")
                .containsExactly("p2: 【填报汇总】产量日报（3月13日） 已报 2/3 未报：王建国");
        assertThat(rounds.opened(routine))
                .containsExactly(Office.at("2026-03-16T09:00"), Office.at("2026-03-13T09:00"));
    }

    @Test
    default void comesUpOnceHoweverOftenItRingsAndWhateverTheClockDoes() {
        Office office = office();
        Rounds rounds = new Rounds(office);
        Routine routine = rounds.open("2026-03-11T18:00", "daily", "skip", "PT8H", "person p4");
        office.until("2026-03-12T10:00");
        office.outbox.clear();
        office.store.write(c -> rounds.desk.make(c, routine.id()));
        office.clock.set(Office.at("2026-03-12T08:00"));
        office.store.write(c -> rounds.desk.make(c, routine.id()));
        office.until("2026-03-12T11:00");
        assertThat(rounds.opened(routine)).containsExactly(Office.at("2026-03-12T09:00"));
        assertThat(rounds.told("p4", "【新任务】")).isEmpty();
        office.store.write(c -> {
            rounds.desk.sum(
                    c, routine.id() + "@" + Office.at("2026-03-12T09:00").toEpochMilli());
            rounds.desk.sum(
                    c, routine.id() + "@" + Office.at("2026-03-12T09:00").toEpochMilli());
            return null;
        });
        assertThat(rounds.summaries())
                .as("a summary that is made twice has one key")
                .hasSize(1);
    }

    @Test
    default void whatFailsHalfWayIsMadeOnceByTheNextRing() {
        Office office = office();
        Rounds rounds = new Rounds(office);
        Routine routine = rounds.open("2026-03-11T18:00", "daily", "skip", "PT8H", "person p3", "person p4");
        office.clock.set(Office.at("2026-03-12T09:00"));
        assertThatThrownBy(() -> office.store.write(c -> {
                    rounds.desk.make(c, routine.id());
                    throw new IllegalStateException("killed before it was kept");
                }))
                .isInstanceOf(IllegalStateException.class);
        office.outbox.clear();
        office.until("2026-03-12T09:00");
        assertThat(rounds.opened(routine)).containsExactly(Office.at("2026-03-12T09:00"));
        assertThat(office.outbox.lines().stream().filter(line -> line.contains("新任务")))
                .hasSize(2);
    }

    @Test
    default void whatIsOverWhenTheHubComesBackIsShownAndChasesNobody() {
        Office office = office();
        Rounds rounds = new Rounds(office);
        Routine routine = rounds.open("2026-03-11T18:00", "daily", "skip", "PT4H", "person p4");
        office.clock.set(Office.at("2026-03-16T10:00"));
        office.ringer.ringAll(office.clock.instant());
        List<Round> all = office.store.read(c -> RoundShelf.before(c, routine.id(), Long.MAX_VALUE, 10));
        assertThat(all.stream().map(Round::missed)).containsExactly(false, true, true);
        assertThat(rounds.told("p4", "【新任务】")).containsExactly("【新任务】产量日报（3月16日）");
    }

    @Test
    default void asksWhoStandsInAndNobodyTwice() {
        Office office = office();
        office.roster =
                new Company().away("p4", "2026-03-11", "2026-03-20", "p6").roster();
        Rounds rounds = new Rounds(office);
        Routine routine = rounds.open(
                "2026-03-11T18:00", "daily", "skip", "PT8H", "person p4", "members d2", "person p3", "department d3");
        office.until("2026-03-12T09:00");
        Round round = office.store
                .read(c -> RoundShelf.before(c, routine.id(), Long.MAX_VALUE, 1))
                .get(0);
        assertThat(round.shares().stream().map(Share::whose)).containsExactlyInAnyOrder("p:p4", "p:p2", "p:p3", "d:d3");
        assertThat(rounds.told("p6", "【新任务】")).as("for p4, who is away").hasSize(1);
    }

    @Test
    default void whatIsSwitchedOffRestsAndChangesCountFromThenOn() {
        Office office = office();
        Rounds rounds = new Rounds(office);
        Routine routine = rounds.open("2026-03-11T18:00", "daily", "skip", "PT8H", "person p4");
        Routine off = office.store
                .write(c -> rounds.desk.change(c, routine, routine.plan(), false, HEAD))
                .orElseThrow();
        office.until("2026-03-13T08:00");
        assertThat(rounds.opened(routine)).isEmpty();
        Optional<Routine> second = office.store.write(c -> rounds.desk.change(c, routine, routine.plan(), true, HEAD));
        assertThat(second).as("an old version").isEmpty();
        office.store.write(c -> rounds.desk.change(c, off, off.plan(), true, HEAD));
        office.until("2026-03-13T10:00");
        assertThat(rounds.opened(routine)).containsExactly(Office.at("2026-03-13T09:00"));
    }

    @Test
    default void howItStandsIsToldToWhomOneMayAsk() {
        Rounds rounds = new Rounds(office());
        Routine routine = rounds.open("2026-03-11T18:00", "daily", "skip", "PT8H", "person p4");
        RoutinesResource routines = new RoutinesResource(rounds.desk, rounds.shelf, new OfDepartment("d2"));
        String outside = office().roster.persons().stream()
                .filter(Person::active)
                .filter(person -> !person.departments(rounds.desk.duty().date()).contains("d2"))
                .map(Person::id)
                .findFirst()
                .orElseThrow();
        Caller head = new Caller(new Asker("wangjg", "王建国", Optional.of("p2")));
        assertThatThrownBy(() -> routines.change(routine.id(), wish(routine.version(), outside), head))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("beyond-your-reach"));
        assertThat(routines.change(routine.id(), wish(routine.version(), "p2", "p3"), head)
                        .version())
                .isEqualTo(routine.version() + 1);
    }

    private static RoutineWish wish(int version, String... tell) {
        return new RoutineWish(
                version,
                "产量日报",
                "",
                new ScheduleJson("daily", null, "09:00", "skip", "PT8H"),
                "d2",
                List.of(new AskedJson("person", "p4", Optional.empty())),
                List.of(tell),
                true);
    }

    /** Who may everything in one department, and nothing elsewhere. */
    record OfDepartment(String department) implements DecisionPoint {
        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return on instanceof On.Department asked && !asked.id().equals(department)
                    ? new Decision.Denied(LocalText.of("不在这里。", "Not there."))
                    : new Decision.Allowed();
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Nothing(LocalText.of("不在这里。", "Not there."));
        }
    }

    /** Recurring tasks in that office, made by the head of production. */
    final class Rounds {
        private final Office office;
        private final RoutineShelf shelf;
        final RoutineDesk desk;

        Rounds(Office office) {
            this.office = office;
            this.shelf = new RoutineShelf(office.store, new OneKeyVault());
            this.desk = new RoutineDesk(
                    shelf,
                    office.desk,
                    office.outbox,
                    office.alarms,
                    office.clock,
                    office.calendar,
                    () -> office.roster,
                    office.audit);
            office.ringer
                    .with(RoutineDesk.ROUND, new RoundAlarm(desk))
                    .with(RoutineDesk.SUMMARY, new SummaryAlarm(desk));
        }

        Routine open(String at, String rhythm, String rest, String time, String... asked) {
            Schedule schedule = new Schedule(
                    Rhythm.read(rhythm),
                    LocalTime.of(9, 0),
                    RestDays.ofWord(rest).orElseThrow(),
                    Optional.of(Duration.parse(time)));
            Plan plan = new Plan(
                    "产量日报",
                    "",
                    schedule,
                    Optional.empty(),
                    Stream.of(asked).map(Asked::read).toList(),
                    List.of());
            office.clock.set(Office.at(at));
            return office.store.write(c -> desk.open(c, plan, HEAD, Optional.of("p2")));
        }

        void report(Routine routine, String opens, String... persons) {
            Round round = office.store
                    .read(c -> RoundShelf.find(c, routine.id(), Office.at(opens)))
                    .orElseThrow();
            round.shares().stream()
                    .filter(share -> List.of(persons).contains(share.person().orElse("")))
                    .forEach(share -> office.finish(share.task()));
        }

        List<Instant> opened(Routine routine) {
            return office.store.read(c -> RoundShelf.before(c, routine.id(), Long.MAX_VALUE, 100)).stream()
                    .map(Round::opens)
                    .toList();
        }

        List<String> told(String person, String beginning) {
            return office.outbox.lines().stream()
                    .filter(line -> line.startsWith(person + ": " + beginning))
                    .map(line -> line.substring(person.length() + 2))
                    .toList();
        }

        List<String> summaries() {
            return office.outbox.letters().stream()
                    // What can be pressed, as a new task, is a card.
                    .filter(letter -> letter.writing() instanceof Writing.Text text
                            && text.text().contains("填报汇总"))
                    .map(letter -> ((To.Person) letter.to()).person() + ": "
                            + ((Writing.Text) letter.writing()).text().replace('\n', ' '))
                    .toList();
        }
    }
}
