// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditResourceTest {
    private static final Asker LI = new Asker("li", "李四", Optional.empty());
    private static final String LOOK = "li audit.read audit done";

    private final DerbyStore store = new DerbyStore().migrate("audit");
    private final HeardAudit audit = new HeardAudit();
    private AuditResource resource;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Sealer sealer = new Sealer(store, new TestClock(), new NoTicks(), folder, folder.resolve("keys"));
        resource = new AuditResource(store, new OneKeyVault(), sealer, audit, null, null, new VerbBook());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The last place there is, or the first, is the first page by another name. */
    @Test
    void whoLooksIsNotedFromWhicheverPageOn() {
        list(null, null, null, Long.toString(Long.MAX_VALUE));
        assertThat(audit.lines()).containsExactly(LOOK);
        list(null, null, "0", null);
        list(null, null, null, "5");
        assertThat(audit.lines()).containsExactly(LOOK);
        list("zhang", null, "0", null);
        assertThat(audit.lines()).containsExactly(LOOK, LOOK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T00:00:00Z", "-1000000000-01-01T00:00:00Z", "1969-12-31T00:00:00Z", "yesterday"
            })
    void aMomentOutsideOfAllTimeIsTheCallersMistake(String moment) {
        assertThatThrownBy(() -> list(null, moment, null, null))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void whatNoDatabaseTakesIsTheCallersMistake() {
        assertThatThrownBy(() -> list("a\0b", null, null, null)).isInstanceOf(Problem.class);
    }

    private void list(String by, String from, String after, String before) {
        resource.list(by, null, null, from, null, after, before, null, as(LI));
    }

    private static SecurityContext as(Asker asker) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "test";
            }
        };
    }
}
