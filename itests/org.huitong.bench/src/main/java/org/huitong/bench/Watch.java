// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;

/**
 * What watching costs: the processor time of a message with the feature {@code monitor} and without it, by turns in one hub,
 * so that both are compiled alike; and how long its page's questions take with thirteen months behind them.
 */
final class Watch {
    private static final int CONNECTIONS = 64;
    private static final double DEAREST = 1.03;
    private static final double SLOWEST = 300;
    private static final int ASKED = 200;
    private static final int INCIDENTS = 300;
    /** The watch looks once a minute, so that only whole minutes hold as many looks as there are. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** Until Java has compiled what is asked again and again, in lengths of a measurement. */
    private static final int WARM_UPS = 2;

    private final HubProcess hub;
    private final LoadRun load;
    private final Duration length;
    private final int rounds;

    private Watch(HubProcess hub, LoadRun load, Duration length, int rounds) {
        this.hub = hub;
        this.load = load;
        this.length = length;
        this.rounds = rounds;
    }

    static void measure(Bench.Orders orders) throws IOException, SQLException {
        long minutes = Math.max(1, Math.round(orders.seconds() / (double) LOOK.toSeconds()));
        Path folder = orders.folder();
        LoadRun load = new LoadRun(folder.resolve("accounts.properties"));
        try (HubProcess hub = new HubProcess(folder.resolve("hub")).with("JAVA_OPTS", "-Xmx1g")) {
            load.account(hub.home().resolve("conf"));
            new Watch(hub, load, LOOK.multipliedBy(minutes), orders.rounds()).run();
        }
    }

    private void run() throws IOException, SQLException {
        hub.start().login();
        WatchedYear year = new WatchedYear(watched());
        hub.stop();
        year.write(hub.data().resolve("store"));
        hub.start().login();
        page(year);
        say("warming up, load average %.1f", average());
        load.push(hub.url(), CONNECTIONS, length.multipliedBy(WARM_UPS));
        double[] ratios = new double[rounds];
        double[] with = new double[rounds];
        double[] without = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            boolean onFirst = i % 2 == 0;
            double first = microseconds(onFirst);
            double second = microseconds(!onFirst);
            with[i] = onFirst ? first : second;
            without[i] = onFirst ? second : first;
            ratios[i] = with[i] / without[i];
            say(
                    "round %d, load average %.1f: %.0f µs a message with it, %.0f without, %.3f",
                    i + 1, average(), with[i], without[i], ratios[i]);
        }
        double ratio = Bench.median(ratios);
        say(
                "medians of %d rounds of %d s: %.0f µs of processor time a message with the monitor, %.0f without",
                rounds, length.toSeconds(), Bench.median(with), Bench.median(without));
        say(
                "  with / without  %.3f (target at most %.2f: %s)",
                ratio, DEAREST, ratio <= DEAREST ? "reached" : "missed");
    }

    /** The names of all that is measured here. */
    private List<String> watched() {
        Eventually.until(
                Duration.ofMinutes(4),
                "the hub was looked at",
                () -> hub.get("/api/v1/monitor").path("items").size() > 0);
        return hub.get("/api/v1/monitor").path("items").findValuesAsText("name");
    }

    /** What the pages of the watch ask for, and what they ask where somebody looks closer. */
    private void page(WatchedYear year) {
        watched();
        for (int i = 0; i < INCIDENTS; i++) {
            must(hub.send("POST", "/api/v1/incidents", "{\"title\":\"incident " + i + "\"}"));
        }
        Rest.of(hub.pid()).await();
        String name = year.busiest();
        Map<String, List<String>> questions = new LinkedHashMap<>();
        questions.put("the page", List.of("monitor", "monitor/gaps"));
        for (String grain : List.of("minute", "hour", "day")) {
            questions.put("its past by " + grain + "s", List.of("monitor/history?name=" + name + "&grain=" + grain));
        }
        questions.put("its norms", List.of("monitor/norms"));
        questions.put("incidents", List.of("incidents?limit=50"));
        questions.put("the day's report", List.of("documents/daily-report.json"));
        say("the page with thirteen months behind it, %,d rows of %d readings:", year.rows(), year.readings());
        questions.forEach((what, paths) -> {
            double[] taken = new double[ASKED];
            for (int i = -ASKED / 2; i < ASKED; i++) {
                long began = System.nanoTime();
                paths.forEach(path -> hub.get("/api/v1/" + path));
                if (i >= 0) {
                    taken[i] = (System.nanoTime() - began) / 1e6;
                }
            }
            Arrays.sort(taken);
            double p99 = taken[(int) Math.ceil(ASKED * 0.99) - 1];
            say(
                    "  %-22s p50 %6.1f  p99 %6.1f  most %6.1f ms (target at most %.0f: %s)",
                    what, taken[ASKED / 2], p99, taken[ASKED - 1], SLOWEST, p99 <= SLOWEST ? "reached" : "missed");
        });
    }

    /** Of processor time a message, from the call until all readers have caught up. */
    private double microseconds(boolean watching) throws IOException {
        set(watching);
        load.push(hub.url(), CONNECTIONS, length.dividedBy(4));
        Rest rest = Rest.of(hub.pid());
        rest.await();
        Duration before = rest.used();
        long acknowledged =
                load.push(hub.url(), CONNECTIONS, length).get("acknowledged").asLong();
        rest.await();
        return rest.used().minus(before).toNanos() / 1e3 / acknowledged;
    }

    private void set(boolean watching) throws IOException {
        if (isThere() == watching) {
            return;
        }
        String plan = must(hub.send("POST", "/api/v1/features/monitor/plan", "{\"on\":" + watching + "}"));
        JsonNode id = new ObjectMapper().readTree(plan).get("id");
        must(hub.send("POST", "/api/v1/features/apply", "{\"plan\":" + id + "}"));
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (isThere() != watching) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the feature monitor did not " + (watching ? "come" : "go"));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isThere() {
        return hub.call("GET", "/api/v1/monitor/norms", null, Map.of("Authorization", "Bearer " + hub.token()))
                        .statusCode()
                == 200;
    }

    private static String must(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static double average() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
