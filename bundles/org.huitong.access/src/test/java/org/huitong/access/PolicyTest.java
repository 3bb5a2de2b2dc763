// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.On;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.access.Right;
import org.huitong.api.audit.Deed;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final String PASSWORD = "a long enough password";
    private static final Act READ = Act.of(Permissions.READ);
    private static final Filter SALES = Filter.marked(Mark.Kind.DEPARTMENT, "d-sales");

    @TempDir
    Path home;

    private Office office;
    private Policy policy;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        policy = office.policy;
        office.book.addPage(
                page(
                        Permission.of("rules.write", Kind.CONTENT, LocalText.of("修改规则", "Change the rules")),
                        Permission.of("rooms.write", Kind.SECURITY, LocalText.of("修改归属", "Change the rooms")),
                        Permission.of("log.read", Kind.AUDIT, LocalText.of("查看日志", "See the log")),
                        Permission.of("clock.set", Kind.MANAGE, LocalText.of("校时", "Set the clock"))),
                Map.of("huitong.page.permission", "puzzle.read"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hub.administer,      clock.set,         true",
        "hub.administer,      connectors.read,   true",
        "hub.administer,      metrics.read,      true",
        "hub.administer,      rules.write,       false",
        "hub.administer,      puzzle.read,       false",
        "hub.administer,      rooms.write,       false",
        "hub.administer,      accounts.manage,   false",
        "hub.administer,      messages.assign,   false",
        "hub.administer,      log.read,          false",
        "hub.administer,      audit.administer,  false",
        "hub.administer,      never.heard,       false",
        "content.administer,  rules.write,       true",
        "content.administer,  puzzle.read,       true",
        "content.administer,  messages.read,     false",
        "content.administer,  messages.read.all, false",
        "content.administer,  messages.export,   false",
        "content.administer,  clock.set,         false",
        "security.administer, rooms.write,       true",
        "security.administer, accounts.manage,   true",
        "security.administer, log.read,          false",
        "security.administer, rules.write,       false",
        "audit.administer,    log.read,          true",
        "audit.administer,    accounts.manage,   false",
        "messages.read.all,   messages.read,     true",
        "messages.read.all,   messages.export,   false",
        "rules.write,         rules.write,       true",
        "rules.write,         rules.read,        false",
    })
    void eachKindIsApart(String held, String wanted, boolean may) {
        Asker asker = somebody("wang", Optional.empty(), held);
        assertThat(policy.decide(asker, Act.of(wanted)).allows()).isEqualTo(may);
        assertThat(policy.words(asker).contains(wanted)).isEqualTo(may);
    }

    @Test
    void aDenialNamesThePermissionInWords() {
        Decision decision = policy.decide(somebody("wang", Optional.empty()), Act.of("rules.write"));
        assertThat(decision).isInstanceOfSatisfying(Decision.Denied.class, denied -> {
            assertThat(denied.reason().zh()).isEqualTo("这需要权限“修改规则”（rules.write）。");
            assertThat(denied.reason().en()).isEqualTo("This needs the permission “Change the rules” (rules.write).");
        });
    }

    @Test
    void nobodyRedefinesWhatAPermissionIs() {
        office.book.addPage(
                page(
                        Permission.of(Permissions.READ_ALL, Kind.MANAGE, LocalText.of("无害", "Harmless")),
                        Permission.of("rules.write", Kind.MANAGE, LocalText.of("无害", "Harmless"))),
                Map.of());
        Asker it = somebody("it", Optional.empty(), Permissions.ADMINISTER);
        assertThat(policy.decide(it, Act.of(Permissions.READ_ALL)).allows()).isFalse();
        assertThat(policy.decide(it, Act.of("rules.write")).allows()).isFalse();
    }

    @Test
    void aRoleReachesAsFarAsItSaysAndUntilItEnds() {
        Asker head = somebody("head", Optional.of("p1"));
        assertThat(policy.scope(head, READ)).isInstanceOf(Scope.Nothing.class);
        policy.replace(Map.of("p1", List.of(right(Permissions.READ, SALES, Optional.of(office.now.plusSeconds(60))))));
        assertThat(policy.scope(head, READ)).isEqualTo(new Scope.Within(SALES));
        assertThat(policy.decide(head, READ).allows()).isTrue();
        assertThat(policy.decide(head, READ, new On.Message(facts("d-sales"))).allows())
                .isTrue();
        assertThat(policy.decide(head, READ, new On.Message(facts("d-other"))).allows())
                .isFalse();
        office.pass(Duration.ofSeconds(59));
        assertThat(policy.decide(head, READ).allows()).isTrue();
        office.pass(Duration.ofSeconds(1));
        assertThat(policy.decide(head, READ).allows()).isFalse();
        assertThat(policy.scope(head, READ)).isInstanceOf(Scope.Nothing.class);
    }

    @Test
    void nothingOfAMessageIsReachedThatMayNotBeRead() {
        Asker clerk = somebody("clerk", Optional.of("p1"), Permissions.EXPORT);
        Act export = Act.of(Permissions.EXPORT);
        assertThat(policy.scope(clerk, export)).isInstanceOf(Scope.Nothing.class);
        policy.replace(Map.of("p1", List.of(right(Permissions.READ, SALES, Optional.empty()))));
        assertThat(policy.scope(clerk, export)).isEqualTo(new Scope.Within(SALES));
        Filter all = Filter.everything();
        Asker wide = somebody("wide", Optional.of("p2"));
        policy.replace(Map.of(
                "p2",
                List.of(
                        right(Permissions.READ, SALES, Optional.empty()),
                        right(Permissions.EXPORT, all, Optional.empty()))));
        assertThat(policy.scope(wide, export)).isEqualTo(new Scope.Within(SALES.and(all)));
        assertThat(policy.decide(wide, export, new On.Message(facts("d-other"))).allows())
                .isFalse();
    }

    @Test
    void whoManagesOneCompanyManagesNotTheHub() {
        Asker it = somebody("it", Optional.of("p1"));
        Act act = Act.of("clock.set");
        policy.replace(Map.of(
                "p1",
                List.of(new Right("clock.set", Filter.nothing(), Set.of("c1"), Set.of(), false, Optional.empty()))));
        assertThat(policy.decide(it, act).allows()).isFalse();
        assertThat(policy.decide(it, act, new On.Company("c1")).allows()).isTrue();
        assertThat(policy.decide(it, act, new On.Company("c2")).allows()).isFalse();
        assertThat(policy.decide(it, act, new On.Department("c1")).allows()).isFalse();
        assertThat(policy.words(it)).doesNotContain("clock.set");
        // What they do where they are goes by the same roles, with an account here or without.
        assertThat(policy.decideForPerson("p1", act, new On.Company("c1")).allows())
                .isTrue();
        assertThat(policy.decideForPerson("p1", act, new On.Company("c2")).allows())
                .isFalse();
        assertThat(policy.decideForPerson("p2", act, new On.Company("c1")).allows())
                .isFalse();
    }

    @Test
    void theReasonsSayWhatIsDecided() {
        somebody("boss", Optional.of("p2"), Permissions.READ_ALL);
        office.desk
                .accounts()
                .create(
                        office.admin(),
                        "robot",
                        null,
                        Optional.empty(),
                        Set.of(Permissions.READ_ALL),
                        Optional.empty());
        Filter narrow = Filter.everything().and(new Filter.SecrecyUpTo(Secrecy.PUBLIC));
        Right everywhereButSecret = new Right(Permissions.READ, narrow, Set.of(), Set.of(), true, Optional.empty());
        Right sales = right(Permissions.READ, SALES, Optional.of(office.now.plusSeconds(60)));
        policy.replace(Map.of("p1", List.of(sales, everywhereButSecret)));
        Reasons reasons = new Reasons(policy, office.desk);
        assertThat(reasons.admitting("p1", facts("d-sales"))).containsExactly(sales);
        for (String department : List.of("d-sales", "d-other")) {
            On on = new On.Message(facts(department));
            assertThat(policy.decideForPerson("p1", READ, on).allows())
                    .isEqualTo(!reasons.admitting("p1", facts(department)).isEmpty());
        }
        assertThat(reasons.admitting("p1", facts("d-other"))).isEmpty();
        assertThat(reasons.admitting("p2", facts("d-sales"))).isEmpty();
        office.pass(Duration.ofSeconds(60));
        assertThat(reasons.admitting("p1", facts("d-sales"))).isEmpty();
        assertThat(reasons.logins())
                .contains(
                        new Readership.Login("boss", "boss", Optional.of("p2"), true),
                        new Readership.Login("robot", "robot", Optional.empty(), true));
    }

    @Test
    void aTokenMayDoLessAndNeverMore() {
        Asker it = somebody("it", Optional.empty(), Permissions.ADMINISTER, Permissions.READ_ALL);
        Asker narrow = token("it", Optional.of(new TreeSet<>(Set.of("clock.set", "rules.write"))));
        assertThat(narrow.account()).isEqualTo("it");
        assertThat(policy.decide(narrow, Act.of("clock.set")).allows()).isTrue();
        assertThat(policy.decide(narrow, Act.of("connectors.read")).allows()).isFalse();
        assertThat(policy.decide(narrow, Act.of("rules.write")).allows()).isFalse();
        assertThat(policy.scope(narrow, READ)).isInstanceOf(Scope.Nothing.class);
        assertThat(policy.words(narrow)).containsExactly("clock.set");
        Asker reads = token("it", Optional.of(new TreeSet<>(Set.of(Permissions.READ))));
        assertThat(policy.scope(reads, READ)).isEqualTo(new Scope.Within(Filter.everything()));
        Asker none = token("it", Optional.of(new TreeSet<>()));
        assertThat(policy.words(none)).isEmpty();
        assertThat(policy.words(token("it", Optional.empty()))).isEqualTo(policy.words(it));
        office.desk.tokens().forget("it");
        assertThat(policy.words(narrow)).isEmpty();
    }

    @Test
    void whatTokensMayIsThereAfterARestart() throws IOException {
        somebody("it", Optional.of("p9"), Permissions.ADMINISTER);
        Tokens.Made made =
                office.desk.tokens().make(Deed.Doer.HUB, "it", "t", Optional.empty(), Optional.of(new TreeSet<>()));
        office.reopen();
        assertThat(office.desk.tokens().of("it")).containsExactly(made.row());
        assertThat(office.desk.token(made.token()).orElseThrow().person()).contains("p9");
    }

    @Test
    void aProgramComesWithTokensAlone() {
        Accounts accounts = office.desk.accounts();
        accounts.create(office.admin(), "robot", null, Optional.empty(), Set.of("clock.set"), Optional.empty());
        assertThat(office.login("robot", "")).isInstanceOf(org.huitong.api.access.Entrance.Login.Refused.class);
        Asker robot = office.desk
                .token(office.desk
                        .tokens()
                        .make(Deed.Doer.HUB, "robot", "t", Optional.empty(), Optional.empty())
                        .token())
                .orElseThrow();
        assertThat(policy.decide(robot, Act.of("clock.set")).allows()).isTrue();
    }

    @Test
    void whatOneAccountHoldsOfSeveralKindsIsSaidAndNoFault() {
        DutiesCheck check = new DutiesCheck(office.desk, policy);
        assertThat(check.result().status()).isEqualTo(Status.UP);
        assertThat(check.result().message()).contains("admin (manage, content, security, audit)");
        Accounts accounts = office.desk.accounts();
        Asker two = somebody("two", Optional.empty(), FirstAdmin.RIGHTS.toArray(String[]::new));
        accounts.change(
                two,
                "admin",
                Optional.empty(),
                Optional.of(Set.of(Permissions.ADMINISTER, "rules.write")),
                Optional.empty());
        accounts.change(office.admin(), "two", Optional.of("II"), Optional.empty(), Optional.empty());
        assertThat(check.result().message()).contains("two (").doesNotContain("admin (");
    }

    private Asker token(String account, Optional<SortedSet<String>> most) {
        return office.desk
                .token(office.desk
                        .tokens()
                        .make(Deed.Doer.HUB, account, "t", Optional.empty(), most)
                        .token())
                .orElseThrow();
    }

    private Asker somebody(String name, Optional<String> person, String... words) {
        office.desk.accounts().create(office.admin(), name, name, Optional.of(PASSWORD), Set.of(words), person);
        office.desk.changePassword(name, PASSWORD, PASSWORD + "!", Optional.empty(), "192.0.2.9");
        return office.desk.current(name).orElseThrow();
    }

    private static Right right(String word, Filter messages, Optional<Instant> until) {
        return new Right(word, messages, Set.of(), Set.of(), false, until);
    }

    private static Facts facts(String department) {
        return new Facts(
                "wecom",
                "t",
                "a",
                "c",
                "s",
                MessageType.TEXT,
                Instant.EPOCH,
                Priority.LOW,
                Set.of(Mark.of(Mark.Kind.DEPARTMENT, department)));
    }

    private static Page page(Permission... permissions) {
        return new Page() {
            @Override
            public LocalText title() {
                return LocalText.of("某页", "Some page");
            }

            @Override
            public String icon() {
                return "book";
            }

            @Override
            public List<Permission> permissions() {
                return Stream.of(permissions).toList();
            }
        };
    }
}
