// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until processes have nothing left to do, and tells what they have used. */
final class Rest {
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<ProcessHandle> processes;

    private Rest(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    static Rest of(Long... pids) {
        return new Rest(List.of(pids).stream()
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList());
    }

    void await() {
        long end = System.nanoTime() + LONGEST.toNanos();
        Duration before = used();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            Duration now = used();
            if (now.minus(before).compareTo(LOOK.dividedBy(10)) < 0) {
                return;
            }
            before = now;
        }
        say("still at work after %d s of rest", LONGEST.toSeconds());
    }

    /** Processor time of all threads. */
    Duration used() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
