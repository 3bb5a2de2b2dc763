// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Profile;
import org.huitong.api.text.LocalText;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.log.Overheard;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountBookTest {
    private DerbyStore store;
    private Journal journal;
    private AccountBook book;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        book = new AccountBook(journal);
    }

    @AfterEach
    void close() {
        book.close();
        journal.close();
        store.close();
    }

    /** None of its messages would fit the log either, and the register would try for ever. */
    @Test
    void anAccountWithoutRoomInTheLogIsNotAskedAndToldSo() {
        try (Overheard log = new Overheard()) {
            plug("test", "x".repeat(65));
            plug("p".repeat(33), "main");
            plug("p".repeat(32), "y".repeat(64));
            assertThat(book.all())
                    .extracting(ConnectedAccount::name)
                    .containsExactly(new AccountName("p".repeat(32), "y".repeat(64)));
            assertThat(log.text()).contains("32 characters are the most", "64 for what follows ~");
        }
    }

    @Test
    void whoeverNeedsAConnectorIsGivenTheOneThatServesTheAccount() {
        assertThat(book.of("test", "main")).isEmpty();
        plug("test", "main");
        Connector first = book.of("test", "main").orElseThrow();
        plug("test", "main");
        assertThat(book.of("test", "main")).containsSame(first);
        book.removeConnector(
                first, Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main"));
        assertThat(book.of("test", "main")).isPresent().get().isNotSameAs(first);
        assertThat(book.of("test", "other")).isEmpty();
    }

    private void plug(String platform, String account) {
        Connector connector =
                () -> new Profile(LocalText.of("测试", "Test"), account, Duration.ofSeconds(5), "", "", false, List.of());
        book.addConnector(
                connector,
                Map.of("huitong.platform", platform, "service.pid", "org.huitong.connector.test~" + account));
    }
}
