// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.Jobs;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OpenAccounts;
import org.huitong.testkit.QuietRun;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments move and are merged, now and on a day to come. */
class MovesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private static final Asker ANNA = new Asker("anna", "anna", Optional.empty());

    private final Vault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-29T02:00:00Z"));
    private final Map<String, Instant> alarms = new HashMap<>();
    private final List<Jobs.Order> orders = new ArrayList<>();
    private final GivenRights rights = new GivenRights().give("anna", "people.write");
    private DerbyStore store;
    private MoveShelf shelf;
    private RosterKeeper keeper;
    private Moves moves;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("people");
        shelf = new MoveShelf(store);
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                clock,
                new HeardLocksmith().departures(clock),
                account -> Optional.empty());
        String csv =
                """
                工号,姓名,公司,部门,上级部门
                1001,王芳,总部,销售部,
                1002,李明,总部,东区,销售部
                1003,赵六,总部,市场部,
                1003,赵六,总部,东区,销售部
                1004,陈晓,分公司,销售部,
                """;
        SyncDesk.of(keeper, store, vault, new SeenAccounts(store, vault), clock)
                .sync(csv.getBytes(StandardCharsets.UTF_8), "import", "anna");
        moves = new Moves(shelf, keeper, store, new Rung(), new Ordered(), clock, new OpenAccounts(ANNA), rights);
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void aDepartmentMovesWithAllBelowIt() {
        assertThat(moves.move(move("销售部", "市场部", false), Optional.empty(), "anna"))
                .isTrue();
        assertThat(department("销售部").parent()).contains(department("市场部").id());
        assertThat(keeper.roster().tree(department("市场部").id()))
                .contains(department("销售部").id(), department("东区").id());
        assertThat(names("王芳")).containsExactly("销售部");
    }

    @Test
    void whoBelongedToWhatIsMergedBelongsToTheOtherFromThatDayOn() {
        moves.move(move("销售部", "市场部", true), Optional.of(clock.today()), "anna");
        assertThat(names("王芳")).containsExactly("市场部");
        assertThat(person("王芳").departments(clock.today().minusDays(1)))
                .as("where somebody was stays known")
                .containsExactly(department("销售部").id());
        assertThat(department("销售部").closed()).isTrue();
        assertThat(department("销售部").parent()).contains(department("市场部").id());
        assertThat(department("东区").parent()).contains(department("市场部").id());
        assertThat(names("李明")).containsExactly("东区");
        assertThat(names("赵六")).containsExactlyInAnyOrder("市场部", "东区");
    }

    @Test
    void whatIsPlannedIsDoneOnItsDayAndNotBefore() throws JobFailure {
        assertThat(moves.move(move("东区", "市场部", true), Optional.of(DAY), "anna"))
                .isFalse();
        String east = department("东区").id();
        assertThat(alarms)
                .containsExactly(Map.entry(east, DAY.atStartOfDay(clock.zone()).toInstant()));
        assertThat(names("李明")).containsExactly("东区");
        assertThat(moves.planned()).singleElement().satisfies(one -> assertThat(one.on())
                .isEqualTo(DAY));
        clock.leap(Duration.ofDays(2));
        ring(east);
        assertThat(orders).extracting(Jobs.Order::owner, Jobs.Order::argument).containsExactly(tuple("anna", east));
        moves.run(QuietRun.of(east));
        assertThat(names("李明")).containsExactly("市场部");
        assertThat(names("赵六")).containsExactly("市场部");
        assertThat(moves.planned()).isEmpty();
        assertThat(moves.run(QuietRun.of(east)).en()).contains("taken back");
    }

    @Test
    void whatIsTakenBackIsNotDone() {
        moves.move(move("东区", "市场部", true), Optional.of(DAY), "anna");
        String east = department("东区").id();
        assertThat(moves.forget(east)).isTrue();
        assertThat(moves.forget(east)).isFalse();
        assertThat(alarms).isEmpty();
        ring(east);
        assertThat(orders).isEmpty();
    }

    @Test
    void whatFitsNoMoreOnItsDayIsNotDoneAndSaysWhy() {
        moves.move(move("东区", "市场部", true), Optional.of(DAY), "anna");
        String east = department("东区").id();
        moves.move(move("市场部", "销售部", true), Optional.empty(), "anna");
        clock.leap(Duration.ofDays(2));
        assertThatThrownBy(() -> moves.run(QuietRun.of(east))).isInstanceOf(JobFailure.class);
        assertThat(names("李明")).containsExactly("东区");
        assertThat(moves.planned()).singleElement().satisfies(one -> assertThat(one.why())
                .isPresent());
    }

    @Test
    void whoHasLostTheRightMeanwhileMovesNothing() {
        moves.move(move("东区", "市场部", true), Optional.of(DAY), "anna");
        String east = department("东区").id();
        clock.leap(Duration.ofDays(2));
        rights.give("anna", "people.read");
        assertThatThrownBy(() -> moves.run(QuietRun.of(east))).isInstanceOf(JobFailure.class);
        assertThat(names("李明")).containsExactly("东区");
        assertThat(moves.planned()).singleElement().satisfies(one -> assertThat(one.why())
                .hasValueSatisfying(why -> assertThat(why.en()).contains("people.write")));
    }

    @Test
    void whatWasDoneBeforeACrashIsNoFailureAfterIt() throws JobFailure {
        Move merge = move("东区", "市场部", true);
        String east = department("东区").id();
        moves.move(merge, Optional.empty(), "anna");
        store.write(connection -> {
            shelf.put(connection, new MoveShelf.Planned(merge, clock.today(), "anna", Optional.empty()));
            return null;
        });
        assertThat(moves.run(QuietRun.of(east)).en()).contains("has been moved");
        assertThat(moves.planned()).isEmpty();
    }

    @Test
    void whatWasClosedByHandIsNotToldAsMerged() {
        Move merge = move("东区", "销售部", true);
        moves.move(merge, Optional.of(DAY), "anna");
        Department east = department("东区");
        keeper.change(
                new RosterShelf.Origin("anna", "edit", "close"),
                draft -> draft.put(new Department(
                        east.id(), east.name(), east.company(), east.parent(), east.head(), east.contact(), true)));
        assertThatThrownBy(() -> moves.run(QuietRun.of(east.id()))).isInstanceOf(JobFailure.class);
        assertThat(names("李明")).containsExactly("东区");
    }

    @Test
    void noCirclesNoOtherCompaniesAndNoTwoOfAName() {
        String other = keeper.roster().departments().stream()
                .filter(one -> one.name().equals("销售部"))
                .map(Department::id)
                .filter(id -> !id.equals(department("销售部").id()))
                .findFirst()
                .orElseThrow();
        String sales = department("销售部").id();
        for (Move wrong : List.of(
                move("销售部", "东区", false),
                move("销售部", "销售部", true),
                new Move(sales, Optional.of(other), false),
                new Move(sales, Optional.of("d999"), false),
                new Move(sales, Optional.empty(), true))) {
            assertThatThrownBy(() -> moves.move(wrong, Optional.empty(), "anna"))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> moves.move(wrong, Optional.of(DAY), "anna"))
                    .isInstanceOf(Problem.class);
        }
        assertThat(moves.planned()).isEmpty();
        assertThat(department("销售部").parent()).isEmpty();
    }

    private Move move(String department, String parent, boolean merged) {
        return new Move(
                department(department).id(), Optional.of(department(parent).id()), merged);
    }

    /** Of the first company. */
    private Department department(String name) {
        return keeper.roster().departments().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Person person(String name) {
        return keeper.roster().persons().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String person) {
        return person(person).departments(clock.today()).stream()
                .map(id -> keeper.roster().department(id).orElseThrow().name())
                .toList();
    }

    private void ring(String key) {
        store.write(connection -> moves.ring(connection, new Alarm.Ring(key, clock.instant(), clock.instant())));
    }

    private final class Rung implements Alarms {
        @Override
        public void set(Connection transaction, String alarm, String key, Instant at) {
            alarms.put(key, at);
        }

        @Override
        public void cancel(Connection transaction, String alarm, String key) {
            alarms.remove(key);
        }

        @Override
        public Optional<Instant> due(Connection transaction, String alarm, String key) {
            return Optional.ofNullable(alarms.get(key));
        }
    }

    private final class Ordered implements Jobs {
        @Override
        public String start(Connection transaction, Order order) {
            orders.add(order);
            return "1";
        }

        @Override
        public String start(Order order) {
            return start(null, order);
        }

        @Override
        public Optional<Job> find(String id) {
            return Optional.empty();
        }

        @Override
        public void cancel(String id) {}
    }
}
