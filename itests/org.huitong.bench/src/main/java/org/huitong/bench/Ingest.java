// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.huitong.testkit.HubProcess;

/**
 * How fast a signed call becomes a durable message and is acknowledged, as a ratio to two anchors measured in turn on
 * the same disk: rows thrown at the same database, and a bare server that does no more than it must.
 *
 * <p>Rounds alternate, and each waits until nothing of the last one is at work: a noisy machine hits all three alike.
 */
final class Ingest {
    private static final int CONNECTIONS = 64;
    private static final int OUTSTANDING = 10_000;
    /** Of both servers, in lengths of a measurement: until Java has compiled what is asked again and again. */
    private static final int WARM_UPS = 4;

    private final Duration length;
    private final Duration warmUp;
    private final int rounds;
    private final Path folder;
    private final LoadRun load;
    private final List<Round> measured = new ArrayList<>();
    private long pushed;

    private record Round(double raw, JsonNode bare, JsonNode hub) {}

    private Ingest(Path folder, Duration length, int rounds) {
        this.folder = folder;
        this.length = length;
        this.warmUp = length.multipliedBy(WARM_UPS);
        this.rounds = rounds;
        this.load = new LoadRun(folder.resolve("accounts.properties"));
    }

    static void measure(Bench.Orders orders) throws IOException, SQLException {
        // Ratios are for people to judge; a message lost is never a question of the machine.
        if (!new Ingest(orders.folder(), Duration.ofSeconds(orders.seconds()), orders.rounds()).run()) {
            throw new IllegalStateException("what was acknowledged is not there, or was not answered as it must be");
        }
    }

    private boolean run() throws IOException, SQLException {
        Process bare = null;
        try (HubProcess hub = new HubProcess(folder.resolve("hub")).with("JAVA_OPTS", "-Xmx1g");
                Table raw = Table.create(folder.resolve("raw"))) {
            load.account(hub.home().resolve("conf"));
            hub.start();
            bare = startBare();
            String bareUrl = "http://127.0.0.1:" + Files.readString(port());
            RawBatches batches = new RawBatches(raw, Row.BODY_BYTES);
            say("warming up, load average %.1f", average());
            batches.run(warmUp);
            load.push(bareUrl, CONNECTIONS, warmUp);
            count(load.push(hub.url(), CONNECTIONS, warmUp));
            for (int i = 1; i <= rounds; i++) {
                rest(hub, bare);
                double rows = batches.run(length);
                rest(hub, bare);
                JsonNode ofBare = load.push(bareUrl, CONNECTIONS, length);
                rest(hub, bare);
                JsonNode ofHub = count(load.push(hub.url(), CONNECTIONS, length));
                measured.add(new Round(rows, ofBare, ofHub));
                say("round %d, load average %.1f", i, average());
                say("  raw batches  %,7.0f rows/s", rows);
                say("  bare server  %s", line(ofBare));
                say("  hub          %s", line(ofHub));
            }
            report();
            rest(hub, bare);
            boolean whole = outstanding(hub);
            hub.stop();
            return stored(hub) && whole;
        } finally {
            if (bare != null) {
                bare.destroyForcibly().onExit().join();
            }
        }
    }

    private Process startBare() throws IOException {
        Properties account = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("accounts.properties"))) {
            account.load(in);
        }
        Process bare = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // As the launcher has it.
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        folder.resolve("bare").toString(),
                        port().toString(),
                        account.getProperty("wecom~load.token"),
                        account.getProperty("wecom~load.encodingAesKey"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bare.out").toFile())
                .start();
        while (!Files.exists(port())) {
            if (!bare.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("bare.out")));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return bare;
    }

    private Path port() {
        return folder.resolve("bare.port");
    }

    private void report() {
        double raw = median(Round::raw);
        double bare = median(r -> perSecond(r.bare()));
        double hub = median(r -> perSecond(r.hub()));
        say("medians of %d rounds: raw batches %,.0f, bare server %,.0f, hub %,.0f a second", rounds, raw, bare, hub);
        say("  bare server / raw batches  %.2f", bare / raw);
        say("  hub / raw batches          %s", against(median(r -> perSecond(r.hub()) / r.raw()), 0.4));
        say("  hub / bare server          %s", against(median(r -> perSecond(r.hub()) / perSecond(r.bare())), 0.8));
    }

    private boolean outstanding(HubProcess hub) throws IOException {
        JsonNode all = count(load.push(hub.url(), OUTSTANDING, 3));
        long failures = 0;
        for (var each = all.get("answers").fields(); each.hasNext(); ) {
            var answer = each.next();
            if (answer.getKey().startsWith("5") && !answer.getKey().equals("503")) {
                failures += answer.getValue().asLong();
            }
        }
        say(
                "%,d connections, %,d outstanding at once, load average %.1f",
                OUTSTANDING, all.get("outstanding").asLong(), average());
        say("  hub          %s", line(all));
        say("  p99 %.1f s (target at most 2.5); answers %s", all.get("p99ms").asDouble() / 1000, all.get("answers"));
        say(
                "  %d pushed again for a deadline that had passed, %d for a broken connection; never answered %d",
                all.get("late").asLong(),
                all.get("broken").asLong(),
                all.get("open").asLong());
        boolean alive = ProcessHandle.of(hub.pid()).isPresent();
        say("  5xx but 503: %d; heap at most 1 GB, memory %d MB", failures, DemoDay.resident(hub));
        if (!alive) {
            say("  the hub has ended under it; the last lines of its console tell why");
            List<String> lines = Files.readAllLines(hub.log());
            lines.subList(Math.max(0, lines.size() - 3), lines.size()).forEach(l -> say("    %s", l));
        }
        return alive
                && failures == 0
                && all.get("open").asLong() == 0
                && all.get("refused").asLong() == 0;
    }

    /** Whether what was acknowledged in all this time is in the log, once. */
    private boolean stored(HubProcess hub) throws SQLException {
        try (Table log = Table.open(hub.data().resolve("store"))) {
            Table.Content content = log.content();
            say(
                    "acknowledged %,d, in the log %,d, lost %,d; a body has %d bytes",
                    pushed, content.messages(), Math.max(0, pushed - content.messages()), content.bodyBytes());
            return content.messages() >= pushed;
        }
    }

    private JsonNode count(JsonNode result) {
        pushed += result.get("acknowledged").asLong();
        return result;
    }

    /** Until neither the hub, whose readers come after the answer, nor the bare server has anything left to do. */
    private static void rest(HubProcess hub, Process bare) {
        Rest.of(hub.pid(), bare.pid()).await();
    }

    private double median(ToDoubleFunction<Round> value) {
        return Bench.median(measured.stream().mapToDouble(value).toArray());
    }

    private static double perSecond(JsonNode result) {
        return result.get("perSecond").asDouble();
    }

    private static String line(JsonNode r) {
        return String.format(
                "%,7.0f messages/s  p50 %s  p95 %s  p99 %s ms  %s",
                perSecond(r), r.get("p50ms"), r.get("p95ms"), r.get("p99ms"), r.get("answers"));
    }

    private static String against(double ratio, double target) {
        return String.format("%.2f (target %.1f: %s)", ratio, target, ratio >= target ? "reached" : "missed");
    }

    private static double average() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
