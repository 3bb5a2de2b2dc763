// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that failed while the hub was away are asked back: late, once, and beside those that come in. */
class AskedBackTest {
    private static final Map<String, Object> PROPERTIES =
            Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main");

    private final DerbyStore store = new DerbyStore().migrate("hub");
    private final OneKeyVault vault = new OneKeyVault();
    private final Desk desk = new Desk();
    private Journal journal;
    private AccountBook book;
    private Operator operator;

    @BeforeEach
    void open() {
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        book = new AccountBook(journal);
        StageBench bench = new StageBench(journal, bundle -> true);
        operator = new Operator(
                book, journal, bench, new DeadLetterClerk(vault), InstantSource.system(), Duration.ofMillis(20));
        operator.errands = desk;
    }

    @AfterEach
    void close() {
        operator.close();
        book.close();
        journal.close();
        store.close();
    }

    @Test
    void whatFailedComesInLateAndOnce() {
        desk.failed = List.of("one", "two");
        Plugging.add(book, desk, PROPERTIES);
        until("both are there", () -> journal.head() == 2);
        until("they are told apart", () -> account().askedBack().orElse(0) == 2);
        int asked = desk.asked;
        until("the platform hands them out again", () -> desk.asked > asked + 2);
        assertThat(journal.head()).isEqualTo(2);
        assertThat(account().askedBack()).hasValue(2);
    }

    @Test
    void whereItCannotBeAskedCallsStillComeIn() {
        Plugging.add(book, desk, PROPERTIES);
        until("it is asked", () -> account().askedBack().isPresent());
        desk.trouble = Optional.of(LocalText.of("没有权限", "no permission"));
        until("it says why", () -> account().askingTrouble().isPresent());
        assertThat(account().askingTrouble().orElseThrow().en()).contains("no permission");
        assertThat(account().problem()).isEmpty();
        assertThat(account().line()).isEmpty();
        desk.trouble = Optional.empty();
        until("it goes on", () -> account().askingTrouble().isEmpty());
    }

    @Test
    void whileNobodyMakesCallsItWaitsAndSaysSo() {
        Plugging.add(book, desk, PROPERTIES);
        until("it is asked", () -> account().askedBack().isPresent());
        operator.errands = null;
        until("it says why", () -> account().askingTrouble().isPresent());
        desk.failed = List.of("one");
        assertThat(journal.head()).isZero();
        Plugging.remove(book, desk, PROPERTIES);
        operator.errands = desk;
        Plugging.add(book, desk, PROPERTIES);
        until("it is there", () -> journal.head() == 1);
    }

    private ConnectedAccount account() {
        return book.find(new AccountName("test", "main")).orElseThrow();
    }

    /** A platform that calls, and keeps the calls that failed; and whoever calls it. */
    private static final class Desk implements CallbackReceiver, LineKeeper, Poller, Errands {
        volatile List<String> failed = List.of();
        volatile Optional<LocalText> trouble = Optional.empty();
        volatile int asked;

        @Override
        public Optional<Line> line() {
            return Optional.empty();
        }

        @Override
        public Reception receive(Callback callback) {
            throw new UnsupportedOperationException("nobody calls here");
        }

        @Override
        public Step<Batch> poll(Optional<String> cursor, Trail trail) {
            if (trail.token().isEmpty()) {
                return Step.tokenNeeded();
            }
            if (trail.reply().isEmpty()) {
                return Step.ask(Call.get(URI.create("http://platform/failed")));
            }
            List<Evidence> came = new String(trail.reply().get().body(), StandardCharsets.UTF_8)
                    .lines()
                    .map(word -> new Evidence(word.getBytes(StandardCharsets.UTF_8), Map.of(), Instant.now()))
                    .toList();
            return Step.done(new Batch(came, "", Duration.ofMillis(20)));
        }

        @Override
        public <T> CompletionStage<Ending<T>> run(
                String platform,
                String account,
                BiFunction<Connector, Trail, Step<T>> asking,
                BooleanSupplier leaving) {
            if (trouble.isPresent()) {
                return CompletableFuture.completedFuture(new Ending.Failed<>(Step.Failure.ACCOUNT, trouble.get()));
            }
            Trail trail = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
            byte[] answer = String.join("\n", failed).getBytes(StandardCharsets.UTF_8);
            Step<T> step = asking.apply(this, trail.then("", new Reply(200, Map.of(), answer)));
            asked++;
            return CompletableFuture.completedFuture(new Ending.Done<>(((Step.Done<T>) step).value()));
        }

        @Override
        public Reading read(Evidence evidence) {
            String word = new String(evidence.raw(), StandardCharsets.UTF_8);
            return Reading.of(Delivery.of("d-" + word, Sighting.Said.once(Messages.text(word, word))));
        }

        @Override
        public Profile profile() {
            return new Profile(LocalText.of("柜台", "Desk"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
        }
    }
}
