// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Permission.Kind;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed;
import org.huitong.api.web.Problem;
import org.huitong.testkit.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DeskTest {
    private static final Act READ = Act.of(Permissions.READ);
    private static final String LONG = "a long enough password";

    @TempDir
    Path home;

    @Test
    void firstAdministratorFromTheEnvironmentNeedNotChange() throws IOException {
        try (Office office = new Office(home)) {
            Login.Opened opened = office.opened("Admin ", Office.ADMIN_PASSWORD);
            assertThat(opened.session().mustChangePassword()).isFalse();
            assertThat(office.desk.accounts().find("admin").orElseThrow().permissions())
                    .containsExactlyInAnyOrderElementsOf(FirstAdmin.RIGHTS);
            assertThat(office.policy.kinds(office.desk.accounts().find("admin").orElseThrow()))
                    .containsExactlyInAnyOrder(Kind.values());
            assertThat(home.resolve("keys/initial-admin-password")).doesNotExist();
        }
        try (Office later = new Office(home, Optional.of("another one in the environment"))) {
            assertThat(later.login("admin", "another one in the environment")).isInstanceOf(Login.Refused.class);
            assertThat(later.login("admin", Office.ADMIN_PASSWORD)).isInstanceOf(Login.Opened.class);
        }
    }

    @Test
    void generatedPasswordIsInItsFileAloneAndMustBeChanged() throws IOException {
        Path file = home.resolve("keys/initial-admin-password");
        try (Office office = new Office(home, Optional.empty())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String password = Files.readString(file).strip();
            Login.Opened opened = office.opened("admin", password);
            assertThat(opened.session().mustChangePassword()).isTrue();

            Asker asker = opened.session().asker();
            Policy policy = office.policy;
            assertThat(policy.decide(asker, Act.of(Permissions.ADMINISTER))).isInstanceOf(Decision.Denied.class);
            assertThat(policy.scope(asker, READ)).isInstanceOf(Scope.Nothing.class);
            assertThat(office.desk.current("admin")).isEmpty();

            office.desk.changePassword("admin", password, LONG, Optional.of(opened.cookie()), "192.0.2.7");
            assertThat(file).doesNotExist();
            assertThat(office.desk.session(opened.cookie()).orElseThrow().mustChangePassword())
                    .isFalse();
            assertThat(policy.scope(asker, READ)).isInstanceOf(Scope.Within.class);
            assertThat(office.login("admin", password)).isInstanceOf(Login.Refused.class);
        }
    }

    @Test
    void nothingThatOpensStandsInTheDatabase() throws IOException {
        String cookie;
        String token;
        try (Office office = new Office(home)) {
            cookie = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            token = office.desk
                    .tokens()
                    .make(Deed.Doer.HUB, "admin", "ci", Optional.empty(), Optional.empty())
                    .token();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain(cookie, token, Office.ADMIN_PASSWORD);
            }
        }
    }

    @Test
    void sessionsSurviveARestartAndEndByThemselves() throws IOException {
        try (Office office = new Office(home)) {
            String idle = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            String busy = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            String csrf = office.desk.session(busy).orElseThrow().csrf();
            office.reopen();
            assertThat(office.desk.session(busy).orElseThrow().csrf()).isEqualTo(csrf);
            for (int hours = 0; hours < 7 * 24 - 11; hours += 11) {
                assertThat(office.desk.session(busy)).isPresent();
                office.pass(Duration.ofHours(11));
            }
            assertThat(office.desk.session(idle)).isEmpty();
            office.reopen();
            assertThat(office.desk.session(idle)).isEmpty();
            assertThat(office.desk.session(busy)).isPresent();
            office.pass(Duration.ofHours(11));
            assertThat(office.desk.session(busy)).isEmpty();
        }
    }

    @Test
    void sessionsEndByHandAndWithThePassword() throws IOException {
        try (Office office = new Office(home)) {
            String one = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            String two = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            String three = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            office.desk.logout(one);
            office.desk.logout("no such cookie");
            assertThat(office.desk.session(one)).isEmpty();
            office.desk.changePassword("admin", Office.ADMIN_PASSWORD, LONG, Optional.of(two), "192.0.2.7");
            assertThat(office.desk.session(two)).isPresent();
            assertThat(office.desk.session(three)).isEmpty();
            office.reopen();
            assertThat(office.desk.session(two)).isPresent();
            assertThat(office.desk.session(three)).isEmpty();
        }
    }

    @Test
    void tokensEndWithThePassword() throws IOException {
        try (Office office = new Office(home)) {
            String token = office.desk
                    .tokens()
                    .make(Deed.Doer.HUB, "admin", "ci", Optional.empty(), Optional.empty())
                    .token();
            office.desk.changePassword("admin", Office.ADMIN_PASSWORD, LONG, Optional.empty(), "192.0.2.7");
            assertThat(office.desk.token(token)).isEmpty();
            office.reopen();
            assertThat(office.desk.token(token)).isEmpty();
        }
    }

    @Test
    void tokenMakesNoOther() throws IOException {
        try (Office office = new Office(home)) {
            TokensResource resource = new TokensResource(office.desk);
            String other = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            office.desk.accounts().create(office.admin(), "wang", "王芳", LONG, Set.of());
            office.desk.changePassword("wang", LONG, LONG + "!", Optional.empty(), "192.0.2.9");
            Caller wang = new Caller(office.desk.current("wang").orElseThrow());
            TokensResource.Wish wish = new TokensResource.Wish("for ever", null, null);
            refused(403, () -> resource.make(wish, wang, new Brought(null, null)));
            refused(403, () -> resource.make(wish, wang, new Brought(null, "no such cookie")));
            refused(403, () -> resource.make(wish, wang, new Brought(other, other)));
            assertThat(office.desk.tokens().of("wang")).isEmpty();
        }
    }

    @Test
    void lookingAtASessionDoesNotUseIt() throws IOException {
        try (Office office = new Office(home)) {
            String cookie = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            for (int i = 0; i < 12; i++) {
                assertThat(office.desk.look(cookie)).isPresent();
                office.pass(Duration.ofHours(1));
            }
            assertThat(office.desk.look(cookie)).isEmpty();
            assertThat(office.desk.session(cookie)).isEmpty();
        }
    }

    @Test
    void namesThatNobodyHasFillNoMemory() throws IOException {
        try (Office office = new Office(home)) {
            // The brake would count these: after 30 the address would be slowed.
            for (int i = 0; i < 40; i++) {
                assertThat(office.login("x".repeat(100_000) + i, "wrong")).isInstanceOf(Login.Refused.class);
                assertThat(office.login("a b" + i, "wrong")).isInstanceOf(Login.Refused.class);
            }
            assertThat(office.login("admin", Office.ADMIN_PASSWORD)).isInstanceOf(Login.Opened.class);
        }
    }

    @Test
    void ownSessionsAreListedAndEndedByTheirOwnerAlone() throws IOException {
        try (Office office = new Office(home)) {
            SessionsResource sessions = new SessionsResource(office.desk);
            Caller admin = new Caller(office.admin());
            String old = ((Login.Opened) office.login("admin", Office.ADMIN_PASSWORD, "192.0.2.8")).cookie();
            office.pass(Duration.ofMinutes(1));
            String here = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            office.desk.accounts().create(office.admin(), "wang", "王芳", LONG, Set.of());
            String other = office.opened("wang", LONG).cookie();
            office.reopen();

            var listed = sessions.list(admin, new Brought(null, here)).items();
            assertThat(listed)
                    .extracting(SessionsResource.Shown::from)
                    .containsExactly(Optional.of("192.0.2.7"), Optional.of("192.0.2.8"));
            assertThat(listed).extracting(SessionsResource.Shown::here).containsExactly(true, false);
            assertThat(listed.toString()).doesNotContain(old, here);

            SessionsResource again = new SessionsResource(office.desk);
            String others = Sessions.id(other);
            refused(404, () -> again.end(others, admin));
            again.end(Sessions.id(old), admin);
            assertThat(office.desk.session(old)).isEmpty();
            String third = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            again.endOthers(admin, new Brought(here, null));
            assertThat(office.desk.session(third)).isEmpty();
            assertThat(office.desk.session(here)).isPresent();
            assertThat(office.desk.session(other)).isPresent();
        }
    }

    @Test
    void namesAreOneLineThatReadsAsWhatItIs() throws IOException {
        try (Office office = new Office(home)) {
            Accounts accounts = office.desk.accounts();
            Asker admin = office.admin();
            accounts.create(admin, "wang", "王芳", LONG, Set.of());
            TokensResource tokens = new TokensResource(office.desk);
            Brought brought = new Brought(
                    null, office.opened("admin", Office.ADMIN_PASSWORD).cookie());
            for (String name :
                    new String[] {"a\nb", "a\tb", "a\u0085b", "a\u2028b", "\u202egnaw", "a\u200bb", "a\ud800b"}) {
                refused(400, () -> accounts.create(admin, "li", name, LONG, Set.of()));
                refused(
                        400,
                        () -> accounts.change(admin, "wang", Optional.of(name), Optional.empty(), Optional.empty()));
                refused(400, () -> tokens.make(new TokensResource.Wish(name, null, null), new Caller(admin), brought));
            }
            accounts.create(admin, "li", "李👩\u200d🔧 ", LONG, Set.of());
            assertThat(accounts.find("li").orElseThrow().display()).isEqualTo("李👩\u200d🔧");
        }
    }

    @Test
    void tokensEndBeforeTimeDoes() throws IOException {
        try (Office office = new Office(home)) {
            TokensResource tokens = new TokensResource(office.desk);
            Brought brought = new Brought(
                    null, office.opened("admin", Office.ADMIN_PASSWORD).cookie());
            Caller admin = new Caller(office.admin());
            for (Instant time : new Instant[] {
                Instant.MAX,
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.MIN,
                Instant.parse("-0001-01-01T00:00:00Z")
            }) {
                refused(400, () -> tokens.make(new TokensResource.Wish("t", time, null), admin, brought));
            }
            assertThat(office.desk.tokens().of("admin")).isEmpty();
        }
    }

    @Test
    void aLoginThatFailsIsLoggedWithItsAddressAndANameThatNobodyHasIsNot() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(Desk.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (Office office = new Office(home)) {
            office.login("admin", "wrong", "192.0.2.1");
            office.login("hunter2", "wrong", "192.0.2.2");
            for (int i = 0; i < 5; i++) {
                office.login("correct horse battery", "wrong", "192.0.2.3");
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "A wrong password was given, account=admin from=192.0.2.1",
                        "A login was tried with a name that nobody has, from=192.0.2.2",
                        "A login was tried with what can be no name, from=192.0.2.3");
    }

    @Test
    void oldestSessionsMakeRoom() throws IOException {
        try (Office office = new Office(home)) {
            String first = office.opened("admin", Office.ADMIN_PASSWORD).cookie();
            for (int i = 0; i < 20; i++) {
                office.pass(Duration.ofMinutes(1));
                office.opened("admin", Office.ADMIN_PASSWORD);
            }
            assertThat(office.desk.session(first)).isEmpty();
        }
    }

    @Test
    void tokensOpenUntilTheyExpireAreRemovedOrTheirAccountIsShut() throws IOException {
        try (Office office = new Office(home)) {
            Tokens tokens = office.desk.tokens();
            Tokens.Made forever = tokens.make(Deed.Doer.HUB, "admin", "ci", Optional.empty(), Optional.empty());
            Tokens.Made brief = tokens.make(
                    Deed.Doer.HUB, "admin", "brief", Optional.of(office.now.plusSeconds(60)), Optional.empty());
            assertThat(forever.token()).startsWith("ht_").hasSizeGreaterThan(40);
            assertThat(office.desk.token(forever.token()).orElseThrow().account())
                    .isEqualTo("admin");
            assertThat(office.desk.token(brief.token())).isPresent();
            office.pass(Duration.ofSeconds(60));
            assertThat(office.desk.token(brief.token())).isEmpty();
            assertThat(office.desk.token("ht_nonsense")).isEmpty();
            assertThat(office.desk.token("")).isEmpty();
            office.reopen();
            assertThat(office.desk.token(forever.token())).isPresent();
            assertThat(office.desk
                            .tokens()
                            .remove(Deed.Doer.HUB, "somebody", forever.row().id()))
                    .isFalse();
            assertThat(office.desk
                            .tokens()
                            .remove(Deed.Doer.HUB, "admin", forever.row().id()))
                    .isTrue();
            assertThat(office.desk.token(forever.token())).isEmpty();
        }
    }

    @Test
    void resetPasswordOpensNothingUntilItIsChanged() throws IOException {
        try (Office office = new Office(home)) {
            office.desk.accounts().create(office.admin(), "wang", "王芳", LONG, Set.of("rules.read"));
            office.desk.changePassword("wang", LONG, LONG + "!", Optional.empty(), "192.0.2.9");
            String token = office.desk
                    .tokens()
                    .make(Deed.Doer.HUB, "wang", "t", Optional.empty(), Optional.empty())
                    .token();
            assertThat(office.desk.token(token)).isPresent();
            office.desk
                    .accounts()
                    .change(
                            office.admin(),
                            "wang",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("set by the admin"));
            assertThat(office.desk.token(token)).isEmpty();
            assertThat(office.opened("wang", "set by the admin").session().mustChangePassword())
                    .isTrue();
        }
    }

    @Test
    void rightsAreThoseOfThisMoment() throws IOException {
        try (Office office = new Office(home)) {
            Policy policy = office.policy;
            office.desk.accounts().create(office.admin(), "wang", "王芳", LONG, Set.of(Permissions.READ_ALL));
            office.desk.changePassword("wang", LONG, LONG + "!", Optional.empty(), "192.0.2.9");
            Asker wang = office.desk.current("wang").orElseThrow();
            assertThat(policy.scope(wang, READ)).isInstanceOf(Scope.Within.class);
            assertThat(policy.decide(wang, Act.of(Permissions.ADMINISTER))).isInstanceOf(Decision.Denied.class);
            assertThat(policy.decide(wang, Act.of("rules.read"))).isInstanceOf(Decision.Denied.class);
            office.desk
                    .accounts()
                    .change(office.admin(), "wang", Optional.empty(), Optional.of(Set.of()), Optional.empty());
            assertThat(policy.scope(wang, READ)).isInstanceOf(Scope.Nothing.class);
            office.desk.accounts().remove(office.admin(), "wang");
            assertThat(office.desk.current("wang")).isEmpty();
            assertThat(policy.decide(new Asker("nobody", "nobody", Optional.empty()), Act.of("a.b")))
                    .isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void administratorWhoMayNotReadCannotComeToIt() throws IOException {
        try (Office office = new Office(home)) {
            Accounts accounts = office.desk.accounts();
            accounts.create(office.admin(), "it", "IT", LONG, Set.of(Permissions.ADMINISTER));
            office.desk.changePassword("it", LONG, LONG + "!", Optional.empty(), "192.0.2.9");
            Asker it = office.desk.current("it").orElseThrow();
            Set<String> readAll = Set.of(Permissions.READ_ALL);
            refused(403, () -> accounts.create(it, "x", "x", LONG, readAll));
            refused(403, () -> accounts.change(it, "it", Optional.empty(), Optional.of(readAll), Optional.empty()));
            refused(403, () -> accounts.change(it, "admin", Optional.empty(), Optional.empty(), Optional.of(LONG)));
            refused(403, () -> accounts.remove(it, "admin"));
            accounts.create(it, "x", "x", LONG, Set.of(Permissions.READERS));
            refused(403, () -> accounts.change(it, "x", Optional.empty(), Optional.of(readAll), Optional.empty()));
            accounts.change(
                    it,
                    "x",
                    Optional.of("X"),
                    Optional.of(Set.of(Permissions.READERS, Permissions.EXTENSIONS)),
                    Optional.empty());
            assertThat(accounts.find("x").orElseThrow().permissions()).contains(Permissions.EXTENSIONS);
        }
    }

    @Test
    void lastAdministratorStays() throws IOException {
        try (Office office = new Office(home)) {
            Accounts accounts = office.desk.accounts();
            Asker admin = office.admin();
            accounts.create(admin, "two", "two", LONG, FirstAdmin.RIGHTS);
            office.desk.changePassword("two", LONG, LONG + "!", Optional.empty(), "192.0.2.9");
            Asker two = new Asker("two", "two", Optional.empty());
            refused(403, () -> accounts.remove(admin, "admin"));
            accounts.remove(two, "admin");
            Asker gone = admin;
            refused(403, () -> accounts.remove(gone, "two"));
            refused(403, () -> accounts.remove(two, "two"));
            office.reopen();
            assertThat(office.desk.accounts().list()).extracting(Account::name).containsExactly("two");
        }
    }

    @Test
    void oddNamesWordsAndPasswordsAreRefused() throws IOException {
        try (Office office = new Office(home)) {
            Accounts accounts = office.desk.accounts();
            Asker admin = office.admin();
            for (String name : new String[] {"", " ", "a b", "张三", "-x", "x".repeat(65), "A"}) {
                refused(400, () -> accounts.create(admin, name, "x", LONG, Set.of()));
            }
            for (String word : new String[] {"", "rules", "Rules.read", "rules.", "a.b.c.d.e", "rules read"}) {
                refused(400, () -> accounts.create(admin, "x", "x", LONG, Set.of(word)));
            }
            for (String password :
                    new String[] {"", "short", "123456789", "1234567890", "aaaaaaaaaaaa", "wangwangwangwang1"}) {
                refused(400, () -> accounts.create(admin, "wang", "x", password, Set.of()));
            }
            Set<String> nothing = new HashSet<>();
            nothing.add(null);
            refused(400, () -> accounts.create(admin, "x", "x", LONG, nothing));
            accounts.create(admin, "x", "x", LONG, Set.of());
            refused(400, () -> accounts.change(admin, "x", Optional.empty(), Optional.of(nothing), Optional.empty()));
            refused(409, () -> accounts.create(admin, "admin", "x", LONG, Set.of()));
            refused(404, () -> accounts.remove(admin, "nobody"));
        }
    }

    private static void refused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }
}
