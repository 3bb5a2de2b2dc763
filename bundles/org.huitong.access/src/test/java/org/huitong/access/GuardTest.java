// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.On;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.filter.Filter;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody comes to more by giving, lending or resetting what is another's. */
class GuardTest {
    private static final String PASSWORD = "a long enough password";
    private static final Filter COMPANY = Filter.marked(Mark.Kind.COMPANY, "c1");

    @TempDir
    Path home;

    private Office office;
    private Accounts accounts;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        accounts = office.desk.accounts();
        office.book.addPage(new Words(), Map.of());
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** Finding: the roles of an account's person did not count. */
    @Test
    void nobodyComesInAsWhoReadsMoreByARole() {
        office.policy.replace(Map.of("p-boss", List.of(reads(COMPANY, true)), "p-li", List.of(reads(COMPANY, false))));
        make("boss", Optional.of("p-boss"));
        make("li", Optional.of("p-li"));
        Asker clerk = make("clerk", Optional.empty(), Permissions.ACCOUNTS);
        guarded(() -> reset(clerk, "boss"));
        guarded(() -> accounts.create(clerk, "two", "x", Optional.of(PASSWORD), Set.of(), Optional.of("p-boss")));
        guarded(() -> lend(clerk, "li", "p-boss"));
        accounts.create(clerk, "robot", "x", Optional.empty(), Set.of(), Optional.empty());
        guarded(() -> lend(clerk, "robot", "p-boss"));
        // What everybody has who works here is no charge, or nobody's password could ever be reset.
        reset(clerk, "li");
        // Whoever reads everything is lent nothing, and can break the glass.
        reset(office.admin(), "boss");
    }

    /** Finding: whoever keeps accounts made one of a head's, and approved what they had asked for themselves. */
    @Test
    void nobodyComesInAsWhoApproves() {
        Right decides = limited(Permissions.DECIDE);
        office.policy.replace(Map.of("p-head", List.of(decides), "p-other", List.of(decides)));
        make("head", Optional.of("p-head"));
        Asker security = make("security", Optional.of("p-other"), Permissions.ALL_SECURITY);
        guarded(() -> reset(security, "head"));
        guarded(() -> accounts.create(security, "two", "x", Optional.of(PASSWORD), Set.of(), Optional.of("p-head")));
        make("li", Optional.of("p-li"));
        guarded(() -> lend(security, "li", "p-head"));
        reset(office.admin(), "head");
    }

    /** Finding: only five words were guarded, and each of their parts was free. */
    @ParameterizedTest
    @ValueSource(strings = {"audit.read", "extensions.manage", "connectors.read", "roles.manage", "messages.assign"})
    void whatManagesSecuresOrAuditsIsGivenByItsHoldersAlone(String word) {
        Asker clerk = make("clerk", Optional.empty(), Permissions.ACCOUNTS);
        guarded(() -> accounts.create(clerk, "puppet", "x", PASSWORD, Set.of(word)));
        make("other", Optional.empty(), word);
        guarded(() -> reset(clerk, "other"));
        guarded(() -> change(clerk, "other", Set.of()));
        accounts.create(clerk, "reader", "x", PASSWORD, Set.of(Permissions.ACCOUNTS));
    }

    /** Finding: a fresh account was given all of the content, and its maker came in by it. */
    @ParameterizedTest
    @ValueSource(strings = {"rules.read", "tasks.manage", "made.up", Permissions.EXPORT, Permissions.READ})
    void contentIsGivenByWhoHoldsItWhole(String word) {
        office.policy.replace(Map.of("p-head", List.of(limited(word))));
        Asker security = make("security", Optional.of("p-head"), Permissions.ALL_SECURITY);
        guarded(() -> accounts.create(security, "puppet", "x", PASSWORD, Set.of(word)));
        accounts.create(security, "puppet", "x", Optional.empty(), Set.of(), Optional.empty());
        guarded(() -> change(security, "puppet", Set.of(word)));
        make("other", Optional.empty(), word);
        guarded(() -> reset(security, "other"));
        accounts.create(office.admin(), "robot", "x", Optional.empty(), Set.of(word), Optional.empty());
        guarded(() -> accounts.checkProgram(security, "robot"));
        accounts.checkEndsToken(security, "robot");
        // To take is no way to come to it.
        open(security, "other", false);
        change(security, "other", Set.of());
    }

    /** Finding: it was given as a word, and with it the guard on the accounts of whoever approves fell. */
    @Test
    void toApproveIsNobodysToGive() {
        assertThatThrownBy(() -> make("puppet", Optional.empty(), Permissions.DECIDE))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("nobodys-permission"));
        make("li", Optional.empty());
        assertThatThrownBy(() -> change(office.admin(), "li", Set.of(Permissions.DECIDE)))
                .isInstanceOf(Problem.class);
    }

    /** Finding: what a person holds by a role did not count for shutting, parting and removing. */
    @Test
    void nobodyPutsAwayWhoWatchesOrApproves() {
        Right audits =
                new Right(Permissions.ALL_AUDIT, Filter.nothing(), Set.of(), Set.of(), true, Optional.empty(), true);
        office.policy.replace(Map.of(
                "p-auditor",
                List.of(audits),
                "p-head",
                List.of(limited(Permissions.DECIDE)),
                "p-li",
                List.of(limited("tasks.manage"), reads(COMPANY, true))));
        Asker security = make("security", Optional.empty(), Permissions.ALL_SECURITY);
        for (String name : List.of("auditor", "head")) {
            make(name, Optional.of("p-" + name));
            guarded(() -> open(security, name, false));
            guarded(() -> lend(security, name, ""));
            guarded(() -> accounts.remove(security, name));
        }
        make("li", Optional.of("p-li"));
        open(security, "li", false);
        accounts.remove(security, "li");
        open(office.admin(), "head", false);
        guarded(() -> open(security, "head", true));
    }

    /** Finding: the second factor of whoever approves was taken off by who may not set their password. */
    @Test
    void aFactorIsResetByWhoMayResetThePassword() {
        office.policy.replace(Map.of("p-head", List.of(limited(Permissions.DECIDE))));
        make("head", Optional.of("p-head"));
        Asker security = make("security", Optional.empty(), Permissions.ALL_SECURITY);
        guarded(() -> office.desk.resetFactor(security, "head"));
        office.desk.resetFactor(office.admin(), "head");
    }

    @Test
    void aKindByARoleCountsAsMuchAsOneByTheAccount() {
        Right audit =
                new Right(Permissions.ALL_AUDIT, Filter.nothing(), Set.of(), Set.of(), true, Optional.empty(), true);
        office.policy.replace(Map.of("p-auditor", List.of(audit)));
        make("auditor", Optional.of("p-auditor"));
        Asker security = make("security", Optional.empty(), Permissions.ALL_SECURITY);
        guarded(() -> reset(security, "auditor"));
        Asker peer = make("peer", Optional.of("p-auditor"), Permissions.ACCOUNTS);
        accounts.create(peer, "helper", "x", PASSWORD, Set.of("audit.read"));
    }

    /** Finding: a token was judged by its account. */
    @Test
    void aTokenHandsOnNoMoreThanItWasMadeFor() {
        Asker admin = office.admin();
        Tokens.Made made = office.desk
                .tokens()
                .make(
                        Doer.of(admin),
                        "admin",
                        "t",
                        Optional.empty(),
                        Optional.of(new TreeSet<>(Set.of(Permissions.ACCOUNTS))));
        Asker narrow = office.desk.token(made.token()).orElseThrow();
        assertThat(may(narrow, Permitted.EVERYBODY)).isFalse();
        assertThat(may(admin, Permitted.EVERYBODY)).isTrue();
        guarded(() -> accounts.create(narrow, "puppet", "x", PASSWORD, Set.of(Permissions.ADMINISTER)));
        make("boss", Optional.empty(), Permissions.READ_ALL);
        guarded(() -> reset(narrow, "boss"));
        reset(admin, "boss");
    }

    /** Finding: a right to one department opened what nobody judges by departments. */
    @Test
    void aLimitedRightOpensOnlyWhatIsJudgedOneByOne() {
        office.policy.replace(Map.of(
                "p1",
                List.of(
                        limited("people.write"),
                        limited("rules.write"),
                        limited("tasks.manage"),
                        reads(COMPANY, true))));
        Asker head = make("head", Optional.of("p1"));
        assertThat(may(head, "people.write")).isFalse();
        assertThat(may(head, "rules.write")).isFalse();
        assertThat(may(head, Permissions.READ)).isTrue();
        assertThat(may(head, "tasks.manage")).isTrue();
        Act tasks = Act.of("tasks.manage");
        assertThat(office.policy.decide(head, tasks, new On.Department("d1")).allows())
                .isTrue();
        assertThat(office.policy.decide(head, tasks, new On.Department("d2")).allows())
                .isFalse();
    }

    private boolean may(Asker asker, String word) {
        return office.policy.decide(asker, Act.of(word)).allows();
    }

    private Asker make(String name, Optional<String> person, String... words) {
        accounts.create(office.admin(), name, name, Optional.of(PASSWORD), Set.of(words), person);
        office.desk.changePassword(name, PASSWORD, PASSWORD + "!", Optional.empty(), "192.0.2.9");
        return office.desk.current(name).orElseThrow();
    }

    private void reset(Asker by, String name) {
        accounts.change(by, name, Optional.empty(), Optional.empty(), Optional.of(PASSWORD + "?"));
    }

    private void change(Asker by, String name, Set<String> words) {
        accounts.change(by, name, Optional.empty(), Optional.of(words), Optional.empty());
    }

    private void open(Asker by, String name, boolean open) {
        accounts.change(
                by, name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(open));
    }

    private void lend(Asker by, String name, String person) {
        accounts.change(
                by, name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(person), Optional.empty());
    }

    private static void guarded(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo("guarded-permission"));
    }

    private static Right reads(Filter messages, boolean charge) {
        return new Right(Permissions.READ, messages, Set.of("c1"), Set.of(), false, Optional.empty(), charge);
    }

    private static Right limited(String word) {
        return new Right(word, Filter.nothing(), Set.of(), Set.of("d1"), false, Optional.empty(), true);
    }

    /** What pages of capabilities explain. */
    private static final class Words implements Page {
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
            return List.of(
                    named("rules.write", Kind.CONTENT),
                    named("rules.read", Kind.CONTENT),
                    named("people.write", Kind.SECURITY),
                    named("roles.manage", Kind.SECURITY),
                    named("audit.read", Kind.AUDIT),
                    named("tasks.manage", Kind.CONTENT).narrowing());
        }

        private static Permission named(String word, Kind kind) {
            return Permission.of(word, kind, LocalText.of(word, word));
        }
    }
}
