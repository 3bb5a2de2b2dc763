// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.ColleaguesResource.ColleagueJson;
import org.huitong.capability.people.ColleaguesResource.ColleagueList;
import org.huitong.capability.people.ColleaguesResource.FirmJson;
import org.huitong.capability.people.ColleaguesResource.NamedJson;
import org.huitong.capability.people.ColleaguesResource.PlaceJson;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** d1 is led by p1, d2 below it has p2 and p3; p4 has left, and d3 has ended. */
class ColleaguesResourceTest {
    private static final SecurityContext EMPLOYEE = as(Optional.of("p2"), "employee");

    private final DerbyStore store = new DerbyStore().migrate("people");
    private ColleaguesResource colleagues;

    @BeforeEach
    void settle() {
        TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
        RosterKeeper keeper = RosterKeeper.of(
                new RosterShelf(store, new OneKeyVault()),
                clock,
                new HeardLocksmith().departures(clock),
                account -> Optional.empty());
        keeper.change(new Origin("hub", "test", ""), draft -> {
            draft.put(new Company(
                    "c1",
                    "甲公司",
                    Optional.empty(),
                    Optional.of("p1"),
                    List.of(new Contact(Contact.GENERAL, "p1"), new Contact("客诉", "p2"))));
            draft.put(department("d1", "总部", Optional.empty(), Optional.of("p1"), false));
            draft.put(department("d2", "财务部", Optional.of("d1"), Optional.of("p4"), false));
            draft.put(department("d3", "旧部门", Optional.of("d1"), Optional.empty(), true));
            draft.put(person("p1", "张三", "d1", "主任", Person.State.ACTIVE));
            draft.put(person("p2", "李四", "d2", "会计", Person.State.ACTIVE));
            draft.put(person("p3", "王五", "d2", "", Person.State.ACTIVE));
            draft.put(person("p4", "赵六", "d2", "会计", Person.State.LEFT));
        });
        colleagues = new ColleaguesResource(keeper, new OfD2(), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_employee_gets_names_and_places_of_those_who_work_here() {
        assertThat(all(null, null, null).items())
                .containsExactly(
                        colleague("p1", "张三", new NamedJson("d1", "总部"), "主任"),
                        colleague("p2", "李四", new NamedJson("d2", "财务部"), "会计"),
                        colleague("p3", "王五", new NamedJson("d2", "财务部"), ""));
    }

    @Test
    void what_is_not_told_finds_nobody() {
        assertThat(all("会计", null, null).items()).extracting(ColleagueJson::id).containsExactly("p2");
        assertThat(all("财务", null, null).items()).extracting(ColleagueJson::id).containsExactly("p2", "p3");
        assertThat(all("13800000000", null, null).items()).isEmpty();
        assertThat(all("E-p2", null, null).items()).isEmpty();
        assertThat(all("wx-p2", null, null).items()).isEmpty();
    }

    @Test
    void a_list_that_ends_before_says_how_many_there_are() {
        ColleagueList first = colleagues.list(null, "d1", null, null, "1", EMPLOYEE);
        assertThat(first.items()).extracting(ColleagueJson::id).containsExactly("p1");
        assertThat(first.total()).isEqualTo(3);
        assertThatThrownBy(() -> colleagues.list(null, null, null, null, "0", EMPLOYEE))
                .isInstanceOfSatisfying(
                        Problem.class, bad -> assertThat(bad.status()).isEqualTo(400));
    }

    @Test
    void for_a_deed_those_within_its_reach_are_told() {
        assertThat(all(null, null, "instructions.send").items())
                .extracting(ColleagueJson::id)
                .containsExactly("p2", "p3");
        assertThat(all(null, null, "tasks.manage").items()).isEmpty();
        assertThat(colleagues
                        .list(null, null, "tasks.manage", "true", null, EMPLOYEE)
                        .items())
                .extracting(ColleagueJson::id)
                .containsExactly("p2", "p3");
    }

    @Test
    void departments_and_companies_have_what_a_picker_shows() {
        assertThat(colleagues.departments(EMPLOYEE).items())
                .containsExactly(
                        new PlaceJson("d1", "总部", "c1", Optional.of(new NamedJson("p1", "张三"))),
                        new PlaceJson("d2", "财务部", "c1", Optional.empty()));
        assertThat(colleagues.companies(EMPLOYEE).items())
                .containsExactly(new FirmJson("c1", "甲公司", List.of("客诉"), Optional.of(new NamedJson("p1", "张三"))));
    }

    @Test
    void an_account_that_is_nobodys_is_told_why_not() {
        for (SecurityContext stranger : List.of(
                as(Optional.empty(), "program"), as(Optional.of("p4"), "left"), as(Optional.of("p9"), "unknown"))) {
            assertThatThrownBy(() -> colleagues.list(null, null, null, null, null, stranger))
                    .isInstanceOfSatisfying(Problem.class, no -> {
                        assertThat(no.status()).isEqualTo(403);
                        assertThat(no.word()).isEqualTo("no-colleague");
                    });
            assertThatThrownBy(() -> colleagues.departments(stranger)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> colleagues.companies(stranger)).isInstanceOf(Problem.class);
        }
        assertThat(colleagues
                        .list(null, null, null, null, null, as(Optional.empty(), "reader"))
                        .items())
                .hasSize(3);
    }

    private ColleagueList all(String q, String department, String may) {
        return colleagues.list(q, department, may, null, null, EMPLOYEE);
    }

    private static ColleagueJson colleague(String id, String name, NamedJson department, String post) {
        return new ColleagueJson(
                id, name, List.of(department), Optional.of(post).filter(p -> !p.isEmpty()));
    }

    private static Department department(
            String id, String name, Optional<String> parent, Optional<String> head, boolean closed) {
        return new Department(id, name, "c1", parent, head, Optional.empty(), closed);
    }

    private static Person person(String id, String name, String department, String post, Person.State state) {
        return new Person(
                id,
                "E-" + id,
                name,
                "c1",
                List.of(new Membership(department, LocalDate.of(2025, 1, 2), Optional.empty())),
                post,
                "",
                Optional.empty(),
                Optional.of(id + "@example.com"),
                Optional.of("13800000000"),
                Optional.of("login-" + id),
                List.of(new PlatformAccount("wecom", "t1", List.of("wx-" + id), Optional.empty())),
                Optional.empty(),
                state);
    }

    private static SecurityContext as(Optional<String> person, String account) {
        Asker asker = new Asker(account, account, person);
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "session";
            }
        };
    }

    /** The reader reads people; everybody instructs d2. */
    private static final class OfD2 implements DecisionPoint {
        private static final LocalText NO = LocalText.of("无", "none");

        @Override
        public Decision decide(Asker asker, Act act, On on) {
            boolean may = asker.account().equals("reader")
                    ? act.equals(Act.of(PeopleResource.READ))
                    : act.equals(Act.of("instructions.send")) && on.equals(new On.Department("d2"));
            return may ? new Decision.Allowed() : new Decision.Denied(NO);
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Nothing(NO);
        }
    }
}
