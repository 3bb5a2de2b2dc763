// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who finds a place for what is read as it comes. */
class AnteroomTest {
    private final Anteroom anteroom = new Anteroom(1);

    @Test
    void nobodyTakesThePlacesOfOthers() {
        Optional<Runnable> first = anteroom.stream("li");
        assertThat(first).isPresent();
        assertThat(anteroom.stream("li")).isPresent();
        assertThat(anteroom.stream("li")).isEmpty();
        assertThat(anteroom.stream("wang")).isPresent();
        first.orElseThrow().run();
        assertThat(anteroom.stream("li")).isPresent();
        assertThat(anteroom.stream("li")).isEmpty();
    }

    @Test
    void thereAreSoManyPlacesAndEachIsGivenBack() {
        Optional<Runnable> last = Optional.empty();
        for (int i = 0; i < Anteroom.STREAMS_AT_ONCE; i++) {
            last = anteroom.stream("person" + i);
            assertThat(last).isPresent();
        }
        assertThat(anteroom.stream("late")).isEmpty();
        last.orElseThrow().run();
        assertThat(anteroom.stream("late")).isPresent();
    }
}
