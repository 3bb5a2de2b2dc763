// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.account.Tally;
import org.huitong.hub.gateway.Gateway;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.log.Overheard;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorsCheckTest {
    private static final Instant NOW = Instant.now();

    private final TestClock clock = new TestClock(NOW);
    private DerbyStore store;
    private Journal journal;
    private AccountBook book;
    private ConnectorsCheck check;
    private Gateway gateway;
    private Switchboard board;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        book = new AccountBook(journal);
        check = new ConnectorsCheck(book, clock);
        gateway = new Gateway(
                book, journal, new StageBench(journal, bundle -> true), new DeadLetterClerk(new OneKeyVault()), clock);
        // No account here has a problem beside which settings would be named.
        board = new Switchboard(book, journal, gateway, null, new Launch(book), clock);
    }

    @AfterEach
    void close() {
        gateway.close();
        book.close();
        journal.close();
        store.close();
    }

    @Test
    void accountsThatCanTakeSomethingAreWell() {
        plug("main", Optional.empty());

        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void anAccountByWhichNothingCanComeInIsNamedWithWhatToMend() {
        plug("main", Optional.empty());
        plug("bare", Optional.of(LocalText.of("请填写 token", "set token as the console shows it")));

        assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(check.result().message()).contains("test~bare", "set token").doesNotContain("test~main");
    }

    @Test
    void theOneThatIsAwayStandsBesideTheOneThatCannotWork() {
        Plugging.remove(book, plug("gone", Optional.empty()), properties("gone"));
        plug("bare", Optional.of(LocalText.of("请填写 token", "set token as the console shows it")));

        assertThat(check.result().message())
                .contains("Without connector: test~gone", "deploy/", "test~bare: set token");
    }

    @Test
    void aConnectorThatBreaksOnTheQuestionIsNamedToo() {
        plug("broken", () -> {
            throw new IllegalStateException("broken on purpose");
        });

        try (Overheard log = new Overheard()) {
            assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
            assertThat(log.text()).contains("IllegalStateException").doesNotContain("broken on purpose");
        }
        assertThat(check.result().message()).contains("test~broken");
    }

    @Test
    void aConnectorThatIsSlowAgainstItsPlatformsDeadlineIsNamedAndForgottenWhenItIsOver() {
        plug("main", Optional.empty());
        Tally tally = tally("main");
        tally.read(NOW.minus(Duration.ofHours(1)), Duration.ofSeconds(2));
        tally.read(NOW.minus(Duration.ofHours(1)), Duration.ofSeconds(2));
        tally.read(NOW, Duration.ofSeconds(2));
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);

        tally.read(NOW, Duration.ofSeconds(2));
        tally.read(NOW, Duration.ofSeconds(2));
        assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(check.result().message()).contains("test~main", "5000 ms that the platform waits");

        for (int i = 0; i < 4; i++) {
            tally.read(NOW, Duration.ofMillis(3));
        }
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void theConnectorThatServesAnAccountStaysAndTheOtherOneTakesOverWhenItGoes() {
        Connector first = plug("main", Optional.empty());
        Connector second = plug("main", Optional.empty());
        ConnectedAccount account = book.find(new AccountName("test", "main")).orElseThrow();

        assertThat(account.connector()).containsSame(first);
        assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(check.result().message()).contains("test~main", "Remove one");
        assertThat(board.standings()).hasSize(2);
        assertThat(board.standings().get(0).problem()).isEmpty();
        assertThat(board.standings().get(1).problem())
                .hasValueSatisfying(words -> assertThat(words.zh()).contains("test~main", "等候"));

        Plugging.remove(book, first, properties("main"));
        assertThat(account.connector()).containsSame(second);
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);

        Plugging.add(book, first, properties("main"));
        assertThat(account.connector()).containsSame(second);
        Plugging.remove(book, second, properties("main"));
        assertThat(account.connector()).containsSame(first);
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void whoeverWaitsAndCannotSayWhatItIsTakesNobodyAlong() {
        Connector first = plug("main", Optional.empty());
        AtomicBoolean broken = new AtomicBoolean();
        Connector second = () -> {
            if (broken.get()) {
                throw new IllegalStateException("a partner's mistake");
            }
            return first.profile();
        };
        Plugging.add(book, second, properties("main"));
        broken.set(true);
        assertThat(board.standings()).hasSize(2);
        assertThat(board.standings().get(0).profile()).isPresent();
        assertThat(board.standings().get(1).profile()).isEmpty();
        assertThat(board.standings().get(1).problem()).isPresent();

        Plugging.remove(book, first, properties("main"));
        assertThat(board.standings()).singleElement().satisfies(standing -> assertThat(standing.profile())
                .isEmpty());
    }

    @Test
    void whatIsSetToBeLiveCountsAsInTrialUntilNothingIsLacking() {
        Plugging.add(
                book,
                () -> new Profile(LocalText.of("测试", "Test"), "tenant", Duration.ofSeconds(5), "", "", true, List.of()),
                properties("main"));
        AccountName main = new AccountName("test", "main");
        Profile set = book.find(main).orElseThrow().connector().orElseThrow().profile();
        Launch nobody = new Launch(book);
        assertThat(nobody.counted(main, set).live()).isFalse();
        assertThat(nobody.result().status()).isEqualTo(Check.Status.DEGRADED);

        Launch lacks = new Launch(book, (platform, account) -> Optional.of(LocalText.of("没有告知", "nobody was told")));
        assertThat(lacks.counted(main, set).live()).isFalse();
        assertThat(lacks.result().message()).contains("test~main", "nobody was told");

        Launch cleared = new Launch(book, (platform, account) -> Optional.empty());
        assertThat(cleared.counted(main, set)).isEqualTo(set);
        assertThat(cleared.result().status()).isEqualTo(Check.Status.UP);
        assertThat(board.standings()).singleElement().satisfies(standing -> assertThat(
                        standing.profile().orElseThrow().live())
                .as("the board asks, and nobody answers")
                .isFalse());
    }

    @Test
    void fifteenSecondsAreSlowHoweverLongThePlatformWaits() {
        plug("main", Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            tally("main").read(NOW, Duration.ofSeconds(15));
        }
        assertThat(check.result().message()).contains("test~main", "usually needs 1");
        assertThat(board.standings()).singleElement().satisfies(standing -> assertThat(
                        standing.strain().orElseThrow().zh())
                .contains("通常要"));
    }

    @Test
    void anAccountThatRefusesMoreThanItLetsInIsNamed() {
        plug("main", Optional.empty());
        Tally tally = tally("main");
        refuse(tally, Refusal.SIGNATURE, 9);
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);

        refuse(tally, Refusal.SIGNATURE, 1);
        assertThat(check.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(check.result().message()).contains("test~main", "refused 10 calls", "the signature does not match");

        for (int i = 0; i < 10; i++) {
            tally.called(NOW);
        }
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    @Test
    void browsersThatOpenTheAddressAreNoRefusals() {
        plug("main", Optional.empty());
        refuse(tally("main"), Refusal.METHOD, 50);
        assertThat(check.result().status()).isEqualTo(Check.Status.UP);
    }

    private static void refuse(Tally tally, Refusal refusal, int times) {
        for (int i = 0; i < times; i++) {
            tally.refused(NOW, new Reception.Refused(refusal, LocalText.of("签名不符", "the signature does not match")));
        }
    }

    private Tally tally(String account) {
        return book.find(new AccountName("test", account)).orElseThrow().tally();
    }

    @Test
    void whoWaitsForAnAccountIsToldWhenItsBundleIsInstalled() {
        plug("main", Optional.empty());
        Connector second = plug("main", Optional.empty(), 7);

        assertThat(book.to(7))
                .hasValueSatisfying(said -> assertThat(said.words().en()).contains("test~main", "waits"));
        assertThat(book.to(8)).isEmpty();
        Plugging.remove(book, second, properties("main", 7));
        assertThat(book.to(7)).isEmpty();
        assertThat(book.find(new AccountName("test", "main")).orElseThrow().connector())
                .isPresent();
    }

    private Connector plug(String account, Optional<LocalText> problem) {
        return plug(account, problem, 1);
    }

    private Connector plug(String account, Optional<LocalText> problem, long bundle) {
        return plug(account, () -> problem, bundle);
    }

    private void plug(String account, Duration deadline) {
        plug(account, Optional::empty, deadline, 1);
    }

    private Connector plug(String account, Supplier<Optional<LocalText>> problem) {
        return plug(account, problem, Duration.ofSeconds(5), 1);
    }

    private Connector plug(String account, Supplier<Optional<LocalText>> problem, long bundle) {
        return plug(account, problem, Duration.ofSeconds(5), bundle);
    }

    private Connector plug(String account, Supplier<Optional<LocalText>> problem, Duration deadline, long bundle) {
        Connector connector = new Connector() {
            @Override
            public Profile profile() {
                return new Profile(LocalText.of("测试", "Test"), "tenant", deadline, "", "", false, List.of());
            }

            @Override
            public Optional<LocalText> problem() {
                return problem.get();
            }
        };
        Plugging.add(book, connector, properties(account, bundle));
        return connector;
    }

    private static Map<String, Object> properties(String account) {
        return properties(account, 1);
    }

    private static Map<String, Object> properties(String account, long bundle) {
        return Map.of(
                "huitong.platform",
                "test",
                "service.pid",
                "org.huitong.connector.test~" + account,
                "service.bundleid",
                bundle);
    }
}
