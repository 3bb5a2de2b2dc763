// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding: who asked for an approval had made the accounts by which it was given. */
class KeyGiversTest {
    private static final String PASSWORD = "seven herons over the lake";

    @TempDir
    Path home;

    private Office office;
    private Asker giver;

    @BeforeEach
    void open() throws IOException {
        office = new Office(home);
        // As her account's person; what she may is what the first administrator may.
        giver = new Asker("admin", "admin", Optional.of("p9"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void make(String name, String person) {
        office.desk.accounts().create(giver, name, name, Optional.of(PASSWORD), Set.of(), Optional.of(person));
    }

    private Set<String> given(Instant since) {
        return new KeyGivers(office.desk).givenBy(giver, since);
    }

    @Test
    void whoMadeAnAccountOrItsWayInAnewIsRememberedAlsoAfterARestartAndWhenItIsGone() throws IOException {
        Instant begin = office.now;
        make("wang", "p1");
        make("li", "p2");
        office.pass(Duration.ofDays(100));
        Instant later = office.now;
        assertThat(given(begin)).containsExactlyInAnyOrder("p1", "p2");
        assertThat(given(later)).isEmpty();
        office.desk
                .accounts()
                .change(giver, "li", Optional.empty(), Optional.empty(), Optional.of(PASSWORD + " again"));
        office.desk.accounts().change(giver, "wang", Optional.of("Wang"), Optional.empty(), Optional.empty());
        assertThat(given(later)).containsExactly("p2");
        office.desk.accounts().remove(giver, "li");
        office.reopen();
        assertThat(given(later)).containsExactly("p2");
        KeyGivers keys = new KeyGivers(office.desk);
        Asker other = new Asker("second", "second", Optional.of("p9"));
        assertThat(keys.givenBy(other, later))
                .as("another account of the same person")
                .containsExactly("p2");
        assertThat(keys.givenBy(new Asker("second", "second", Optional.of("p8")), begin))
                .isEmpty();
    }

    @Test
    void anAccountThatSomebodyMakesIsNewAndOneThatTheHubMakesIsByNobodysHand() {
        Instant begin = office.now;
        KeyGivers keys = new KeyGivers(office.desk);
        make("wang", "p1");
        assertThat(keys.isMadeSince("wang", begin)).isTrue();
        assertThat(keys.isMadeSince("wang", begin.plusSeconds(1))).isFalse();
        office.pass(Duration.ofDays(1));
        office.desk
                .accounts()
                .change(giver, "wang", Optional.empty(), Optional.empty(), Optional.of(PASSWORD + " again"));
        assertThat(keys.isMadeSince("wang", begin.plusSeconds(1))).isFalse();
        assertThat(keys.isMadeSince("admin", Instant.EPOCH)).isFalse();
    }
}
