// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.audit.Deed;
import org.huitong.api.web.Problem;
import org.huitong.testkit.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody comes in while what lets them in is changed or removed. Checking a password takes up nearly all of a login, so
 * that whoever logs in without a pause is nearly always in the middle of one.
 */
class AtOnceTest {
    private static final Asker WANG = new Asker("wang", "wang", Optional.empty());
    private static final String FIRST = "the first of its kind";
    private static final String SECOND = "the second of its kind";
    private static final String THIRD = "the third of its kind";

    @TempDir
    Path home;

    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void aLoginThatBeganBeforeThePasswordWasChangedOpensNothing() throws Exception {
        try (Office office = withWang()) {
            Future<List<String>> came = whileSomebodyLogsIn(office, () -> {
                office.desk.changePassword("wang", SECOND, THIRD, Optional.empty(), "192.0.2.9");
                return null;
            });
            assertThat(came.get(30, TimeUnit.SECONDS)).allSatisfy(cookie -> assertThat(office.desk.session(cookie))
                    .isEmpty());
            office.reopen();
            assertThat(came.get()).allSatisfy(cookie -> assertThat(office.desk.session(cookie))
                    .isEmpty());
            assertThat(office.login("wang", THIRD, "192.0.2.9")).isInstanceOf(Login.Opened.class);
        }
    }

    @Test
    void aLoginThatBeganBeforeThePasswordWasResetOpensNothing() throws Exception {
        try (Office office = withWang()) {
            AccountsResource accounts = new AccountsResource(office.desk, office.book);
            Future<List<String>> came = whileSomebodyLogsIn(
                    office,
                    () -> accounts.change(
                            "wang",
                            new AccountsResource.Change(null, null, THIRD, false, null, null, false),
                            new Caller(office.admin())));
            assertThat(came.get(30, TimeUnit.SECONDS)).allSatisfy(cookie -> assertThat(office.desk.session(cookie))
                    .isEmpty());
        }
    }

    @Test
    void aLoginBesideTheRemovalOfItsAccountIsRefused() throws Exception {
        try (Office office = withWang()) {
            AccountsResource accounts = new AccountsResource(office.desk, office.book);
            Future<List<String>> came = whileSomebodyLogsIn(office, () -> {
                accounts.remove("wang", new Caller(office.admin()));
                return null;
            });
            // No exception, which would be a 500.
            assertThat(came.get(30, TimeUnit.SECONDS)).allSatisfy(cookie -> assertThat(office.desk.session(cookie))
                    .isEmpty());
        }
    }

    @Test
    void noTokenComesFromASessionThatIsBeingEnded() throws Exception {
        try (Office office = withWang()) {
            String cookie = office.opened("wang", SECOND).cookie();
            CountDownLatch began = new CountDownLatch(1);
            Future<List<Tokens.Made>> made = others.submit(() -> {
                List<Tokens.Made> all = new ArrayList<>();
                while (true) {
                    try {
                        Tokens.Made one = office.desk.makeToken(
                                WANG, Optional.of(cookie), "wang", "t", Optional.empty(), Optional.empty());
                        all.add(one);
                        began.countDown();
                        office.desk
                                .tokens()
                                .remove(
                                        Deed.Doer.HUB,
                                        "wang",
                                        all.get(Math.max(0, all.size() - 20))
                                                .row()
                                                .id());
                    } catch (Problem ended) {
                        assertThat(ended.status()).isEqualTo(403);
                        return all;
                    }
                }
            });
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
            office.desk.changePassword("wang", SECOND, THIRD, Optional.empty(), "192.0.2.9");
            assertThat(made.get(30, TimeUnit.SECONDS)).allSatisfy(one -> assertThat(office.desk.token(one.token()))
                    .isEmpty());
            assertThat(office.desk.tokens().of("wang")).isEmpty();
        }
    }

    @Test
    void ofTwoWhoChangeAPasswordAtOnceOneIsRefused() throws Exception {
        try (Office office = withWang()) {
            String[] wanted = {THIRD, THIRD + " too"};
            List<Future<Boolean>> changes = new ArrayList<>();
            for (String fresh : wanted) {
                changes.add(others.submit(() -> {
                    try {
                        office.desk.changePassword("wang", SECOND, fresh, Optional.empty(), "192.0.2.9");
                        return true;
                    } catch (Problem wrongByNow) {
                        assertThat(wrongByNow.word()).isEqualTo("wrong-password");
                        return false;
                    }
                }));
            }
            int done = 0;
            for (int i = 0; i < wanted.length; i++) {
                boolean changed = changes.get(i).get(30, TimeUnit.SECONDS);
                done += changed ? 1 : 0;
                assertThat(office.login("wang", wanted[i], "192.0.2." + (20 + i)) instanceof Login.Opened)
                        .isEqualTo(changed);
            }
            assertThat(done).isEqualTo(1);
        }
    }

    /** Logs in until it is refused; the change begins once the first login has come through. */
    private Future<List<String>> whileSomebodyLogsIn(Office office, Callable<?> change) throws Exception {
        CountDownLatch came = new CountDownLatch(1);
        Future<List<String>> cookies = others.submit(() -> {
            List<String> all = new ArrayList<>();
            while (office.login("wang", SECOND) instanceof Login.Opened opened) {
                all.add(opened.cookie());
                came.countDown();
            }
            return all;
        });
        assertThat(came.await(30, TimeUnit.SECONDS)).isTrue();
        change.call();
        return cookies;
    }

    /** Somebody who has changed the first password. */
    private Office withWang() throws IOException {
        Office office = new Office(home);
        office.desk.accounts().create(office.admin(), "wang", "王芳", FIRST, Set.of());
        office.desk.changePassword("wang", FIRST, SECOND, Optional.empty(), "192.0.2.9");
        return office;
    }
}
