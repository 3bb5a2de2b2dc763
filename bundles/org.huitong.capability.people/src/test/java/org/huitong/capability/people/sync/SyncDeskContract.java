// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a list of people becomes on a real database, whichever it is. */
abstract class SyncDeskContract {
    private static final Instant NOW = Instant.parse("2026-11-29T02:00:00Z");
    private static final String HEAD = "工号,姓名,公司,部门,企业微信账号\n";

    private final Vault vault = new OneKeyVault();
    private final HeardLocksmith locksmith = new HeardLocksmith();
    private OwnStore store;
    private RosterShelf shelf;
    private RosterKeeper keeper;
    private SyncDesk desk;

    abstract OwnStore open();

    @BeforeEach
    void begin() {
        store = open().migrate("people");
        start();
    }

    /** As after a restart: all that is known comes from the tables. */
    private void start() {
        shelf = new RosterShelf(store, vault);
        keeper = RosterKeeper.of(
                shelf,
                new TestClock(NOW),
                locksmith.departures(new TestClock(NOW)),
                account -> account.equals("me") ? Optional.of("p1") : Optional.empty());
        desk = new SyncDesk(keeper, new PlanShelf(store, vault), new SeenAccounts(store, vault), new TestClock(NOW));
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static byte[] list(int from, int to) {
        return (HEAD
                        + IntStream.range(from, to)
                                .mapToObj(i -> i + ",员工" + i + ",公司" + i % 5 + ",部门" + i % 10 + ",u" + i)
                                .collect(Collectors.joining("\n")))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesInThreeThousandPeopleAtOnceAndKnowsThemAfterARestart() {
        SyncDesk.Told told = desk.sync(list(0, 3_000), "import", "anna");
        assertThat(told.done()).isTrue();
        assertThat(told.plan().count("added")).isEqualTo(3_000);
        Roster before = keeper.roster();
        start();
        assertThat(keeper.roster().version()).isEqualTo(before.version()).isEqualTo(1);
        assertThat(keeper.roster().persons()).containsExactlyElementsOf(before.persons());
        assertThat(keeper.roster().departments()).hasSize(10);
        assertThat(keeper.roster().holder("wecom", "any", "u2999").map(Person::name))
                .contains("员工2999");
        assertThat(desk.sync(list(0, 3_000), "import", "anna").plan().differences())
                .isEmpty();
        assertThat(keeper.roster().version()).isEqualTo(1);
    }

    @Test
    void aPlanChangesNothingUntilItIsCarriedOutAndIsCarriedOutOnce() {
        SyncDesk.Told planned = desk.plan(list(0, 20), "import", "anna");
        assertThat(planned.done()).isFalse();
        assertThat(keeper.roster().persons()).isEmpty();
        start();
        assertThat(desk.look(planned.id()).plan().count("added")).isEqualTo(20);
        assertThat(desk.carryOut(planned.id(), Optional.empty(), "bob").done()).isTrue();
        assertThat(keeper.roster().persons()).hasSize(20);
        assertProblem("plan-done", () -> desk.carryOut(planned.id(), Optional.empty(), "bob"));
        assertProblem("not-found", () -> desk.carryOut("0123", Optional.empty(), "bob"));
        assertThat(shelf.changes(1).get(0))
                .satisfies(change -> assertThat(change.by()).isEqualTo("bob"))
                .satisfies(change -> assertThat(change.what()).contains(planned.id(), "+20"));
    }

    @Test
    void aPlanThatIsOvertakenIsNotCarriedOut() {
        desk.sync(list(0, 20), "import", "anna");
        SyncDesk.Told planned = desk.plan(list(0, 21), "import", "anna");
        desk.sync(list(0, 22), "import", "bob");
        assertProblem("plan-overtaken", () -> desk.carryOut(planned.id(), Optional.empty(), "anna"));
        assertThat(keeper.roster().persons()).hasSize(22);
    }

    @Test
    void whatWouldTakeFromManyWaitsForAReason() {
        desk.sync(list(0, 100), "import", "anna");
        SyncDesk.Told told = desk.sync(list(0, 60), "import", "anna");
        assertThat(told.done()).isFalse();
        assertThat(told.plan().brake()).isEqualTo(new Brake(40, 100));
        assertProblem("braked", () -> desk.carryOut(told.id(), Optional.empty(), "anna"));
        assertThat(keeper.roster().persons()).allMatch(Person::active);
        desk.carryOut(told.id(), Optional.of("工厂搬迁"), "anna");
        assertThat(keeper.roster().persons().stream().filter(Person::active)).hasSize(60);
        assertThat(shelf.changes(1).get(0).what()).contains("工厂搬迁");
    }

    @Test
    void whoIsOnNoListAnyMoreIsShutOutAndHasPlatformsToBeShut() {
        desk.sync(list(0, 5), "import", "anna");
        desk.sync(list(0, 3), "import", "anna");
        List<String> gone = keeper.roster().persons().stream()
                .filter(p -> !p.active())
                .map(Person::id)
                .toList();
        // Persons 3 and 4 are the only ones of their companies, and a file says nothing of companies it does not name.
        assertThat(gone).isEmpty();
        desk.sync((HEAD + "1,员工1,公司1,部门1,u1\n5,员工5,公司0,部门5,u5\n").getBytes(StandardCharsets.UTF_8), "import", "anna");
        Person left = keeper.roster().holder("wecom", "any", "u0").orElseThrow();
        assertThat(left.active()).isFalse();
        assertThat(locksmith.lines()).containsExactly(left.id() + " by anna");
        assertThat(owed()).containsExactly(left.id() + " wecom u0");
        desk.sync((HEAD + "0,员工0,公司0,部门0,u0\n5,员工5,公司0,部门5,u5\n").getBytes(StandardCharsets.UTF_8), "import", "anna");
        assertThat(keeper.roster().person(left.id()).orElseThrow().active()).isTrue();
        assertThat(locksmith.lines()).hasSize(1);
    }

    private List<String> owed() {
        return store.read(connection -> {
            List<String> found = new ArrayList<>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT person, platform, native_id FROM people_leaving")) {
                while (rows.next()) {
                    found.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
                }
            }
            return found;
        });
    }

    @Test
    void idsAreNeverUsedAgain() {
        Set<String> ids = new HashSet<>();
        desk.sync(list(0, 5), "import", "anna");
        keeper.roster().persons().forEach(p -> assertThat(ids.add(p.id())).isTrue());
        desk.carryOut(desk.plan(list(5, 10), "import", "anna").id(), Optional.of("new"), "anna");
        start();
        desk.carryOut(desk.plan(list(10, 15), "import", "anna").id(), Optional.of("new"), "anna");
        assertThat(keeper.roster().persons()).hasSize(15);
        keeper.roster().persons().stream()
                .filter(p -> Integer.parseInt(p.employee()) >= 5)
                .forEach(p -> assertThat(ids.add(p.id())).isTrue());
    }

    @Test
    void whatSomebodyWasCanBeReadForEver() {
        desk.sync((HEAD + "1,王小明,东,生产部,wxm\n").getBytes(StandardCharsets.UTF_8), "import", "anna");
        desk.sync((HEAD + "1,王晓明,东,质量部,wxm\n").getBytes(StandardCharsets.UTF_8), "import", "anna");
        String id = keeper.roster().persons().iterator().next().id();
        assertThat(shelf.history(id))
                .extracting(card -> ((Person) card.what()).name())
                .containsExactly("王晓明", "王小明");
    }

    @Test
    void nothingOfAPersonStandsInTheTablesToBeRead() {
        desk.sync((HEAD + "77001,Zebulon,Acme,Finance,zeb\n").getBytes(StandardCharsets.UTF_8), "import", "anna");
        List<byte[]> bytes = store.read(connection -> {
            List<byte[]> found = new ArrayList<>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT seal_text FROM people_card")) {
                while (rows.next()) {
                    found.add(rows.getBytes(1));
                }
            }
            return found;
        });
        assertThat(bytes).isNotEmpty().allSatisfy(one -> assertThat(new String(one, StandardCharsets.UTF_8))
                .doesNotContain("Zebulon", "77001", "zeb"));
    }

    @Test
    void whoWatchesIsToldOfEveryRoster() {
        List<Integer> versions = new ArrayList<>();
        keeper.addWatch(roster -> versions.add(roster.version()));
        keeper.addWatch(roster -> {
            throw new IllegalStateException("somebody else's trouble");
        });
        desk.sync(list(0, 3), "import", "anna");
        assertThat(versions).containsExactly(0, 1);
    }

    private static void assertProblem(String word, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::word)
                .isEqualTo(word);
    }
}
