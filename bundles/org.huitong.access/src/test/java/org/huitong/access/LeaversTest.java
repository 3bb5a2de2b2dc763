// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Locksmith.Shut;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed.Doer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has left is out with the transaction that says so, and nobody is by one that was undone. */
class LeaversTest {
    private static final String PASSWORD = "seven herons over the lake";

    @TempDir
    Path home;

    private Office office;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        person("wang", "p1", Set.of());
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void person(String name, String person, Set<String> permissions) {
        office.desk
                .accounts()
                .create(office.admin(), name, name, Optional.of(PASSWORD), permissions, Optional.of(person));
        Account account = office.desk.accounts().find(name).orElseThrow();
        // As after the first login.
        office.desk.accounts().changeOwn(account, PASSWORD, PASSWORD + "!", 0, Optional.empty());
    }

    private Shut leave(String... persons) {
        return office.database().write(c -> new Leavers(office.desk).shut(c, List.of(persons), "admin"));
    }

    @Test
    void everythingByWhichSomebodyCameInIsShutAtOnceAndAfterARestart() throws IOException {
        String cookie = office.opened("wang", PASSWORD + "!").cookie();
        String token = office.desk
                .tokens()
                .make(Doer.HUB, "wang", "t", Optional.empty(), Optional.empty())
                .token();
        assertThat(office.desk.session(cookie)).isPresent();
        assertThat(office.desk.token(token)).isPresent();
        assertThat(leave("p1", "p99")).isEqualTo(new Shut(List.of("wang"), List.of()));
        for (int i = 0; i < 2; i++) {
            assertThat(office.desk.session(cookie)).isEmpty();
            assertThat(office.desk.look(cookie)).isEmpty();
            assertThat(office.desk.token(token)).isEmpty();
            assertThat(office.desk.current("wang")).isEmpty();
            assertThat(office.login("wang", PASSWORD + "!")).isInstanceOf(Login.Refused.class);
            assertThat(office.desk.sessions().of("wang")).isEmpty();
            assertThat(office.desk.tokens().of("wang")).isEmpty();
            office.reopen();
        }
        assertThat(office.audit.lines()).contains("admin accounts.shut account:wang done");
        assertThat(office.audit.lines()).contains("-nobody session.open account:wang refused");
    }

    @Test
    void whatIsUndoneShutsNobodyOut() {
        String cookie = office.opened("wang", PASSWORD + "!").cookie();
        assertThatThrownBy(() -> office.database().write(c -> {
                    new Leavers(office.desk).shut(c, List.of("p1"), "admin");
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(office.desk.session(cookie)).isPresent();
        assertThat(office.desk.current("wang")).isPresent();
        assertThat(office.login("wang", PASSWORD + "!")).isInstanceOf(Login.Opened.class);
    }

    @Test
    void aShutAccountIsOpenedByHandAndItsOldSessionsStayGone() {
        String cookie = office.opened("wang", PASSWORD + "!").cookie();
        leave("p1");
        assertThat(leave("p1").accounts()).isEmpty();
        assertThat(change("wang", true).isOpen()).isTrue();
        assertThat(office.desk.session(cookie)).isEmpty();
        assertThat(office.login("wang", PASSWORD + "!")).isInstanceOf(Login.Opened.class);
        assertThat(change("wang", false).isOpen()).isFalse();
        assertThat(office.login("wang", PASSWORD + "!")).isInstanceOf(Login.Refused.class);
    }

    private Account change(String name, boolean open) {
        return office.desk
                .accounts()
                .change(
                        office.admin(),
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(open));
    }

    @Test
    void theFirstAdministratorAndTheLastStayIn() {
        person("chief", "p2", FirstAdmin.RIGHTS);
        office.desk
                .accounts()
                .change(
                        office.desk.current("chief").orElseThrow(),
                        "admin",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("p3"),
                        Optional.empty());
        assertThat(leave("p3")).isEqualTo(new Shut(List.of(), List.of("admin")));
        assertThat(office.audit.lines()).contains("admin accounts.shut account:admin failed");
        office.desk.accounts().remove(office.desk.current("chief").orElseThrow(), "admin");
        person("deputy", "p4", Set.of(), "chief");
        assertThat(leave("p2", "p4")).isEqualTo(new Shut(List.of("deputy"), List.of("chief")));
        assertThat(office.login("chief", PASSWORD + "!")).isInstanceOf(Login.Opened.class);
    }

    @Test
    void ofTwoAdministratorsWhoLeaveTogetherOneStaysIn() {
        person("chief", "p2", Set.of(Permissions.ADMINISTER, Permissions.ALL_SECURITY));
        person("vice", "p3", Set.of(Permissions.ADMINISTER, Permissions.ALL_SECURITY));
        office.desk
                .accounts()
                .change(
                        office.desk.current("chief").orElseThrow(),
                        "admin",
                        Optional.empty(),
                        Optional.of(Set.of(
                                Permissions.READ_ALL,
                                Permissions.ALL_CONTENT,
                                Permissions.ALL_AUDIT,
                                Permissions.SEND)),
                        Optional.empty());
        Shut shut = leave("p2", "p3");
        assertThat(shut.accounts()).hasSize(1);
        assertThat(shut.spared()).hasSize(1);
    }

    private void person(String name, String person, Set<String> permissions, String by) {
        office.desk
                .accounts()
                .create(
                        office.desk.current(by).orElseThrow(),
                        name,
                        name,
                        Optional.of(PASSWORD),
                        permissions,
                        Optional.of(person));
    }
}
