// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.audit.Deed;
import org.huitong.api.people.Person;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of passwords where a company is held to 等保三级. */
class PasswordAgeTest {
    private static final String FIRST = "the first of many words";
    private static final String REMOTE = "192.0.2.9";

    @TempDir
    Path home;

    private Office office;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        office.close();
        office.settings =
                Office.settings(Map.of("passwordDays", 90, "passwordHistory", 2, "lockAttempts", 5, "lockMinutes", 30));
        office.open(Optional.of(Office.ADMIN_PASSWORD));
        office.desk.accounts().create(office.admin(), "wang", "王芳", FIRST, Set.of());
        change(FIRST, password(1));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aPasswordThatIsOverLeadsToChangingItAndNothingElse() {
        String cookie = office.opened("wang", password(1)).cookie();
        String token = token("wang");
        office.pass(Duration.ofDays(90).minusSeconds(1));
        cookie = office.opened("wang", password(1)).cookie();
        assertThat(office.desk.session(cookie).orElseThrow().mustChangePassword())
                .isFalse();
        office.pass(Duration.ofSeconds(1));
        // Also in the session that was open when its days were over; and a program's token is none of its business.
        assertThat(office.desk.session(cookie).orElseThrow().mustChangePassword())
                .isTrue();
        assertThat(office.opened("wang", password(1)).session().mustChangePassword())
                .isTrue();
        assertThat(office.desk.token(token)).isPresent();
        assertThat(new PasswordsResource(office.desk).rules().over()).isEqualTo(1);
        change(password(1), password(2));
        assertThat(office.opened("wang", password(2)).session().mustChangePassword())
                .isFalse();
        assertThat(new PasswordsResource(office.desk).rules().over()).isZero();
    }

    @Test
    void whoBreaksTheGlassIsNeverShutOut() throws IOException {
        office.pass(Duration.ofDays(1_000));
        for (int i = 0; i < 30; i++) {
            office.login("admin", "wrong " + i, "198.51.100." + i);
        }
        office.pass(Duration.ofMinutes(1));
        assertThat(office.opened("admin", Office.ADMIN_PASSWORD).session().mustChangePassword())
                .isFalse();
    }

    @Test
    void theLastOnesAreNotTakenAgainAlsoAfterARestart() throws IOException {
        office.pass(Duration.ofSeconds(1));
        change(password(1), password(2));
        refused(password(2), password(1));
        refused(password(2), FIRST);
        office.pass(Duration.ofSeconds(1));
        office.reopen();
        change(password(2), password(3));
        // The very first is the third before the present one by now.
        refused(password(3), password(1));
        office.pass(Duration.ofSeconds(1));
        change(password(3), FIRST);
    }

    @Test
    void oldOnesAreKeptAsThePresentOneAndNotForEver() throws SQLException {
        for (int i = 1; i <= PasswordAge.MOST_KEPT + 3; i++) {
            office.pass(Duration.ofSeconds(1));
            change(password(i), password(i + 1));
        }
        List<String> kept = office.desk.shelf().oldPasswords("wang", Integer.MAX_VALUE);
        assertThat(kept).hasSize(PasswordAge.MOST_KEPT).allSatisfy(hash -> assertThat(hash)
                .startsWith("$argon2id$"));
    }

    @Test
    void wrongTriesLockAnAccountForAWhileFromEverywhere() {
        for (int i = 0; i < 5; i++) {
            assertThat(office.login("wang", "wrong", "198.51.100." + i)).isInstanceOf(Login.Refused.class);
        }
        assertThat(office.login("wang", password(1), "203.0.113.9"))
                .isInstanceOfSatisfying(Login.Braked.class, braked -> assertThat(braked.seconds())
                        .isEqualTo(30 * 60));
        assertThat(office.audit.lines()).contains("-hub accounts.lock account:wang done");
        office.pass(Duration.ofMinutes(30));
        assertThat(office.login("wang", password(1), "203.0.113.9")).isInstanceOf(Login.Opened.class);
    }

    /** Nor a program, nor a name that nobody has here and the directory may know: each is only slowed. */
    @Test
    void whoHasNoPasswordHereIsSlowedAndNotLocked() {
        Person li = new FewPeople().add("p7", "1007", "李雷");
        office.desk.accounts().ofPerson(li, List.of("li", "1007"), true).orElseThrow();
        for (String name : List.of("li", "stranger")) {
            for (int i = 0; i < 7; i++) {
                assertThat(office.login(name, "wrong", "198.51.100." + i)).isInstanceOf(Login.Refused.class);
            }
        }
        assertThat(office.audit.lines()).noneMatch(line -> line.contains("accounts.lock"));
    }

    @Test
    void aRightOneForgetsTheWrongOnesAndAResetOneUnlocks() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                office.login("wang", "wrong", "198.51.100." + i);
            }
            office.pass(Duration.ofMinutes(2));
            assertThat(office.login("wang", password(1))).isInstanceOf(Login.Opened.class);
        }
        for (int i = 0; i < 5; i++) {
            office.login("wang", "wrong", "198.51.100." + (10 + i));
        }
        assertThat(office.login("wang", password(1), "203.0.113.9")).isInstanceOf(Login.Braked.class);
        office.desk
                .accounts()
                .change(
                        office.admin(),
                        "wang",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("given anew by hand 7"));
        office.pass(Duration.ofMinutes(1));
        assertThat(office.login("wang", "given anew by hand 7", "203.0.113.9")).isInstanceOf(Login.Opened.class);
    }

    @Test
    void asDeliveredNothingAgesAndNobodyIsLockedOut() throws IOException {
        PasswordAge delivered = Office.settings(Map.of()).age();
        assertThat(delivered).isEqualTo(new PasswordAge(0, 5, 0, 30));
        assertThat(delivered.locks()).isFalse();
        // One slip of the pen in the file locks out nobody.
        assertThat(new PasswordAge(-1, 99, 1, 0)).isEqualTo(new PasswordAge(0, 24, 3, 1));
    }

    private String token(String account) {
        return office.desk
                .tokens()
                .make(Deed.Doer.HUB, account, "ci", Optional.empty(), Optional.empty())
                .token();
    }

    private static String password(int n) {
        return "gravel-" + n + "-pelican-" + n * 7 + "-orbit";
    }

    private void change(String old, String fresh) {
        office.desk.changePassword("wang", old, fresh, Optional.empty(), REMOTE);
    }

    private void refused(String old, String fresh) {
        assertThatThrownBy(() -> change(old, fresh)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                        problem.detail().zh())
                .contains("最近 2 次"));
    }
}
