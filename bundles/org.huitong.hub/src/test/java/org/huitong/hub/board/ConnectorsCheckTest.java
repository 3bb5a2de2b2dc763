// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Profile;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorsCheckTest {
    private DerbyStore store;
import org.huitong.hub.log.Overheard;
    private Journal journal;
    private AccountBook book;
    private ConnectorsCheck check;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        book = new AccountBook(journal);
        check = new ConnectorsCheck(book);
    }

    @AfterEach
    void close() {
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

    private Connector plug(String account, Optional<LocalText> problem) {
        return plug(account, () -> problem);
    }

    private Connector plug(String account, Supplier<Optional<LocalText>> problem) {
        Connector connector = new Connector() {
            @Override
            public Profile profile() {
                return new Profile(
                        LocalText.of("测试", "Test"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
            }

            @Override
            public Optional<LocalText> problem() {
                return problem.get();
            }
        };
        Plugging.add(book, connector, properties(account));
        return connector;
    }

    private static Map<String, Object> properties(String account) {
        return Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~" + account);
    }
}
