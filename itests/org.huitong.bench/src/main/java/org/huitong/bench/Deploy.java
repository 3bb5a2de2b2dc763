// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;

/**
 * How long it takes from a connector's file in {@code deploy/} to an answer of its account. The account's configuration
 * lies there already; an answer is the connector's own refusal of an unsigned call.
 */
final class Deploy {
    private static final String CONNECTOR = "org.huitong.connector.echo";
    private static final double TARGET = 500;
    private static final int FEWEST = 10;
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Deploy() {}

    static void measure(Bench.Orders orders) throws IOException {
        int rounds = Math.max(FEWEST, orders.rounds());
        double[] taken = new double[rounds];
        try (HubProcess hub = new HubProcess(orders.folder())) {
            hub.configure(CONNECTOR + "~main", Map.of("secret", "an echo of sixteen letters"));
            hub.start();
            Path jar = jar(hub);
            Path deploy = hub.home().resolve("deploy");
            for (int round = -1; round < rounds; round++) {
                Path part = Files.copy(jar, deploy.resolve(".part"), StandardCopyOption.REPLACE_EXISTING);
                long before = System.nanoTime();
                Files.move(part, deploy.resolve(CONNECTOR + ".jar"), StandardCopyOption.ATOMIC_MOVE);
                while (!isReachable(hub)) {
                    if (System.nanoTime() - before > LIMIT.toNanos()) {
                        throw new IllegalStateException("the account was not there after " + LIMIT);
                    }
                    LockSupport.parkNanos(LOOK.toNanos());
                }
                if (round >= 0) {
                    taken[round] = (System.nanoTime() - before) / 1e6;
                }
                Files.delete(deploy.resolve(CONNECTOR + ".jar"));
                Eventually.until("the connector has left", () -> !isReachable(hub));
            }
        }
        double[] sorted = taken.clone();
        Arrays.sort(sorted);
        double median = Bench.median(taken);
        say(
                "from file to answer, %d rounds after one that is not counted, load average %.1f",
                rounds, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        say(
                "  least %.0f ms, median %.0f ms, most %.0f ms (target at most %.0f: %s)",
                sorted[0],
                median,
                sorted[rounds - 1],
                TARGET,
                sorted[rounds - 1] <= TARGET ? "reached by all" : median <= TARGET ? "reached by most" : "missed");
    }

    private static boolean isReachable(HubProcess hub) {
        return hub.call("POST", "/connect/echo/main", "{}", Map.of()).statusCode() == 401;
    }

    private static Path jar(HubProcess hub) throws IOException {
        try (Stream<Path> all = Files.walk(hub.home().resolve("system"))) {
            return all.filter(file -> file.getFileName().toString().startsWith(CONNECTOR + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
