// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Secret;
import org.huitong.api.operation.DeadLetters.DeadLetter;
import org.huitong.api.operation.DeadLetters.Outcome;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.intake.Call;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.log.Overheard;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {
    private static final Map<String, Object> MAIN =
            Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main");
    private static final LocalText WHY = LocalText.of("这一行读不懂。", "This row cannot be read.");
    private static final Callback CALL = new Callback("POST", Map.of(), Map.of(), new byte[] {1, 2, 3}, Instant.EPOCH);

    private static final Asker ADMIN = new Asker("admin", "管理员", Optional.empty());
    private static final Asker READER = new Asker("reader", "审计员", Optional.empty());
    private static final AccountName NAME = new AccountName("test", "main");

    private final OneKeyVault vault = new OneKeyVault();
    private DerbyStore store;
    private Journal journal;
    private AccountBook accounts;
    private DeadLetterClerk deadLetters;
    private DeadLetterOffice office;
    private final HeardAudit audit = new HeardAudit();

    private CallbackReceiver connected;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        accounts = new AccountBook(journal);
        deadLetters = new DeadLetterClerk(vault);
        office = new DeadLetterOffice(
                journal,
                accounts,
                new StageBench(journal, bundle -> true),
                deadLetters,
                new GivenRights().give("reader", Permissions.READ_ALL),
                audit);
    }

    @AfterEach
    void close() {
        accounts.close();
        journal.close();
        store.close();
    }

    @Test
    void aLetterThatFailsAgainCountsOneTryHoweverItFails() {
        bury();
        connect(callback -> new Reception.Taken(
                List.of(new Delivery("d", List.of(), List.of(new Delivery.Unreadable(CALL.body(), WHY)))),
                Answer.text("success")));
        assertThat(sendAgain()).isEqualTo(Outcome.FAILED_AGAIN);
        assertThat(only().tries()).isEqualTo(2);

        connect(callback -> {
            throw new IllegalStateException("a plug's mistake");
        });
        try (Overheard log = new Overheard()) {
            assertThat(sendAgain()).isEqualTo(Outcome.FAILED_AGAIN);
            assertThat(log.text()).contains("IllegalStateException").doesNotContain("a plug's mistake");
        }
        assertThat(only().tries()).isEqualTo(3);
    }

    @Test
    void aLetterIsThrownAwayOnceAndTheReasonIsNoted() {
        bury();
        long id = only().id();
        Asker it = new Asker("it", "it", Optional.empty());
        assertThat(office.discard(it, id, "只是试用")).isTrue();
        assertThat(office.count()).isZero();
        assertThat(office.discard(it, id, "只是试用")).isFalse();
        assertThat(audit.lines()).containsExactly("it dead-letters.discard dead-letter:" + id + " done");
        assertThat(audit.differences().get(0).after()).isEqualTo("discarded: 只是试用");
    }

    @Test
    void whatPeopleSeeOfALetterIsTheRowThatItsConnectorGave() {
        Delivery.Unreadable row = new Delivery.Unreadable("一行".getBytes(StandardCharsets.UTF_8), WHY);
        connect(callback ->
                new Reception.Taken(List.of(new Delivery("d", List.of(), List.of(row))), Answer.text("success")));
        bury();
        assertThat(sendAgain()).isEqualTo(Outcome.FAILED_AGAIN);

        assertThat(office.list(OptionalLong.empty(), 10)).hasSize(2);
        long newest = office.list(OptionalLong.empty(), 1).get(0).id();
        assertThat(office.raw(READER, newest))
                .hasValueSatisfying(raw -> assertThat(raw).isEqualTo(row.raw()));
    }

    @Test
    void secretsAreCutOutOfWhatIsKeptAndPutInWhenItIsSentAgain() throws Exception {
        byte[] body =
                "{\"token\":\"s3cret/9\",\"old\":\"s3cret\\/9\",\"text\":\"***\"}".getBytes(StandardCharsets.UTF_8);
        Callback call = new Callback(
                "POST",
                Map.of("token", List.of("a", "is s3cret/9")),
                Map.of("authorization", List.of("Basic czNjcmV0")),
                body,
                Instant.EPOCH);
        List<Secret> now = new ArrayList<>(
                List.of(new Secret("verificationToken", "s3cret/9"), new Secret("password", "Basic czNjcmV0")));
        List<Callback> read = new ArrayList<>();
        connect(
                callback -> {
                    read.add(callback);
                    return new Reception.Replied(Answer.empty());
                },
                now);
        bury(new Call(NAME, now, call));

        byte[] shown = office.raw(READER, only().id()).orElseThrow();
        assertThat(new String(shown, StandardCharsets.UTF_8))
                .isEqualTo("{\"token\":\"***\",\"old\":\"***\",\"text\":\"***\"}");
        assertThat(opened()).contains("***").doesNotContain("s3cret", "czNjcmV0");

        assertThat(sendAgain()).isEqualTo(Outcome.TAKEN);
        assertThat(read).singleElement().satisfies(again -> {
            assertThat(again.body()).isEqualTo(body);
            assertThat(again.query()).isEqualTo(call.query());
            assertThat(again.headers()).isEqualTo(call.headers());
        });
    }

    @Test
    void aSecretThatWasChangedMeanwhileIsPutInAsItIsNow() {
        byte[] body = "token=s3cret".getBytes(StandardCharsets.UTF_8);
        bury(new Call(NAME, List.of(new Secret("token", "s3cret")), call(body)));
        List<Callback> read = new ArrayList<>();
        connect(
                callback -> {
                    read.add(callback);
                    return new Reception.Replied(Answer.empty());
                },
                List.of(new Secret("token", "a new one")));
        assertThat(sendAgain()).isEqualTo(Outcome.TAKEN);
        assertThat(read).singleElement().satisfies(again -> assertThat(new String(again.body(), StandardCharsets.UTF_8))
                .isEqualTo("token=a new one"));
    }

    /** Whoever sends a call may write anything into it, and must not read a secret in what becomes of it. */
    @Test
    void noSecretIsPutWhereNoneWas() {
        byte[] body = "*** token=s3cret".getBytes(StandardCharsets.UTF_8);
        List<Secret> secrets = List.of(new Secret("token", "s3cret"));
        bury(new Call(NAME, secrets, call(body)));
        List<Callback> read = new ArrayList<>();
        connect(
                callback -> {
                    read.add(callback);
                    return new Reception.Replied(Answer.empty());
                },
                secrets);
        assertThat(sendAgain()).isEqualTo(Outcome.TAKEN);
        assertThat(read).singleElement().satisfies(again -> assertThat(again.body())
                .isEqualTo(body));
    }

    @Test
    void callsWithoutABodyAreTwoLettersWhereTheirAddressesDiffer() {
        for (String text : List.of("一", "二")) {
            bury(new Call(
                    NAME,
                    List.of(),
                    new Callback("GET", Map.of("text", List.of(text)), Map.of(), new byte[0], Instant.EPOCH)));
        }
        assertThat(office.list(OptionalLong.empty(), 10)).hasSize(2);
    }

    private static Callback call(byte[] body) {
        return new Callback("POST", Map.of(), Map.of(), body, Instant.EPOCH);
    }

    /** What stands in the database, its seal opened. */
    private String opened() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement(
                            "SELECT fingerprint, body_key, body_wrapped, body FROM hub_dead_letter");
                    var row = select.executeQuery()) {
                row.next();
                byte[] bytes =
                        vault.open(new Sealed(row.getString(2), row.getBytes(3), row.getBytes(4)), row.getBytes(1));
                return new String(bytes, StandardCharsets.UTF_8);
            }
        });
    }

    private void bury() {
        bury(new Call(NAME, List.of(), CALL));
    }

    private void bury(Call call) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        IntakeClerk clerk = new IntakeClerk(journal, deadLetters);
        clerk.submit(clerk.letter(call, WHY, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private Outcome sendAgain() {
        return office.sendAgain(ADMIN, only().id());
    }

    private DeadLetter only() {
        List<DeadLetter> letters = office.list(OptionalLong.empty(), 10);
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private void connect(Function<Callback, Reception> behaviour) {
        connect(behaviour, List.of());
    }

    private void connect(Function<Callback, Reception> behaviour, List<Secret> secrets) {
        CallbackReceiver connector = new CallbackReceiver() {
            @Override
            public Reception receive(Callback callback) {
                return behaviour.apply(callback);
            }

            @Override
            public List<Secret> secrets() {
                return secrets;
            }

            @Override
            public Profile profile() {
                return new Profile(
                        LocalText.of("测试", "Test"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
            }
        };
        if (connected != null) {
            Plugging.remove(accounts, connected, MAIN);
        }
        Plugging.add(accounts, connector, MAIN);
        connected = connector;
    }
}
