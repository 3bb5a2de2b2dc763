// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.huitong.testkit.HubProcess;

/**
 * How much memory the hub holds after the demo's day, simulated platforms and all. {@code seconds} is how long the day
 * takes: 900 as delivered, and not less for a figure that is to be quoted.
 */
final class DemoDay {
    private static final long TARGET = 350;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private DemoDay() {}

    static void measure(Bench.Orders orders) throws IOException {
        Duration day = Duration.ofSeconds(orders.seconds());
        long most = 0;
        long last = 0;
        try (HubProcess hub = new HubProcess(orders.folder()).with("HUITONG_DEMO", "true")) {
            Path conf = Files.createDirectories(hub.home().resolve("demo/conf"));
            Files.copy(hub.home().resolve("conf/logback.xml"), conf.resolve("logback.xml"));
            Files.writeString(conf.resolve("org.huitong.simulator.cfg"), "past = PT0S\ndayLength = " + day + "\n");
            hub.start();
            hub.login();
            for (long end = System.nanoTime() + day.toNanos(); System.nanoTime() < end; ) {
                LockSupport.parkNanos(LOOK.toNanos());
                // A page is open all the time, as somebody who tries the demo has it.
                hub.get("/api/v1/messages?limit=50");
                last = resident(hub);
                most = Math.max(most, last);
            }
            JsonNode all = hub.get("/api/v1/statistics?by=platform");
            say(
                    "after the demo's day of %s with %s messages: %d MB resident, at most %d MB (target at most %d: %s)",
                    day, all.path("total").path("messages"), last, most, TARGET, last <= TARGET ? "reached" : "missed");
        }
    }

    /** What Linux says the process holds, in MB. */
    static long resident(HubProcess hub) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + hub.pid() + "/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
