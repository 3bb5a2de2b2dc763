// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.On;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.clock.Alarms;
import org.huitong.api.filter.Filter;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks through the eyes of another sees what both may, changes nothing, and is seen. */
class LookingGlassTest {
    private static final String PASSWORD = "a long enough password";
    private static final Filter SALES = Filter.marked(Mark.Kind.DEPARTMENT, "d-sales");
    private static final Filter EAST = Filter.marked(Mark.Kind.DEPARTMENT, "d-east");
    private static final Act READ = Act.of(Permissions.READ);

    @TempDir
    Path home;

    private final FewPeople people = new FewPeople();
    private final Rung alarms = new Rung();
    private Office office;
    private LookingGlass glass;

    @BeforeEach
    void open() throws IOException {
        people.add("p-head", "1", "李四");
        people.add("p-sec", "2", "王五");
        people.add("p-sub", "3", "孙六");
        office = new Office(home, new Recognising(people));
        office.book.addPage(new Words(), Map.of());
        glass = glass();
        office.policy.replace(Map.of(
                "p-head", List.of(right(Permissions.READ, SALES), right("tasks.manage", SALES)),
                "p-sec", List.of(right(Permissions.READ, EAST)),
                "p-sub",
                        List.of(new Right(
                                Permissions.VIEW_AS,
                                Filter.everything(),
                                Set.of("cp-head"),
                                Set.of(),
                                false,
                                Optional.empty(),
                                true))));
        make("head", Optional.of("p-head"));
        make("security", Optional.of("p-sec"), Permissions.ALL_SECURITY);
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void whatIsSeenIsWhatBothMay() {
        String cookie = enter("security");
        Asker before = asker(cookie);
        look(cookie, "head");
        Asker through = asker(cookie);

        assertThat(through.account()).isEqualTo("security");
        assertThat(through.person()).isEmpty();
        assertThat(through.perspective().orElseThrow().name()).isEqualTo("head");
        assertThat(((Scope.Within) office.policy.scope(through, READ)).filter()).isEqualTo(SALES.and(EAST));
        // The menu is the other's; the rights are of both: neither what the one has alone nor the other.
        assertThat(office.policy.words(through)).contains("tasks.manage").doesNotContain(Permissions.ACCOUNTS);
        assertThat(office.policy.shows(through, Act.of("tasks.manage")).allows())
                .isTrue();
        assertThat(says(office.policy.decide(through, Act.of("tasks.manage"), On.nothing())))
                .contains("head", "tasks.manage");
        assertThat(office.policy.decide(through, Act.of(Permissions.ACCOUNTS)).allows())
                .isFalse();
        // What is somebody's own is neither's.
        assertThat(says(office.policy.decide(through, Act.of(Permitted.EVERYBODY), On.nothing())))
                .contains("head");

        glass.end(Optional.of(cookie));
        assertThat(asker(cookie)).isEqualTo(before);
        assertThat(office.policy.words(before)).contains(Permissions.ACCOUNTS);
    }

    @Test
    void itIsNotedAndTheOtherIsTold() {
        String cookie = enter("security");
        look(cookie, "head");
        Deed begun = last("accounts.view-as");
        assertThat(begun.by().account()).isEqualTo("security");
        assertThat(begun.thing().id()).isEqualTo("head");
        assertThat(begun.whose()).contains("p-head");
        assertThat(Doer.of(asker(cookie)).name()).isEqualTo("security → head");
        glass.end(Optional.of(cookie));
        assertThat(last("accounts.view-as-end").whose()).contains("p-head");
        assertThat(alarms.set).isEmpty();
    }

    @Test
    void itEndsByItselfAlsoOverARestart() throws IOException {
        String cookie = enter("security");
        look(cookie, "head");
        office.reopen();
        glass = glass();
        assertThat(asker(cookie).perspective()).isPresent();
        office.pass(LookingGlass.LASTS.minusSeconds(1));
        assertThat(asker(cookie).perspective()).isPresent();
        office.pass(Duration.ofSeconds(1));
        assertThat(asker(cookie).perspective()).isEmpty();
        alarms.set.forEach((key, due) ->
                office.database().write(connection -> glass.ring(connection, new Ring(key, due, office.now))));
        assertThat(last("accounts.view-as-end").difference().orElseThrow().after())
                .isEqualTo("over");
    }

    @Test
    void whatEndsWithItsSessionIsToldToHaveEnded() {
        String cookie = enter("security");
        look(cookie, "head");
        office.desk.logout(cookie);
        office.pass(LookingGlass.LASTS);
        alarms.set.forEach((key, due) ->
                office.database().write(connection -> glass.ring(connection, new Ring(key, due, office.now))));
        Deed told = last("accounts.view-as-end");
        assertThat(told.whose()).contains("p-head");
        assertThat(told.difference().orElseThrow().after()).isEqualTo("with its session");
    }

    @Test
    void nobodyLooksThroughTheEyesOfWhoMayMore() {
        make("it", Optional.empty(), Permissions.ADMINISTER);
        make("boss", Optional.of("p-boss"));
        office.policy.replace(Map.of(
                "p-boss",
                List.of(new Right(
                        Permissions.READ, Filter.everything(), Set.of(), Set.of(), true, Optional.empty(), true))));
        String cookie = enter("security");
        refused(() -> look(cookie, "it"), "sees-more", "hub.administer");
        refused(() -> look(cookie, "boss"), "sees-more", "messages.read.all");
        assertThat(last("accounts.view-as").outcome()).isEqualTo(Deed.Outcome.REFUSED);
        assertThat(asker(cookie).perspective()).isEmpty();
        // The first of all holds each of them.
        String admin = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
        look(admin, "boss");
        refused(() -> look(admin, "it"), "viewing", "");
    }

    @Test
    void whoLooksAfterOneCompanyLooksThroughTheEyesOfItsPeopleAlone() {
        make("sub", Optional.of("p-sub"));
        String cookie = enter("sub");
        look(cookie, "head");
        assertThat(office.policy.scope(asker(cookie), READ)).isInstanceOf(Scope.Nothing.class);
        glass.end(Optional.of(cookie));
        refused(() -> look(cookie, "security"), "forbidden", "security");
        refused(() -> look(cookie, "admin"), "forbidden", "");
    }

    @Test
    void whoMayNotAnyMoreSeesNothingAnyMore() {
        String cookie = enter("security");
        look(cookie, "head");
        office.desk
                .accounts()
                .change(
                        office.admin(),
                        "security",
                        Optional.empty(),
                        Optional.of(Set.of(Permissions.ACCOUNTS)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertThat(office.policy.scope(asker(cookie), READ)).isInstanceOf(Scope.Nothing.class);
    }

    @Test
    void ownEyesServicesAndTokensAreRefused() {
        office.desk.accounts().create(office.admin(), "robot", "x", Optional.empty(), Set.of(), Optional.empty());
        String cookie = enter("security");
        refused(() -> look(cookie, "security"), "no-eyes", "");
        refused(() -> look(cookie, "robot"), "no-eyes", "");
        refused(
                () -> glass.look(asker(cookie), Optional.empty(), Optional.of("head"), Optional.empty()),
                "forbidden",
                "");
    }

    private LookingGlass glass() {
        return new LookingGlass(
                office.desk,
                office.policy,
                new Guard(office.policy, office.book, office.desk),
                office.recognising,
                office.database(),
                office.audit,
                alarms,
                new TestClock());
    }

    private void look(String cookie, String account) {
        glass.look(asker(cookie), Optional.of(cookie), Optional.of(account), Optional.empty());
    }

    private Asker asker(String cookie) {
        return office.desk.session(cookie).orElseThrow().asker();
    }

    private String enter(String account) {
        return office.opened(account, PASSWORD).cookie();
    }

    private void make(String name, Optional<String> person, String... words) {
        office.desk
                .accounts()
                .create(office.admin(), name, name, Optional.of(PASSWORD + " x"), new TreeSet<>(Set.of(words)), person);
        office.desk.changePassword(name, PASSWORD + " x", PASSWORD, Optional.empty(), "192.0.2.7");
    }

    private Deed last(String verb) {
        return office.audit.deeds().stream()
                .filter(deed -> deed.verb().equals(verb))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static Right right(String word, Filter messages) {
        boolean everywhere = !word.equals(Permissions.READ);
        return new Right(word, messages, Set.of(), Set.of(), everywhere, Optional.empty(), true);
    }

    private static String says(Decision decision) {
        return ((Decision.Denied) decision).reason().en();
    }

    private static void refused(ThrowingCallable what, String word, String says) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.word()).isEqualTo(word);
            assertThat(problem.detail().en()).contains(says);
        });
    }

    static final class Rung implements Alarms {
        final Map<String, Instant> set = new HashMap<>();

        @Override
        public void set(Connection transaction, String alarm, String key, Instant at) {
            set.put(key, at);
        }

        @Override
        public void cancel(Connection transaction, String alarm, String key) {
            set.remove(key);
        }

        @Override
        public Optional<Instant> due(Connection transaction, String alarm, String key) {
            return Optional.ofNullable(set.get(key));
        }
    }

    private static final class Words implements Page {
        @Override
        public LocalText title() {
            return LocalText.of("任务", "Tasks");
        }

        @Override
        public String icon() {
            return "list";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.of("tasks.manage", Kind.CONTENT, LocalText.of("管理任务", "Manage tasks")));
        }
    }
}
