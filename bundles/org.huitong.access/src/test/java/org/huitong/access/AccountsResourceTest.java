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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.access.AccountsResource.Change;
import org.huitong.access.AccountsResource.Changed;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Page;
import org.huitong.api.web.Problem;
import org.huitong.testkit.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsResourceTest {
    private static final Page RULES = page(
            Permission.of("rules.read", Kind.CONTENT, LocalText.of("查看规则", "See the rules")),
            Permission.of("rules.write", Kind.CONTENT, LocalText.of("修改规则", "Change the rules")));
    private static final Page MAPPING =
            page(Permission.of("mapping.read", Kind.SECURITY, LocalText.of("查看归属", "See the mapping")));

    @TempDir
    Path home;

    @Test
    void whatIsDoneToAccountsIsNoted() throws IOException {
        try (Office office = new Office(home)) {
            AccountsResource accounts = new AccountsResource(office.desk, office.book);
            office.login("admin", "wrong");
            Login.Opened opened = office.opened("admin", Office.ADMIN_PASSWORD);
            make(office, office.admin(), "li", Set.of());
            accounts.change(
                    "li",
                    new Change("李四", null, null, false, null, null, false),
                    new Caller(opened.session().asker()));
            office.desk.logout(opened.cookie());
            assertThat(office.audit.lines())
                    .containsExactly(
                            "-hub accounts.create account:admin done",
                            "-nobody session.open account:admin refused",
                            "admin session.open account:admin done",
                            "admin accounts.create account:li done",
                            "admin accounts.change account:li done",
                            "admin session.close account:admin done");
        }
    }

    @Test
    void whatCanBeGivenIsWhatThePlatformAndThePagesAskFor() throws IOException {
        try (Office office = new Office(home)) {
            List.of(MAPPING, RULES, RULES).forEach(page -> office.book.addPage(page, Map.of()));
            AccountsResource accounts = new AccountsResource(office.desk, office.book);

            assertThat(accounts.list(new Caller(office.admin())).permissions())
                    .startsWith(PlatformWords.ALL.stream()
                            .map(PermissionsResource.Item::of)
                            .toArray(PermissionsResource.Item[]::new))
                    .extracting(PermissionsResource.Item::word)
                    .endsWith("rules.read", "rules.write", "mapping.read")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPasswordThatTheHubMakesIsToldOnce() throws IOException {
        try (Office office = new Office(home)) {
            AccountsResource accounts = new AccountsResource(office.desk, office.book);
            make(office, office.admin(), "wang", Set.of());
            Changed changed = accounts.change(
                    "wang", new Change(null, null, null, true, null, null, false), new Caller(office.admin()));
            String password = changed.password().orElseThrow();

            assertThat(office.opened("wang", password).session().mustChangePassword())
                    .isTrue();
            assertThat(accounts.list(new Caller(office.admin())).toString()).doesNotContain(password);
            assertThat(changed.toString()).doesNotContain(password);
        }
    }

    /** Finding: who was given the name of a removed account saw its complaints, jobs and requests. */
    @Test
    void theNameOfARemovedAccountIsNobodysAgain() throws IOException {
        try (Office office = new Office(home)) {
            Accounts accounts = office.desk.accounts();
            make(office, office.admin(), "wang", Set.of());
            accounts.remove(office.admin(), "wang");
            assertWord("account-name-retired", () -> make(office, office.admin(), "wang", Set.of()));
            office.reopen();
            assertWord("account-name-retired", () -> make(office, office.admin(), "wang", Set.of()));
            Person wang = new FewPeople().add("p1", "1001", "王芳");
            assertThat(office.desk.accounts().ofPerson(wang, List.of("wang", "1001"), true))
                    .as("nor by who is recognised elsewhere")
                    .hasValueSatisfying(made -> assertThat(made.name()).isEqualTo("1001"));
        }
    }

    @Test
    void eachRefusalHasAWordOfItsOwn() throws IOException {
        try (Office office = new Office(home)) {
            AccountsResource accounts = new AccountsResource(office.desk, office.book);
            Caller admin = new Caller(office.admin());
            make(office, office.admin(), "wang", Set.of(Permissions.ADMINISTER));
            Caller wang = grownUp(office, accounts, admin);

            assertWord("account-exists", () -> make(office, office.admin(), "wang", Set.of()));
            assertWord("bad-account-name", () -> make(office, office.admin(), "王", Set.of()));
            assertWord("bad-permission", () -> make(office, office.admin(), "li", Set.of("everything")));
            assertWord("own-account", () -> accounts.remove("admin", admin));
            assertWord(
                    "own-account",
                    () -> accounts.change("admin", new Change(null, Set.of(), null, false, null, null, false), admin));
            assertWord("guarded-permission", () -> make(office, wang.asker(), "li", Set.of(Permissions.READ_ALL)));
            assertWord("guarded-permission", () -> accounts.remove("admin", wang));
            accounts.remove("wang", admin);
            assertThat(office.policy
                            .decide(wang.asker(), Act.of(Permissions.ADMINISTER))
                            .allows())
                    .isFalse();
        }
    }

    /** Somebody who has changed the first password, and so holds what was given. */
    private static Caller grownUp(Office office, AccountsResource accounts, Caller admin) {
        String first = accounts.change("wang", new Change(null, null, null, true, null, null, false), admin)
                .password()
                .orElseThrow();
        office.desk.changePassword("wang", first, first + "!", Optional.empty(), "192.0.2.9");
        return new Caller(office.desk.current("wang").orElseThrow());
    }

    private static void assertWord(String word, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo(word));
    }

    private static void make(Office office, Asker by, String account, Set<String> permissions) {
        office.desk.accounts().create(by, account, null, "first of its kind", permissions);
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
                return List.of(permissions);
            }
        };
    }
}
