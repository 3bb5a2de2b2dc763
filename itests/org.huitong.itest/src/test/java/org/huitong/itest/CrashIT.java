// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub is killed while three platforms push, comes back, and holds every acknowledged message exactly once. {@code
 * -Dhuitong.crash.kills=50} is the long form, {@code -Dhuitong.crash.seed} repeats a run's moments.
 */
class CrashIT {
    private static final int KILLS = Integer.getInteger("huitong.crash.kills", 3);
    private static final long SEED = Long.getLong("huitong.crash.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedMessageIsThereExactlyOnce() {
        Random moments = new Random(SEED);
        HubProcess hub = new HubProcess(folder);
        Pushing pushing = new Pushing(hub, folder).register();
        long acknowledged = 0;
        long repeated = 0;
        try (hub) {
            hub.start();
            pushing.prepare();
            for (int kill = 1; kill <= KILLS; kill++) {
                pushing.begin(Duration.ofSeconds(3), 800);
                pass(Duration.ofMillis(600 + moments.nextInt(2_400)));
                hub.kill();
                hub.start();
                JsonNode result = pushing.end("200", "503");
                acknowledged += result.get("acknowledged").asLong();
                repeated += result.get("repeated").asLong();
            }
            System.out.println("Crash: " + KILLS + " kills (seed " + SEED + "), " + acknowledged
                    + " acknowledged over HTTP after " + repeated + " pushes again; " + pushing.check());
        }
    }

    /** Not waiting for anything: this is the random moment itself. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
