// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under load a connector and a capability with a stage are replaced again and again; nobody loses anything and nobody
 * else is touched. {@code -Dhuitong.swap.updates=200} is the long form.
 */
class SwapIT {
    private static final int UPDATES = Integer.getInteger("huitong.swap.updates", 10);
    private static final String CONNECTOR = "org.huitong.connector.feishu";
    private static final String CAPABILITY = "org.huitong.capability.rules";
    /** The server's own, which it takes on with the load, are left out; a leak would be one or more for each update. */
    private static final int LOOSE_THREADS = 8;

    /** Of the ports, the gateway and Java itself: more of them while there is load, up to a bound, and gone after it. */
    private static final Pattern SERVERS_OWN = Pattern.compile(
            "qtp.*|huitong-(http|https|callback|admit|answer)|(C1|C2) CompilerThread\\d+|GC Thread#\\d+");

    /** The last one or two may still be on somebody's stack. */
    private static final int LOOSE_LOADERS = 4;

    @TempDir
    private Path folder;

    @Test
    void updatesUnderLoadLoseNothingAndTouchNobodyElse() {
        HubProcess hub = new HubProcess(folder);
        Pushing pushing = new Pushing(hub, folder).register();
        try (hub) {
            hub.start();
            pushing.prepare();
            // The first update moves both from their feature to deploy/; load and questions warm everything up.
            update(hub, CONNECTOR, 0);
            update(hub, CAPABILITY, 0);
            pushing.begin(Duration.ofSeconds(2), 400);
            pushing.end("200", "503");
            pushing.check();
            Map<String, String> touched = lastModified(hub);
            long loaders = classLoaders(hub);
            List<String> threads = threads(hub);
            long acknowledged = 0;
            long comeAgain = 0;
            for (int number = 1; number <= UPDATES; number++) {
                if (number == 1 || !pushing.goesOn()) {
                    if (number > 1) {
                        JsonNode result = pushing.end("200", "503");
                        acknowledged += result.get("acknowledged").asLong();
                        comeAgain += result.get("answers").path("503").asLong();
                    }
                    pushing.begin(Duration.ofSeconds(10), 400);
                }
                update(hub, CONNECTOR, number);
                update(hub, CAPABILITY, number);
                // Somebody looks at its page: what reads and writes its records must let go of them, too.
                Eventually.until(
                        "the rules answer",
                        () -> hub.send("GET", "/api/v1/rules", null).statusCode() == 200);
            }
            JsonNode result = pushing.end("200", "503");
            acknowledged += result.get("acknowledged").asLong();
            comeAgain += result.get("answers").path("503").asLong();
            String counts = pushing.check();
            long loadersAfter = classLoadersAtMost(loaders + LOOSE_LOADERS, hub);
            List<String> threadsAfter = threads(hub);
            System.out.println("Swap: " + UPDATES + " updates of " + CONNECTOR + " and of " + CAPABILITY + ", "
                    + acknowledged + " acknowledged over HTTP, " + comeAgain + " asked to come again; " + counts
                    + "; class loaders " + loaders + " before, " + loadersAfter + " after; threads "
                    + threads.size() + " before, " + threadsAfter.size() + " after");
            assertThat(lastModified(hub)).isEqualTo(touched);
            assertThat(arrivals(hub))
                    .as("the other accounts came once, at start")
                    .isEqualTo(2);
            assertThat(loadersAfter).isLessThanOrEqualTo(loaders + LOOSE_LOADERS);
            assertThat(threadsAfter).as("before: " + threads).hasSizeLessThanOrEqualTo(threads.size() + LOOSE_THREADS);
        }
    }

    /** Drops the same bundle in with another version, and waits until that one runs. */
    private void update(HubProcess hub, String symbolicName, int number) {
        String version = "1.0." + (number + 1);
        Plug.drop(hub, symbolicName + ".jar", rename(hub, symbolicName, version));
        Eventually.until(symbolicName + " " + version + " runs", () -> {
            for (JsonNode part : hub.get("/api/v1/extensions").get("items")) {
                if (part.get("symbolicName").asText().equals(symbolicName)
                        && part.get("version").asText().equals(version)) {
                    return part.get("active").asBoolean();
                }
            }
            return false;
        });
    }

    private Path rename(HubProcess hub, String symbolicName, String version) {
        Path target = folder.resolve(symbolicName + "-" + version + ".jar");
        try (InputStream file = Files.newInputStream(Plug.bundle(hub, symbolicName));
                JarInputStream from = new JarInputStream(file)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(to);
                    to.closeEntry();
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When each of the others was last changed, from the framework's own notes: place, state, level, time. */
    private static Map<String, String> lastModified(HubProcess hub) {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> notes = Files.walk(hub.data().resolve("run/cache"), 2)) {
            for (Path note : notes.filter(file -> file.endsWith("bundle.info")).toList()) {
                List<String> lines = Files.readAllLines(note);
                if (!lines.get(1).endsWith(CONNECTOR) && !lines.get(1).endsWith(CAPABILITY)) {
                    all.put(lines.get(1), lines.get(4));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(all).hasSizeGreaterThan(20);
        return all;
    }

    /** A bundle that is refreshed along with another keeps its time, but its account comes anew. */
    private static long arrivals(HubProcess hub) {
        try {
            return Files.readString(hub.home().resolve("logs/huitong.log"))
                    .lines()
                    .filter(line -> line.contains("A connector is there connector="))
                    .filter(line -> !line.contains("=feishu"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A collection may leave to the next one what its own work has set free: a leak stays however often one looks.
     *
     * @return the count, at the most the one wanted or what the fifth look still found
     */
    private static long classLoadersAtMost(long wanted, HubProcess hub) {
        long count = classLoaders(hub);
        for (int look = 1; look < 5 && count > wanted; look++) {
            count = classLoaders(hub);
        }
        return count;
    }

    /** Those of bundles that are still held by somebody: one more for each update would be a leak. */
    private static long classLoaders(HubProcess hub) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
        String histogram = run(jcmd.toString(), Long.toString(hub.pid()), "GC.class_histogram");
        Matcher line = Pattern.compile("\\s(\\d+)\\s+\\d+\\s+\\S*BundleWiringImpl\\$BundleClassLoader\\b")
                .matcher(histogram);
        assertThat(line.find())
                .as(histogram.substring(0, Math.min(500, histogram.length())))
                .isTrue();
        return Long.parseLong(line.group(1));
    }

    private static List<String> threads(HubProcess hub) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd");
        return run(jcmd.toString(), Long.toString(hub.pid()), "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .filter(name -> !SERVERS_OWN.matcher(name).matches())
                .toList();
    }

    private static String run(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
