// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.access.Uses;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.people.Person;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Review.Advice;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What is proposed to be taken away, and what not. */
interface ReviewContract {
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    Asker ADMIN = new Asker("admin", "admin", Optional.empty());

    Tables tables();

    @Test
    default void whatWasNotUsedForNinetyDaysIsProposedAndNothingOfWhichTooLittleIsKnown() {
        Tables tables = tables();
        tables.begin();
        TestClock clock = new TestClock(Group.TODAY.atTime(12, 0).atZone(ZONE).toInstant());
        RightsKeeper keeper = new RightsKeeper(tables.entities(), byPerson -> {}, new Hands(), new HeardAudit(), clock);
        Group group = Group.of(60, 3);
        keeper.changed(group);
        List<String> people = group.persons.values().stream()
                .filter(Person::active)
                .map(Person::id)
                .sorted()
                .limit(4)
                .toList();
        Noted noted = new Noted(Group.TODAY);
        Review review = new Review(keeper, noted, clock);
        Holding first = give(keeper, people.get(0), 0, held("audit-admin"));
        give(keeper, people.get(1), 0, held("executive"));
        // For a day only, and over when it is looked at.
        give(keeper, people.get(2), 0, new Held("agent", Optional.empty(), Optional.empty(), Optional.of(Group.TODAY)));
        assertThat(review.lines(90)).extracting(Review.Line::advice).containsOnly(Advice.WAIT);

        clock.leap(Duration.ofDays(60));
        give(keeper, people.get(3), 0, held("security-admin"));
        // That another role was added leaves the first as old as it is.
        give(keeper, people.get(0), first.version(), held("audit-admin"), held("it-head"));
        clock.leap(Duration.ofDays(30));
        noted.last.put(people.get(1), Map.of("instructions.send", clock.today().minusDays(89)));
        noted.last.put(people.get(0), Map.of("audit.administer", Group.TODAY));
        List<Review.Line> lines = review.lines(90);
        assertThat(lines)
                .extracting(line -> line.role().id() + " " + line.advice())
                .containsExactlyInAnyOrder("audit-admin TAKE", "executive KEEP", "it-head WAIT", "security-admin WAIT");
        assertThat(lines.get(0).advice()).isEqualTo(Advice.TAKE);
        assertThat(lines.get(0).given()).isEqualTo(Group.TODAY);
        assertThat(lines.get(0).last()).contains(Group.TODAY);

        // The page and the document say the same.
        ReviewResource.Listed page = new ReviewResource(review).uses(90, 0, 3);
        assertThat(page.unused()).isEqualTo(1);
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.next()).contains("3");
        assertThat(new ReviewResource(review).uses(90, 3, 3).items()).hasSize(1);
        List<List<Cell>> rows = new ArrayList<>();
        new ReviewDocument(review, keeper, clock)
                .report(ADMIN, Period.open())
                .rows()
                .pour(rows::add);
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).contains(Cell.words(Advice.TAKE.text()), Cell.day(Group.TODAY));
    }

    @Test
    default void theDeviationsSayHowItStandsInThisCompany() {
        Tables tables = tables();
        tables.begin();
        TestClock clock = new TestClock(Group.TODAY.atTime(12, 0).atZone(ZONE).toInstant());
        RightsKeeper keeper = new RightsKeeper(tables.entities(), byPerson -> {}, new Hands(), new HeardAudit(), clock);
        Group group = Group.of(60, 3);
        keeper.changed(group);
        List<String> people = group.persons.values().stream()
                .filter(Person::active)
                .map(Person::id)
                .sorted()
                .limit(2)
                .toList();
        ReadersContract.Told told = new ReadersContract.Told();
        DeviationsDocument document = new DeviationsDocument(
                keeper, told, new Assent(tables.store(), new HeardAudit(), clock, keeper), clock);
        assertThat(standing(document, Deviation.EVERYTHING)).contains("没有人担任");
        Holding first = give(keeper, people.get(0), 0, held("system-admin"));
        assertThat(standing(document, Deviation.EVERYTHING)).contains("1 人，都没有查看他人消息的权限");
        assertThat(standing(document, Deviation.EVERY_MESSAGE)).contains("没有人");
        give(keeper, people.get(0), first.version(), held("system-admin"), held("executive"));
        told.logins.add(new Readership.Login("boss", "老板", Optional.empty(), true));
        assertThat(standing(document, Deviation.EVERYTHING)).contains("其中另授了");
        assertThat(standing(document, Deviation.EVERY_MESSAGE)).contains("老板 (boss)");
        assertThat(standing(document, Deviation.APPROVED)).contains("直接生效");
    }

    /** Everybody of this group is called the same. */
    @Test
    default void theDeviationsCountPeopleAndNotNamesAndNobodyTwiceOrWhoHasLeft() {
        Tables tables = tables();
        tables.begin();
        TestClock clock = new TestClock(Group.TODAY.atTime(12, 0).atZone(ZONE).toInstant());
        RightsKeeper keeper = new RightsKeeper(tables.entities(), byPerson -> {}, new Hands(), new HeardAudit(), clock);
        Group group = Group.of(200, 3);
        keeper.changed(group);
        List<String> people = group.persons.values().stream()
                .filter(Person::active)
                .map(Person::id)
                .sorted()
                .toList();
        ReadersContract.Told told = new ReadersContract.Told();
        DeviationsDocument document = new DeviationsDocument(
                keeper, told, new Assent(tables.store(), new HeardAudit(), clock, keeper), clock);
        give(keeper, people.get(0), 0, held("security-admin"));
        give(keeper, people.get(1), 0, held("security-admin"));
        String left = group.persons.values().stream()
                .filter(person -> !person.active())
                .map(Person::id)
                .findFirst()
                .orElseThrow();
        give(keeper, left, 0, held("security-admin"));
        assertThat(standing(document, Deviation.IMPERSONATE)).startsWith("2 个");

        Role employee = keeper.role(Reach.EMPLOYEE).orElseThrow();
        Role open = new Role(
                employee.id(), employee.version(), employee.name(), List.of(Grant.of(Permissions.READ, Where.ALL)));
        keeper.replace(open, ADMIN, before -> {});
        told.logins.add(new Readership.Login("boss", "老板", Optional.of(people.get(0)), true));
        assertThat(standing(document, Deviation.EVERY_MESSAGE)).startsWith(people.size() + " 个");
    }

    private static String standing(DeviationsDocument document, Deviation deviation) {
        List<List<Cell>> rows = new ArrayList<>();
        document.report(ADMIN, Period.open()).rows().pour(rows::add);
        assertThat(rows).hasSize(Deviation.values().length);
        return ((Cell.Words) rows.get(deviation.ordinal()).get(4)).words().zh();
    }

    private static Held held(String role) {
        return new Held(role, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Holding give(RightsKeeper keeper, String person, int version, Held... roles) {
        keeper.give(new Holding(person, version, List.of(roles)), ADMIN);
        return keeper.holding(person).orElseThrow();
    }

    /** What access has noted. */
    final class Noted implements Uses {
        final Map<String, Map<String, LocalDate>> last = new HashMap<>();
        private final LocalDate since;

        Noted(LocalDate since) {
            this.since = since;
        }

        @Override
        public LocalDate since() {
            return since;
        }

        @Override
        public Map<String, Map<String, LocalDate>> last(Map<String, Set<String>> words) {
            return last;
        }
    }
}
