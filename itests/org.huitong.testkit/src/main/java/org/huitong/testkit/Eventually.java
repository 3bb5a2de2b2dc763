// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what must become true, with a limit. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Eventually() {}

    /** Looks again and again; fails with {@code what} after a minute, which a busy machine may need. */
    public static void until(String what, BooleanSupplier condition) {
        until(LIMIT, what, condition);
    }

    /** The same for what takes its time by itself. */
    public static void until(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos());
        }
    }
}
