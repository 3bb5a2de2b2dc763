// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrakeTest {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final Brake brake = new Brake(() -> now, () -> new PasswordAge(0, 0, 0, 30), name -> true);

    @Test
    void pausesDoubleUpToALimitAndPass() {
        for (int i = 0; i < 5; i++) {
            assertThat(brake.enter("wang", "192.0.2.1")).isZero();
        }
        long[] pauses = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900};
        for (long pause : pauses) {
            assertThat(brake.enter("wang", "192.0.2.1")).isEqualTo(pause);
            now = now.plusSeconds(pause);
            assertThat(brake.enter("wang", "192.0.2.1")).isZero();
        }
        now = now.plusSeconds(3601);
        for (int i = 0; i < 5; i++) {
            assertThat(brake.enter("wang", "192.0.2.1")).isZero();
        }
    }

    @Test
    void guessingFromManyAddressesIsSlowedAndFamiliarAddressesAreNot() {
        brake.enter("wang", "198.51.100.1");
        brake.succeeded("wang", "198.51.100.1");
        for (int i = 0; i < 40; i++) {
            brake.enter("wang", "192.0.2." + i);
        }
        assertThat(brake.enter("wang", "203.0.113.1")).isPositive().isLessThanOrEqualTo(30);
        assertThat(brake.enter("wang", "198.51.100.1")).isZero();
        assertThat(brake.enter("li", "203.0.113.1")).isZero();
    }

    @Test
    void guessingAtManyAccountsFromOneAddressIsSlowed() {
        for (int i = 0; i < 30; i++) {
            assertThat(brake.enter("a" + i, "192.0.2.1")).isZero();
        }
        assertThat(brake.enter("a99", "192.0.2.1")).isPositive();
        assertThat(brake.enter("a99", "192.0.2.2")).isZero();
    }

    @Test
    void whoLoggedInFromAnAddressBeforeIsNotShutOutByGuessesAtOthers() {
        brake.enter("wang", "127.0.0.1");
        brake.succeeded("wang", "127.0.0.1");
        for (int i = 0; i < 40; i++) {
            brake.enter("a" + i, "127.0.0.1");
        }
        assertThat(brake.enter("li", "127.0.0.1")).isPositive();
        assertThat(brake.enter("wang", "127.0.0.1")).isZero();
    }

    @Test
    void successDoesNotWashAnAddressClean() {
        for (int i = 0; i < 29; i++) {
            brake.enter("a" + i, "192.0.2.1");
        }
        brake.enter("mine", "192.0.2.1");
        brake.succeeded("mine", "192.0.2.1");
        assertThat(brake.enter("b", "192.0.2.1")).isZero();
        assertThat(brake.enter("c", "192.0.2.1")).isPositive();
    }

    @Test
    void neighboursInOneIpv6NetworkCountAsOne() {
        for (int i = 0; i < 5; i++) {
            brake.enter("wang", "2001:db8:1:2::" + i);
        }
        assertThat(brake.enter("wang", "2001:db8:1:2:ffff:ffff:ffff:ffff")).isPositive();
        assertThat(brake.enter("wang", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            brake.enter("a" + i, "192.0." + i / 256 % 256 + "." + i % 256 + "-" + i);
        }
        assertThat(brake.enter("somebody", "192.0.2.1")).isZero();
    }
}
