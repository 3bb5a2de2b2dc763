// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.operation.DeadLetters.DeadLetter;
import org.huitong.api.operation.DeadLetters.Outcome;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.intake.Counter;
import org.huitong.hub.intake.Undertaker;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterOfficeTest {
    private static final LocalText WHY = LocalText.of("这一行读不懂。", "This row cannot be read.");
    private static final Callback CALL = new Callback("POST", Map.of(), Map.of(), new byte[] {1, 2, 3}, Instant.EPOCH);

    private static final Asker ADMIN = new Asker("admin", "管理员", Set.of());

    private DerbyStore store;
    private Journal journal;
    private AccountBook accounts;
    private Undertaker undertaker;
    private DeadLetterOffice office;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        OneKeyVault vault = new OneKeyVault();
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        accounts = new AccountBook(journal);
        undertaker = new Undertaker(vault);
        office = new DeadLetterOffice(journal, accounts, new StageBench(journal), undertaker);
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
        assertThat(sendAgain()).isEqualTo(Outcome.FAILED_AGAIN);
        assertThat(only().tries()).isEqualTo(3);
    }

    private void bury() {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        Counter counter = new Counter(journal, undertaker);
        counter.submit(counter.letter(new AccountName("test", "main"), CALL, WHY, outcome::complete));
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
        CallbackReceiver connector = new CallbackReceiver() {
            @Override
            public Reception receive(Callback callback) {
                return behaviour.apply(callback);
            }

            @Override
            public Profile profile() {
                return new Profile(
                        LocalText.of("测试", "Test"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
            }
        };
        Plugging.add(
                accounts,
                connector,
                Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main"));
    }
}
