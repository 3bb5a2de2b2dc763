// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DomainFilesTest {
    private static final Asker WHO = new Asker("it", "IT", Optional.empty(), Optional.empty());
    private static final SecurityContext CALLER = (SecurityContext) Proxy.newProxyInstance(
            DomainFilesTest.class.getClassLoader(),
            new Class<?>[] {SecurityContext.class},
            (proxy, method, words) -> WHO);

    private final HeardAudit audit = new HeardAudit();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T08:00:00Z"));
    private DerbyStore store;
    private DomainFileShelf shelf;
    private DomainFilesResource files;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("operation");
        shelf = new DomainFileShelf(store, DerbyStore.schema("operation"), clock);
        files = new DomainFilesResource(shelf, audit, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(String name, String content) {
        files.put(name, new DomainFilesResource.Body(content), CALLER);
    }

    @Test
    void aFileIsServedAsSoonAsItIsThereAndNoLongerThanThat() {
        assertThat(shelf.find("WW_verify_abc123.txt")).isEmpty();
        put("WW_verify_abc123.txt", " abc123\n");
        assertThat(shelf.find("WW_verify_abc123.txt").orElseThrow().content()).isEqualTo("abc123");
        put("WW_verify_abc123.txt", "other");
        assertThat(shelf.find("WW_verify_abc123.txt").orElseThrow().content()).isEqualTo("other");
        assertThat(files.list().items()).hasSize(1);
        files.remove("WW_verify_abc123.txt", CALLER);
        assertThat(shelf.find("WW_verify_abc123.txt")).isEmpty();
        assertThat(audit.lines()).hasSize(3).allMatch(line -> line.contains("connectors.manage domain-file:WW_verify"));
        assertThat(audit.differences().get(1).before()).isEqualTo("abc123");
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        for (String name : List.of(
                "robots.txt",
                "Security.TXT",
                "index.html",
                "../a.txt",
                "a/b.txt",
                "x.txt",
                ".txt",
                "a b c.txt",
                "_x_x.txt")) {
            assertThatThrownBy(() -> put(name, "abc")).as(name).isInstanceOf(Problem.class);
        }
        for (String content : List.of("", "two\nlines", "<b> </b>", "中文", "x".repeat(513))) {
            assertThatThrownBy(() -> put("WW_verify_1.txt", content))
                    .as(content)
                    .isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> files.put("WW_verify_1.txt", null, CALLER)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> files.remove("WW_verify_1.txt", CALLER)).isInstanceOf(Problem.class);
        assertThat(files.list().items()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void thereAreOnlySoMany() {
        for (int i = 0; i < DomainFileShelf.MOST; i++) {
            put("WW_verify_" + i + ".txt", "abc");
        }
        assertThatThrownBy(() -> put("one-more.txt", "abc")).isInstanceOf(Problem.class);
        put("WW_verify_0.txt", "another");
        assertThat(files.list().items()).hasSize(DomainFileShelf.MOST);
    }
}
