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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.huitong.connector.wecom.archive.ArchiveBench;
import org.huitong.simulator.archive.ArchiveBox;
import org.huitong.testkit.HubProcess;

/**
 * How long callbacks wait while the hub catches up with a chat archive of the same company, against how long the same ones
 * wait while the archive is at rest; and how fast it catches up meanwhile, log, stages and readers included.
 */
final class CatchUp {
    private static final int RATE = 100;
    private static final int CONNECTIONS = 64;
    private static final double SLOWEST = 2;
    private static final double LEAST = 0.7;
    private static final String SECRET = "of the bench";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Of callbacks alone and then beside the archive, in lengths of a measurement: until Java has compiled them. */
    private static final int WARM_UPS = 2;

    private final HubProcess hub;
    private final LoadRun load;
    private final ArchiveBox box;
    private final String company;
    private final String key;
    private final Duration length;
    private final int rounds;
    private int said;
    private long pushed;

    private CatchUp(Path folder, HubProcess hub, LoadRun load, Bench.Orders orders) throws IOException {
        this.hub = hub;
        this.load = load;
        this.length = Duration.ofSeconds(orders.seconds());
        this.rounds = orders.rounds();
        this.company = company(folder.resolve("accounts.properties"));
        this.box = ArchiveBox.at(folder.resolve("box"), company, SECRET);
        this.key = box.newKey();
    }

    static void measure(Bench.Orders orders) throws Exception {
        Path folder = orders.folder();
        LoadRun load = new LoadRun(folder.resolve("accounts.properties"));
        try (HubProcess hub = new HubProcess(folder.resolve("hub")).with("JAVA_OPTS", "-Xmx1g")) {
            load.account(hub.home().resolve("conf"));
            CatchUp measured = new CatchUp(folder, hub, load, orders);
            measured.run();
            hub.stop();
            measured.count();
        }
    }

    private static String company(Path accounts) throws IOException {
        Properties both = new Properties();
        try (InputStream in = Files.newInputStream(accounts)) {
            both.load(in);
        }
        return both.getProperty("wecom~load.corpId");
    }

    private void run() throws Exception {
        hub.configure(
                "org.huitong.connector.wecom.archive~archive",
                Map.of(
                        "corpId",
                        company,
                        "secret",
                        SECRET,
                        "library",
                        box.library().toString(),
                        "privateKeys",
                        key.replace("\r", "").replace("\n", "\\n")));
        hub.start().login();
        more(1_000);
        say("warming up, load average %.1f", average());
        for (int i = 0; i < WARM_UPS; i++) {
            quiet();
            meanwhile(keys());
        }
        double[] slower = new double[rounds];
        double[] caughtUp = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double keys = keys();
            JsonNode quiet = quiet();
            Meanwhile busy = meanwhile(keys);
            slower[i] = p99(busy.calls()) / p99(quiet);
            caughtUp[i] = busy.rate() / keys;
            say("round %d, load average %.1f, keys opened %.0f/s", i + 1, average(), keys);
            say("  archive at rest      %s", line(quiet));
            say("  being caught up with %s", line(busy.calls()));
            say("  p99 %.2f times as long; caught up with %.0f/s, ratio %.2f", slower[i], busy.rate(), caughtUp[i]);
        }
        say("medians of %d rounds of %d s with %d callbacks a second:", rounds, length.toSeconds(), RATE);
        double times = Bench.median(slower);
        say(
                "  p99 beside the archive / at rest  %.2f (target at most %.1f: %s)",
                times, SLOWEST, word(times <= SLOWEST));
        double ratio = Bench.median(caughtUp);
        say("  caught up with / keys opened      %.2f (target at least %.1f: %s)", ratio, LEAST, word(ratio >= LEAST));
    }

    private record Meanwhile(JsonNode calls, double rate) {}

    private JsonNode quiet() {
        rest();
        return push();
    }

    /** Callbacks from when the archive is being read until before all of it is. */
    private Meanwhile meanwhile(double keys) throws IOException {
        int before = said;
        // Longer than the callbacks, however fast it is.
        more((int) (keys * (length.toSeconds() + 3)));
        until("the archive is being read", () -> come() > before);
        long began = System.nanoTime();
        int first = come();
        JsonNode calls = push();
        int last = come();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (last == said) {
            throw new IllegalStateException("the archive was read before the callbacks were over");
        }
        rest();
        return new Meanwhile(calls, (last - first) / seconds);
    }

    private void more(int count) throws IOException {
        box.say(ArchiveBench.records(said, count));
        said += count;
    }

    private JsonNode push() {
        JsonNode calls = load.steadily(hub.url(), RATE, CONNECTIONS, length);
        pushed += calls.get("acknowledged").asLong();
        return calls;
    }

    /** Of the archive; its messages are numbered. */
    private int come() {
        JsonNode newest = hub.get("/api/v1/messages?account=archive&limit=1").get("items");
        return newest.isEmpty()
                ? 0
                : Integer.parseInt(newest.get(0).get("nativeId").asText().substring(1)) + 1;
    }

    private double keys() throws Exception {
        rest();
        return ArchiveBench.keysASecond(box, company, SECRET, key);
    }

    private void rest() {
        until("the archive has been read", () -> come() == said);
        Rest.of(hub.pid()).await();
    }

    /** Not so often that asking would be part of what is measured. */
    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Whether what was acknowledged in all this time, and what the archive holds, is in the log, once. */
    private void count() throws SQLException {
        try (Table log = Table.open(hub.data().resolve("store"))) {
            long messages = log.content().messages();
            say("acknowledged %,d, of the archive %,d, in the log %,d", pushed, said, messages);
            if (messages < pushed + said) {
                throw new IllegalStateException("what was acknowledged, or said in the archive, is not there");
            }
        }
    }

    private static double p99(JsonNode calls) {
        return calls.get("p99ms").asDouble();
    }

    private static String line(JsonNode calls) {
        return String.format(
                "p50 %6.1f  p95 %6.1f  p99 %6.1f ms  %s",
                calls.get("p50ms").asDouble(), calls.get("p95ms").asDouble(), p99(calls), calls.get("answers"));
    }

    private static String word(boolean reached) {
        return reached ? "reached" : "missed";
    }

    private static double average() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
