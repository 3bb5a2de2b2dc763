// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.ReceiptBook;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.log.Overheard;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);
    /** Where nothing hangs, a busy machine must not make it look so. */
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private final ExecutorService callers = Executors.newFixedThreadPool(4);
    private final Threads threads = new Threads();
    private final Watcher watcher = new Watcher();
    private final AtomicInteger held = new AtomicInteger();
    private DerbyStore store;
    private Journal journal;
    private StageBench bench;
    private AccountBook book;
    private IntakeClerk clerk;
    private volatile ReceiptBook receipts;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        OneKeyVault vault = new OneKeyVault();
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        bench = new StageBench(journal, bundle -> true);
        book = new AccountBook(journal);
        clerk = new IntakeClerk(journal, new DeadLetterClerk(vault), () -> Optional.ofNullable(receipts));
    }

    @AfterEach
    void close() {
        watcher.close();
        callers.shutdownNow();
        threads.close();
        book.close();
        journal.close();
        store.close();
    }

    @Test
    void whatAConnectorTakesIsAnsweredOnceItIsInTheLog() {
        connect(callback -> taken("m1"));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(journal.head()).isEqualTo(1);
    }

    @Test
    void aRefusalSaysWhatIsWrongAndNothingIsKept() {
        connect(callback ->
                new Reception.Refused(Refusal.SIGNATURE, LocalText.of("签名不符。", "The signature does not match.")));
        assertThat(visit()).isEqualTo("refused bad-signature");
        // Sent away at once, however slow the connector is with what it takes.
        assertThat(book.find(new AccountName("test", "main"))
                        .orElseThrow()
                        .tally()
                        .reading(Instant.now()))
                .isEmpty();
        assertThat(letters()).isZero();
        assertThat(journal.head()).isZero();
    }

    /** What somebody's browser or a scanner is refused for says nothing about how the account stands. */
    @ParameterizedTest
    @CsvSource({
        "GET,,METHOD,false",
        "HEAD,,METHOD,false",
        "PUT,,METHOD,false",
        "GET,,MALFORMED,false",
        "GET,utm=1,MALFORMED,false",
        "GET,,SIGNATURE,false",
        // The check of an address whose token was entered wrongly, and whatever is pushed, is what operators look for.
        "GET,msg_signature=a,SIGNATURE,true",
        "GET,msg_signature=a,STALE,true",
        "POST,,SIGNATURE,true",
        "POST,,MALFORMED,true",
        "POST,,NOT_CONFIGURED,true"
    })
    void aStrayCallIsCountedAndIsNoNews(String method, String query, Refusal refusal, boolean news) {
        connect(callback -> new Reception.Refused(refusal, LocalText.of("不。", "No.")));
        ConnectedAccount account = book.find(new AccountName("test", "main")).orElseThrow();
        Map<String, List<String>> parameters =
                query == null ? Map.of() : Map.of(query.split("=")[0], List.of(query.split("=")[1]));
        Callback callback = new Callback(method, parameters, Map.of(), new byte[0], Instant.now());
        assertThat(begin("main", callers, callback).join()).isEqualTo("refused " + refusal.word());
        assertThat(account.tally().refusals()).isEqualTo(1);
        assertThat(account.tally().lastRefusal().isPresent()).isEqualTo(news);
        assertThat(account.tally().lastCall()).isEmpty();
    }

    @Test
    void aCallOfAConnectorThatBreaksIsADeadLetterOnceAndComesAgain() {
        connect(callback -> {
            throw new NullPointerException("a plug's mistake");
        });
        assertThat(visit()).isEqualTo("come again");
        assertThat(visit()).isEqualTo("come again");
        assertThat(letters()).isEqualTo(1);
    }

    /** A parser of a connector's own quotes what it stumbled over. */
    @Test
    void theWordsOfAConnectorThatBreaksAreNotInTheLog() {
        connect(callback -> {
            throw new IllegalStateException("工资表", new NumberFormatException("For input string: 工资表"));
        });
        try (Overheard log = new Overheard()) {
            assertThat(visit()).isEqualTo("come again");
            assertThat(log.text())
                    .contains("test~main", "java.lang.NumberFormatException", "VisitTest")
                    .doesNotContain("工资表");
        }
        assertThat(reasons()).containsExactly("The connector broke: IllegalStateException");
    }

    @Test
    void aConnectorThatHangsIsGivenUpAndItsCallKept() {
        CountDownLatch never = new CountDownLatch(1);
        connect("main", DEADLINE, callback -> {
            await(never);
            return taken("late");
        });
        assertThat(visit()).isEqualTo("come again");
        assertThat(letters()).isEqualTo(1);
        assertThat(journal.head()).isZero();
        // Before it comes back, which it may never do.
        Eventually.until("what it took is counted", () -> book.find(new AccountName("test", "main"))
                .orElseThrow()
                .tally()
                .reading(Instant.now())
                .filter(reading -> reading.p50() >= DEADLINE.dividedBy(4).toMillis())
                .isPresent());
    }

    @Test
    void aCallThatMeetsNoConnectorWaitsForItABit() throws Exception {
        CallbackReceiver old = connect(callback -> taken("m1"));
        disconnect(old);
        CompletableFuture<String> answer = begin();
        Eventually.until("it keeps no place while it waits", () -> held.get() == 1);
        assertThat(answer).isNotDone();
        connect(callback -> taken("m1"));
        assertThat(answer.get()).isEqualTo("answer 200");
    }

    @Test
    void aConnectorThatHangsAsItComesKeepsNobodyElseWaiting() {
        connect("other", DEADLINE, callback -> taken("m1"));
        disconnect(connect(callback -> taken("m2")));
        // On this thread, so that all of them are held before the connector comes.
        List<CompletableFuture<String>> held =
                Stream.generate(() -> begin("main", Runnable::run)).limit(8).toList();
        CountDownLatch inside = new CountDownLatch(4);
        CountDownLatch cured = new CountDownLatch(1);
        connect("main", Duration.ofMinutes(2), callback -> {
            inside.countDown();
            await(cured);
            return taken("m2");
        });
        await(inside);
        assertThat(begin("other").join()).isEqualTo("answer 200");
        cured.countDown();
        assertThat(held.stream().map(CompletableFuture::join)).contains("answer 200");
    }

    @Test
    void threadsThatAConnectorKeepsAreReplacedLongBeforeItIsGivenUp() throws Exception {
        disconnect(connect(callback -> taken("m1")));
        List<CompletableFuture<String>> held =
                Stream.generate(() -> begin("main", Runnable::run)).limit(8).toList();
        CountDownLatch inside = new CountDownLatch(8);
        CountDownLatch cured = new CountDownLatch(1);
        connect("main", Duration.ofMinutes(10), callback -> {
            inside.countDown();
            await(cured);
            return taken("m2");
        });
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> {}, threads.admitting());
        next.get(1, TimeUnit.MINUTES);
        await(inside);
        cured.countDown();
        assertThat(held.stream().map(CompletableFuture::join)).containsOnly("answer 200");
    }

    @Test
    void aCallWhoseConnectorStaysAwayComesAgain() {
        disconnect(connect(callback -> taken("m1")));
        assertThat(visit()).isEqualTo("come again");
    }

    @Test
    void aStageThatHangsHoldsNoMessageBack() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        stage("quick", message -> Set.of(Mark.of(Mark.Kind.TAG, "found")));
        stage("stuck", message -> {
            await(never);
            return Set.of();
        });
        connect(callback -> taken("m1"));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "stuck", 1))).isTrue();
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "quick", 1))).isFalse();
        assertThat(((Entry.Said) journal.at(1).get(0)).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.stage()).isEqualTo("quick"));
        never.countDown();
    }

    @Test
    void aStageThatThrowsOrIsAwayOwesItsFinding() {
        Stage away = stage("away", message -> Set.of());
        leave(away);
        stage("broken", message -> {
            throw new IllegalStateException("a plug's mistake");
        });
        connect(callback -> taken("m1"));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "away", 1))).isTrue();
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "broken", 1))).isTrue();
    }

    @Test
    void aStageThatBreaksAltogetherOwesItsFindingAndIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        stage("broken", message -> {
            asked.incrementAndGet();
            throw new StackOverflowError("what a regular expression does with a long text");
        });
        connect(callback -> taken("m" + asked.get()));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(asked).hasValue(2);
        assertThat(store.<Long>read(c -> Debts.size(c, "broken"))).isEqualTo(2);
    }

    @Test
    void aStageThatComesBackBrokenAfterItHungIsAskedAgain() {
        CountDownLatch cured = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        stage("stuck", message -> {
            if (asked.getAndIncrement() > 0) {
                return Set.of();
            }
            await(cured);
            throw new StackOverflowError("it comes back like this");
        });
        connect(callback -> taken("m" + Math.random()));
        assertThat(visit()).isEqualTo("answer 200");
        cured.countDown();
        Eventually.until("the stage is asked again", () -> visit().equals("answer 200") && asked.get() > 1);
    }

    @Test
    void whatBecameOfALetterIsWrittenDownBeforeItIsThankedFor() {
        List<String> told = new CopyOnWriteArrayList<>();
        connect(callback ->
                new Reception.Taken(List.of(), List.of(new Receipted("p-1", Receipt.READ)), Answer.text("success")));
        assertThat(visit()).as("without an outbox").startsWith("come again");
        receipts = (platform, account, letters) -> told.add(platform + "~" + account + letters);
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(told).singleElement().asString().startsWith("test~main[Receipted[id=p-1");
        receipts = (platform, account, letters) -> {
            throw new IllegalStateException("the database is away");
        };
        assertThat(visit()).startsWith("come again");
    }

    @Test
    void aRowThatCannotBeReadIsALetterBesideTheGoodOnes() {
        connect(callback -> new Reception.Taken(
                List.of(new Delivery(
                        "d1",
                        List.of(Sighting.Said.once(Messages.text("m1", "你好"))),
                        List.of(new Delivery.Unreadable(new byte[] {1}, LocalText.of("没有这个字段", "no such field"))))),
                Answer.text("success")));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(journal.head()).isEqualTo(1);
        assertThat(letters()).isEqualTo(1);
    }

    @Test
    void whatIsNotItsAccountsIsALetterAndNoMessageAndWhatStandsBesideItIsStored() {
        Message own = Messages.text("m1", "你好");
        connect(callback -> new Reception.Taken(
                List.of(
                        Delivery.of("d1", Sighting.Said.once(own), Sighting.Said.once(signed("wecom", "main"))),
                        Delivery.of("d2", Sighting.Said.once(signed("test", "other")), recalled("wecom", "sales"))),
                Answer.text("success")));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(journal.after(0, 10)).extracting(Entry::id).containsExactly(own.id());
        assertThat(reasons())
                .hasSize(3)
                .allMatch(reason -> reason.startsWith("The connector of test~main brought this"))
                .anyMatch(reason -> reason.contains("wecom~main"))
                .anyMatch(reason -> reason.contains("test~other"))
                .anyMatch(reason -> reason.contains("wecom~sales"));
    }

    @Test
    void aNameThatIsTooLongIsALetterThatSaysWhichAndItsNeighboursAreStored() {
        String longest = "x".repeat(255);
        Message fits = Messages.in(Messages.text("n".repeat(3000), "你好"), longest);
        connect(callback -> new Reception.Taken(
                List.of(
                        Delivery.of(
                                longest,
                                Sighting.Said.once(fits),
                                Sighting.Said.once(Messages.in(payload("a"), longest + "y")),
                                Sighting.Said.once(from(payload("b"), "s".repeat(300))),
                                Sighting.Said.once(Messages.in(payload("c"), "\u0000")),
                                new Sighting.Said(payload("d"), new Revision("r", Instant.MAX))),
                        Delivery.of("d".repeat(256), Sighting.Said.once(payload("e")))),
                Answer.text("success")));
        assertThat(visit()).isEqualTo("answer 200");
        assertThat(journal.after(0, 10)).extracting(Entry::id).containsExactly(fits.id());
        assertThat(reasons())
                .containsExactlyInAnyOrder(
                        "The id of its conversation has 256 characters; 255 are the most.",
                        "The id of its sender has 300 characters; 255 are the most.",
                        "The id of its conversation holds the character U+0000, which databases do not keep.",
                        "A time in it is not within the years 1 to 9999.",
                        "The id of its delivery has 256 characters; 255 are the most.");
    }

    private static Message payload(String payload) {
        return signed("test", "main", payload);
    }

    private static Message signed(String platform, String account) {
        return signed(platform, account, platform + account);
    }

    private static Message signed(String platform, String account, String payload) {
        Message m = Messages.text(payload, "你好");
        return new Message(
                new MessageKey(platform, "tenant", payload),
                account,
                m.conversation(),
                m.sender(),
                m.content(),
                m.sentAt(),
                m.order(),
                payload);
    }

    private static Message from(Message m, String sender) {
        return new Message(
                m.key(),
                m.account(),
                m.conversation(),
                Sender.person(sender),
                m.content(),
                m.sentAt(),
                m.order(),
                m.payload());
    }

    private static Sighting recalled(String platform, String account) {
        return new Sighting.Recalled(
                new MessageKey(platform, "tenant", "r"),
                account,
                Conversation.of("group", Conversation.Kind.GROUP),
                Optional.empty(),
                Instant.EPOCH,
                "recall");
    }

    private static Reception taken(String id) {
        return new Reception.Taken(
                List.of(Delivery.of("d-" + id, Sighting.Said.once(Messages.text(id, "你好", Instant.EPOCH)))),
                Answer.text("success"));
    }

    private CallbackReceiver connect(Function<Callback, Reception> behaviour) {
        return connect("main", AMPLE, behaviour);
    }

    private CallbackReceiver connect(String account, Duration deadline, Function<Callback, Reception> behaviour) {
        CallbackReceiver connector = new CallbackReceiver() {
            @Override
            public Reception receive(Callback callback) {
                return behaviour.apply(callback);
            }

            @Override
            public Profile profile() {
                return new Profile(LocalText.of("测试", "Test"), "tenant", deadline, "", "", false, List.of());
            }
        };
        org.huitong.hub.account.Plugging.add(book, connector, properties(account));
        return connector;
    }

    private void disconnect(CallbackReceiver connector) {
        org.huitong.hub.account.Plugging.remove(book, connector, properties("main"));
    }

    private static Map<String, Object> properties(String account) {
        return Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~" + account);
    }

    private Stage stage(String name, Function<Message, Set<Mark>> thinking) {
        Stage stage = () -> new Stage.Judge() {
            @Override
            public String snapshot() {
                return "1";
            }

            @Override
            public Set<Mark> judge(Message message) {
                return thinking.apply(message);
            }
        };
        org.huitong.hub.stage.Plugging.add(bench, stage, Map.of("huitong.stage", name));
        return stage;
    }

    private void leave(Stage stage) {
        org.huitong.hub.stage.Plugging.remove(bench, stage);
    }

    private String visit() {
        return begin().join();
    }

    private CompletableFuture<String> begin() {
        return begin("main");
    }

    private CompletableFuture<String> begin(String name) {
        return begin(name, callers);
    }

    private CompletableFuture<String> begin(String name, Executor caller) {
        return begin(name, caller, new Callback("POST", Map.of(), Map.of(), new byte[] {1, 2, 3}, Instant.now()));
    }

    private CompletableFuture<String> begin(String name, Executor caller, Callback callback) {
        ConnectedAccount account = book.find(new AccountName("test", name)).orElseThrow();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Reply reply = new Reply() {
            @Override
            public void answer(Answer a) {
                answer.complete("answer " + a.status());
            }

            @Override
            public void refuse(Reception.Refused refused) {
                answer.complete("refused " + refused.refusal().word());
            }

            @Override
            public void comeAgain(String reason) {
                answer.complete("come again");
            }
        };
        Visit visit = new Visit(
                clerk, bench, InstantSource.system(), threads, account, callback, reply, held::incrementAndGet);
        watcher.watch(visit);
        caller.execute(visit::begin);
        return answer;
    }

    private long letters() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM hub_dead_letter");
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private List<String> reasons() {
        return store.read(connection -> {
            List<String> reasons = new ArrayList<>();
            try (var select = connection.prepareStatement("SELECT reason FROM hub_dead_letter");
                    var row = select.executeQuery()) {
                while (row.next()) {
                    reasons.add(row.getString(1));
                }
            }
            return reasons;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("given up", e);
        }
    }
}
