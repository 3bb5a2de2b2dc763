// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration WORK = Duration.ofMillis(10);

    private final AtomicLong head = new AtomicLong();
    private final AtomicLong time = new AtomicLong();

    @Test
    void nobodyRestsWhileLittleComesIn() {
        Pace pace = new Pace(head::get, time::get, () -> 7, 2);
        passes(Duration.ofSeconds(1), 900);
        assertThat(pace.rest(WORK)).isZero();
    }

    @Test
    void readersTogetherLeaveACoreToTheIntakeWhileMuchComesIn() {
        Pace pace = new Pace(head::get, time::get, () -> 7, 2);
        passes(Duration.ofMillis(250), 1_000);
        assertThat(pace.rest(WORK)).isEqualTo(WORK.multipliedBy(6));
        assertThat(pace.rest(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(2));
        passes(Duration.ofMillis(250), 10);
        assertThat(pace.rest(WORK)).isZero();
    }

    @Test
    void readersTakeLargerPiecesWhileMuchComesIn() {
        Pace pace = new Pace(head::get, time::get, () -> 7, 8);
        passes(Duration.ofMillis(250), 10);
        assertThat(pace.breath()).isEqualTo(Duration.ofMillis(100));
        passes(Duration.ofMillis(250), 1_000);
        assertThat(pace.breath()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void nobodyRestsWhereEachHasACore() {
        Pace pace = new Pace(head::get, time::get, () -> 7, 8);
        passes(Duration.ofMillis(250), 10_000);
        assertThat(pace.rest(WORK)).isZero();
    }

    private void passes(Duration duration, long lines) {
        time.addAndGet(duration.toNanos());
        head.addAndGet(lines);
    }
}
