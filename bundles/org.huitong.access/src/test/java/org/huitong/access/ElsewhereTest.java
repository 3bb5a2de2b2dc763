// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Identity;
import org.huitong.api.access.Identity.Provider;
import org.huitong.api.access.PasswordProvider;
import org.huitong.api.access.Recognition;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is recognised elsewhere comes in as who they are here, and nobody else does. */
class ElsewhereTest {
    private static final Provider LDAP = new Provider("ldap", "main");
    private static final LocalText EXPIRED = LocalText.of("密码已过期", "The password has expired");

    @TempDir
    Path home;

    private final FewPeople roster = new FewPeople();
    private final List<String> asked = new ArrayList<>();
    private Office office;

    private void open(PasswordProvider... providers) throws IOException {
        Recognising recognising = new Recognising(roster);
        for (int i = 0; i < providers.length; i++) {
            recognising.addProvider(providers[i], Map.of("service.id", (long) i));
        }
        office = new Office(home, recognising);
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** Knows one name, with the password {@code right}. */
    private PasswordProvider knowing(String login, Identity identity) {
        return (name, password) -> {
            asked.add(name);
            return !name.equals(login)
                    ? new Recognition.NotMine()
                    : "right".equals(new String(password))
                            ? new Recognition.Recognised(identity)
                            : new Recognition.Wrong();
        };
    }

    private static Identity identity(String subject, String employee, String login) {
        return new Identity(LDAP, subject, Optional.ofNullable(employee), Optional.ofNullable(login));
    }

    @Test
    void aPersonOfTheRosterWithoutAnAccountGetsOneWithoutPermissions() throws IOException {
        Person wang = roster.add("p1", "1001", "王芳");
        open(knowing("1001", identity("g1", "1001", "Wang.Fang")));
        assertThat(office.login("1001", "wrong")).isInstanceOf(Login.Refused.class);
        Login.Opened opened = office.opened("1001", "right");
        assertThat(opened.session().asker().account()).isEqualTo("wang.fang");
        assertThat(opened.session().asker().person()).contains(wang.id());
        assertThat(opened.session().mustChangePassword()).isFalse();
        assertThat(office.desk.accounts().find("wang.fang").orElseThrow().permissions())
                .isEmpty();
        assertThat(office.opened("1001", "right").session().asker().account()).isEqualTo("wang.fang");
        assertThat(office.desk.accounts().list()).hasSize(2);
        assertThat(office.audit.lines())
                .contains(
                        "-hub accounts.create account:wang.fang done", "wang.fang session.open account:wang.fang done");
    }

    @Test
    void theSubjectCountsBeforeTheNumberAndWhoHasLeftStaysOut() throws IOException {
        roster.add("p1", "1001", "王芳");
        roster.add("p2", "1002", "李明", new PlatformAccount("ldap", "main", List.of("g2"), Optional.empty()));
        roster.leave("p3", "1003", "赵六", new PlatformAccount("ldap", "main", List.of("g3"), Optional.empty()));
        open(
                knowing("a", identity("g2", "1001", "a")),
                knowing("b", identity("g3", "1001", "b")),
                knowing("c", identity("g4", "1003", "c")));
        assertThat(office.opened("a", "right").session().asker().person()).contains("p2");
        assertThat(office.login("b", "right")).isInstanceOf(Login.Barred.class);
        assertThat(office.login("c", "right")).isInstanceOf(Login.Barred.class);
    }

    @Test
    void aNumberOfTwoCompaniesIsNobodyUnlessTheLoginTells() throws IOException {
        roster.add("p1", "1", "王芳");
        roster.add("p2", "1", "李明");
        open(knowing("1", identity("g1", "1", "x")));
        assertThat(office.login("1", "right")).isInstanceOf(Login.Barred.class);
        roster.login("p2", "X");
        assertThat(office.opened("1", "right").session().asker().person()).contains("p2");
    }

    @Test
    void whatTheDirectorySaysIsToldAndTheNextIsAskedWhereItKnowsNobody() throws IOException {
        roster.add("p1", "1001", "王芳");
        open(
                (name, password) -> name.equals("old") ? new Recognition.Refused(EXPIRED) : new Recognition.NotMine(),
                (name, password) -> {
                    throw new IllegalStateException("broken");
                },
                knowing("1001", identity("g1", "1001", null)));
        assertThat(office.login("old", "right")).isEqualTo(new Login.Barred(EXPIRED));
        assertThat(office.login("1001", "right")).isInstanceOf(Login.Opened.class);
        assertThat(office.login("1001", "")).isInstanceOf(Login.Refused.class);
        assertThat(office.login("nobody", "right")).isInstanceOf(Login.Unreachable.class);
    }

    @Test
    void theAdministratorHereNeverDependsOnADirectory() throws IOException {
        roster.add("p1", "admin", "admin");
        open((name, password) -> {
            asked.add(name);
            return new Recognition.Unreachable();
        });
        assertThat(office.login("admin", Office.ADMIN_PASSWORD)).isInstanceOf(Login.Opened.class);
        assertThat(office.login("admin", "wrong")).isInstanceOf(Login.Refused.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aShutAccountStaysShutAndALocalPasswordGoesOn() throws IOException {
        roster.add("p1", "1001", "王芳");
        open(knowing("wang", identity("g1", "1001", null)));
        office.desk
                .accounts()
                .create(office.admin(), "wang", "王芳", Optional.of("seven herons there"), Set.of(), Optional.of("p1"));
        assertThat(office.login("wang", "seven herons there")).isInstanceOf(Login.Opened.class);
        assertThat(asked).isEmpty();
        assertThat(office.opened("wang", "right").session().asker().account()).isEqualTo("wang");
        office.desk
                .accounts()
                .change(
                        office.admin(),
                        "wang",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false));
        assertThat(office.login("wang", "seven herons there")).isNotInstanceOf(Login.Opened.class);
        assertThat(office.login("wang", "right")).isInstanceOf(Login.Barred.class);
    }
}
