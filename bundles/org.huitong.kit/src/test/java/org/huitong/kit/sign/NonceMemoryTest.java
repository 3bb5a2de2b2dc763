// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NonceMemoryTest {
    private static final Instant START = Instant.EPOCH;

    @Test
    void knowsANonceForItsWindow() {
        NonceMemory memory = new NonceMemory(Duration.ofMinutes(10), 100);
        assertThat(memory.isFirst("a", START)).isTrue();
        assertThat(memory.isFirst("a", START.plusSeconds(600))).isFalse();
        assertThat(memory.isFirst("b", START.plusSeconds(600))).isTrue();
        assertThat(memory.isFirst("a", START.plusSeconds(601))).isTrue();
    }

    @Test
    void forgetsTheOldestWhenFull() {
        NonceMemory memory = new NonceMemory(Duration.ofDays(1), 3);
        for (int i = 0; i < 1000; i++) {
            assertThat(memory.isFirst("n" + i, START)).isTrue();
        }
        assertThat(memory.isFirst("n999", START)).isFalse();
        assertThat(memory.isFirst("n998", START)).isFalse();
        assertThat(memory.isFirst("n0", START)).isTrue();
    }
}
