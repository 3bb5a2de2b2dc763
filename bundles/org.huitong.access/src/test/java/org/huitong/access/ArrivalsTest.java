// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.huitong.access.Arrivals.Next;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.Identity;
import org.huitong.api.access.LoginWay;
import org.huitong.api.access.Recognition;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back along a way is the browser that left, once and soon, and somebody of ours; or stays outside. */
class ArrivalsTest {
    private static final String WAY = "chat-main";
    private static final String REMOTE = "192.0.2.7";
    private static final URI BACK = URI.create("https://hub.example.com/api/v1/logins/chat-main/back");
    private static final Identity.Provider CHAT = new Identity.Provider("chat", "main");

    @TempDir
    Path home;

    private final FewPeople roster = new FewPeople();
    private final LoginWays ways = new LoginWays();
    private final OneKeyVault vault = new OneKeyVault();
    private final Chat chat = new Chat();
    private Office office;
    private Arrivals arrivals;

    /** A platform that tells whose code it is; each opens once there, too. */
    private static final class Chat implements LoginWay {
        private final Map<String, Recognition> codes = new ConcurrentHashMap<>();
        private final CountDownLatch answers = new CountDownLatch(1);
        private Journey seen;
        /** What happens while somebody is told where to log out. */
        private volatile Runnable bye = () -> {};

        @Override
        public String name() {
            return WAY;
        }

        @Override
        public LocalText title() {
            return LocalText.of("聊天", "Chat");
        }

        @Override
        public boolean isAtHome(String userAgent) {
            return userAgent.contains("ChatWindow");
        }

        @Override
        public Optional<URI> leave(Journey journey) {
            seen = journey;
            return Optional.of(URI.create("https://chat.example.com/authorize?state=" + journey.state()));
        }

        @Override
        public Recognition arrive(Journey journey, Map<String, String> told) {
            if (told.getOrDefault("code", "").equals("slow")) {
                awaited(answers);
            }
            return Optional.ofNullable(codes.remove(told.getOrDefault("code", "")))
                    .orElseGet(Recognition.Wrong::new);
        }

        @Override
        public Optional<URI> farewell(URI home) {
            bye.run();
            return Optional.of(URI.create("https://chat.example.com/bye"));
        }
    }

    @BeforeEach
    void open() throws IOException {
        ways.add(chat);
        office = new Office(home, new Recognising(roster));
        arrivals = new Arrivals(office.desk, ways, vault, () -> office.now, 100);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void knows(String code, String id) {
        chat.codes.put(
                code,
                new Recognition.Recognised(
                        new Identity(CHAT, List.of(id), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private Next.Away leave(String to) {
        return (Next.Away) arrivals.leave(WAY, BACK, to, "Browser", REMOTE);
    }

    private Next arrive(Next.Away away, String code) {
        return arrivals.arrive(
                WAY, Optional.of(away.ticket()), Map.of("code", code, "state", chat.seen.state()), REMOTE);
    }

    private LocalText trouble(Next next) {
        return ((Ticket.Turned) arrivals.ticket(Optional.of(((Next.Again) next).ticket()))
                        .orElseThrow())
                .reason();
    }

    private void add(String id, String chatId) {
        roster.add(id, "10" + id, "王芳", new PlatformAccount("chat", "main", List.of(chatId), Optional.empty()));
    }

    @Test
    void whoIsKnownThereComesInHereAndWhereTheyWanted() {
        add("p1", "u1");
        knows("c", "u1");
        Next.In in = (Next.In) arrive(leave("#/tasks?id=7"), "c");
        assertThat(in.to()).isEqualTo("/tasks?id=7");
        assertThat(in.opened().session().asker().person()).contains("p1");
        assertThat(office.desk.accounts().find("10p1").orElseThrow().permissions())
                .as("no way gives a right")
                .isEmpty();
        assertThat(office.audit.lines()).contains("10p1 session.open account:10p1 done");
    }

    @Test
    void aJourneyEndsOnceAndInTheBrowserThatLeft() {
        add("p1", "u1");
        knows("c", "u1");
        Next.Away away = leave("");
        Map<String, String> told = Map.of("code", "c", "state", chat.seen.state());
        assertThat(arrivals.arrive(WAY, Optional.empty(), told, REMOTE)).isInstanceOf(Next.Again.class);
        assertThat(arrivals.arrive(WAY, Optional.of("a.b.c"), told, REMOTE)).isInstanceOf(Next.Again.class);
        assertThat(arrivals.arrive("chat-other", Optional.of(away.ticket()), told, REMOTE))
                .isInstanceOf(Next.Again.class);
        assertThat(arrivals.arrive(WAY, Optional.of(away.ticket()), Map.of("code", "c", "state", "x"), REMOTE))
                .isInstanceOf(Next.Again.class);
        assertThat(arrivals.arrive(WAY, Optional.of(away.ticket()), Map.of("code", "c"), REMOTE))
                .isInstanceOf(Next.Again.class);
        assertThat(arrive(away, "c")).isInstanceOf(Next.In.class);
        knows("c", "u1");
        assertThat(trouble(arrive(away, "c")).en()).contains("has been used");
    }

    @Test
    void aJourneyOfYesterdayEndsNowhere() {
        add("p1", "u1");
        knows("c", "u1");
        Next.Away away = leave("");
        office.pass(Duration.ofMinutes(11));
        assertThat(arrive(away, "c")).isInstanceOf(Next.Again.class);
    }

    @Test
    void aCodeThatOpensNothingAndAPlatformThatDoesNotAnswerAreTold() {
        assertThat(trouble(arrive(leave("/inbox"), "unknown")).en()).contains("has been used");
        chat.codes.put("c", new Recognition.Unreachable());
        Next.Again again = (Next.Again) arrive(leave("/inbox"), "c");
        assertThat(trouble(again).en()).contains("no answer");
        assertThat(again.to()).as("a deep link survives").isEqualTo("/inbox");
        Next.Away away = leave("");
        assertThat(trouble(arrivals.arrive(
                                WAY,
                                Optional.of(away.ticket()),
                                Map.of("error", "access_denied", "state", chat.seen.state()),
                                REMOTE))
                        .zh())
                .isEqualTo("聊天没有同意这次登录（access_denied）。");
    }

    @Test
    void whoIsNobodyHereOrHasLeftOrIsShutOutStaysOutside() {
        roster.leave("p2", "1002", "赵六", new PlatformAccount("chat", "main", List.of("u2"), Optional.empty()));
        add("p3", "u3");
        knows("c", "stranger");
        assertThat(trouble(arrive(leave(""), "c")).zh()).contains("我的聊天账号");
        knows("c", "u2");
        assertThat(trouble(arrive(leave(""), "c")).zh()).contains("离职");
        knows("c", "u3");
        assertThat(arrive(leave(""), "c")).isInstanceOf(Next.In.class);
        office.desk
                .accounts()
                .change(
                        office.admin(),
                        "10p3",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false));
        knows("c", "u3");
        assertThat(trouble(arrive(leave(""), "c")).zh()).contains("停用");
        assertThat(office.audit.lines()).contains("-nobody session.open account:10p3 refused");
    }

    @Test
    void whoSendsNonsenseAllTheTimeKeepsNobodyOut() throws InterruptedException {
        add("p1", "u1");
        knows("c", "u1");
        List<Thread> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Next.Away away = leave("");
            Map<String, String> told = Map.of("code", "slow", "state", chat.seen.state());
            slow.add(new Thread(() -> arrivals.arrive(WAY, Optional.of(away.ticket()), told, REMOTE)));
        }
        Next.Away honest = leave("");
        Map<String, String> told = Map.of("code", "c", "state", chat.seen.state());
        try {
            slow.forEach(Thread::start);
            // All but the few who wait for the platform are answered at once.
            Eventually.until(
                    "the others are answered at once",
                    () -> slow.stream().filter(Thread::isAlive).count() <= 4);
            assertThat(arrivals.arrive(WAY, Optional.of(honest.ticket()), told, "198.51.100.1"))
                    .isInstanceOf(Next.In.class);
        } finally {
            chat.answers.countDown();
            for (Thread each : slow) {
                each.join();
            }
        }
    }

    @Test
    void whoComesBackAgainAndAgainKeepsNobodyOut() {
        add("p1", "u1");
        knows("c", "u1");
        for (int i = 0; i < 101; i++) {
            arrive(leave(""), "nonsense");
        }

        assertThat(arrive(leave(""), "c")).isInstanceOf(Next.In.class);
    }

    @Test
    void mailLeadsToOnePersonOrToNobody() {
        roster.mail("p1", "1001", "wang@example.com");
        roster.mail("p2", "1002", "li@example.com");
        roster.mail("p3", "1003", "Li@example.com");
        assertThat(byMail("WANG@example.com")).isInstanceOf(Next.In.class);
        assertThat(byMail("li@example.com")).as("whose of two is not guessed").isInstanceOf(Next.Again.class);
    }

    private Next byMail(String mail) {
        Identity told = new Identity(CHAT, List.of("u"), Optional.empty(), Optional.empty(), Optional.of(mail));
        chat.codes.put("c", new Recognition.Recognised(told));
        return arrive(leave(""), "c");
    }

    @Test
    void aSecondFactorIsAskedForOnThisWayToo() {
        add("p1", "u1");
        knows("c", "u1");
        arrive(leave(""), "c");
        Account account = office.desk.accounts().find("10p1").orElseThrow();
        Factor factor = office.desk.factors().begin(account);
        assertThat(office.desk.factors().confirm(account, code(factor, 0))).isPresent();
        knows("c", "u1");
        Next.Again again = (Next.Again) arrive(leave("/tasks"), "c");
        Optional<String> ticket = Optional.of(again.ticket());
        assertThat(arrivals.ticket(ticket)).get().isInstanceOf(Ticket.Owing.class);
        assertThat(arrivals.code(ticket, "000000", REMOTE)).get().isInstanceOf(Login.CodeNeeded.class);
        assertThat(arrivals.code(ticket, code(factor, 0), REMOTE))
                .as("it was used to confirm")
                .get()
                .isInstanceOf(Login.CodeNeeded.class);
        assertThat(arrivals.code(ticket, code(factor, 1), REMOTE)).get().isInstanceOf(Login.Opened.class);
        assertThat(arrivals.code(Optional.of(leave("").ticket()), code(factor, 1), REMOTE))
                .as("who has not come back has no account yet")
                .isEmpty();
    }

    private String code(Factor factor, int off) {
        return Totp.code(factor.secret(), Totp.step(office.now) + off);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example.com", "/x\r\nSet-Cookie: a=b", "/<script>", "/é"})
    void nobodyIsLedToWhereWeAreNot(String to) {
        add("p1", "u1");
        knows("c", "u1");
        Next.In in = (Next.In) arrive(leave(to), "c");
        assertThat("/#" + in.to()).matches("/#[\\x21-\\x7e]*").doesNotContain("<");
    }

    @Test
    void aWayThatIsBrokenIsOneThatDoesNotAnswer() {
        ways.remove(chat);
        assertThat(trouble(arrivals.leave(WAY, BACK, "", "", REMOTE)).en()).contains("switched off");
        ways.add(new LoginWay() {
            @Override
            public String name() {
                return WAY;
            }

            @Override
            public LocalText title() {
                return chat.title();
            }

            @Override
            public Optional<URI> leave(Journey journey) {
                throw new IllegalStateException("broken");
            }

            @Override
            public Recognition arrive(Journey journey, Map<String, String> told) {
                throw new IllegalStateException("broken");
            }

            @Override
            public Optional<URI> farewell(URI home) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(trouble(arrivals.leave(WAY, BACK, "", "", REMOTE)).en()).contains("no answer");
        assertThat(arrivals.farewell(WAY, BACK, REMOTE))
                .as("who logs out is out")
                .isEmpty();
    }

    @Test
    void whoLogsOutIsLedToWhereTheyCameFromUnlessTooManyAreAskedAlready() throws InterruptedException {
        URI home = URI.create("https://hub.example.com/");
        assertThat(arrivals.farewell(WAY, home, REMOTE)).contains(URI.create("https://chat.example.com/bye"));
        assertThat(arrivals.farewell("chat-gone", home, REMOTE)).isEmpty();
        CountDownLatch asked = new CountDownLatch(Arrivals.ASKED_BY_ONE_ADDRESS);
        CountDownLatch answer = new CountDownLatch(1);
        chat.bye = () -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        List<Thread> leaving = Stream.generate(() -> new Thread(() -> arrivals.farewell(WAY, home, REMOTE)))
                .limit(Arrivals.ASKED_BY_ONE_ADDRESS)
                .toList();
        leaving.forEach(Thread::start);
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(arrivals.farewell(WAY, home, REMOTE)).isEmpty();
        answer.countDown();
        for (Thread one : leaving) {
            one.join();
        }
    }

    @Test
    void theFirstAdministratorComesInByNoWay() {
        roster.add("p9", "admin", "admin", new PlatformAccount("chat", "main", List.of("u9"), Optional.empty()));
        knows("c", "u9");
        Next.In in = (Next.In) arrive(leave(""), "c");
        assertThat(in.opened().session().asker().account()).isNotEqualTo("admin");
        assertThat(office.policy.words(in.opened().session().asker()))
                .isNotEqualTo(office.policy.words(office.admin()))
                .doesNotContain("hub.administer");
        assertThat(office.login("admin", Office.ADMIN_PASSWORD)).isInstanceOf(Login.Opened.class);
    }
}
