// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks a running hub how it is. */
final class Probe {
    private static final int READY = 0;
    private static final int NOT_READY = 1;
    private static final int ABSENT = 3;
    /** Enough to tell what is waited for. */
    private static final int LINE = 200;

    private static final Pattern CHECK = Pattern.compile(
            "\\{\"name\":\"([^\"]*)\",\"status\":\"([^\"]*)\",\"message\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    private Probe() {}

    static int status(Place place) {
        try {
            HttpURLConnection connection = ask(place);
            int code = connection.getResponseCode();
            try (var body = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String health = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                System.out.println(code == HttpURLConnection.HTTP_OK ? "Ready" : "Not ready (HTTP " + code + ")");
                words(health).forEach(line -> System.out.println("  " + line));
            }
            return code == HttpURLConnection.HTTP_OK ? READY : NOT_READY;
        } catch (IOException e) {
            System.out.println("Not reachable at " + place.url());
            return ABSENT;
        }
    }

    /** A line for each check: no library of JSON is there for three fields that are always in this order. */
    static List<String> words(String health) {
        return CHECK.matcher(health)
                .results()
                .map(check -> String.format("%-14s %-9s %s", check.group(1), check.group(2), plain(check.group(3))))
                .toList();
    }

    /**
     * Waits until this hub says that everything desired is up, or has ended, and says now and then what it waits for.
     * Whoever else answers at its address while it is still on its way to the ports is not asked.
     */
    static int await(Place place, long seconds, long process) throws InterruptedException {
        return await(place, Duration.ofSeconds(seconds), process, Duration.ofSeconds(4), System.err);
    }

    static int await(Place place, Duration most, long process, Duration silence, PrintStream out)
            throws InterruptedException {
        long start = System.nanoTime();
        long spoken = start;
        Optional<ProcessHandle> hub = ProcessHandle.of(process);
        while (hub.isPresent() && hub.get().isAlive() && System.nanoTime() - start < most.toNanos()) {
            String missing = "Java and the hub's parts are being loaded / 正在加载";
            try {
                if (holds(place, process)) {
                    missing = "its parts are being started, no port is open yet / 正在启动各部分，端口尚未打开";
                    HttpURLConnection answer = ask(place);
                    if (answer.getResponseCode() == HttpURLConnection.HTTP_OK) {
                        return READY;
                    }
                    missing = missing(answer);
                }
            } catch (IOException e) {
                // Not listening yet: that is what is being waited for.
            }
            if (System.nanoTime() - spoken >= silence.toNanos()) {
                spoken = System.nanoTime();
                out.println(
                        "Starting / 正在启动, " + Duration.ofNanos(spoken - start).toSeconds() + " s: " + missing);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return hub.isPresent() && hub.get().isAlive() ? NOT_READY : ABSENT;
    }

    /** What the hub says that is not well yet. */
    private static String missing(HttpURLConnection answer) throws IOException {
        try (InputStream body = answer.getErrorStream()) {
            String health = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return CHECK.matcher(health)
                    .results()
                    .filter(check -> !check.group(2).equals("UP"))
                    .map(check -> check.group(1) + ": " + plain(check.group(3)))
                    .map(line -> line.length() <= LINE ? line : line.substring(0, LINE) + " …")
                    .collect(Collectors.joining("; "));
        }
    }

    private static String plain(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }

    /** It has written this once the ports were found free. */
    private static boolean holds(Place place, long process) throws IOException {
        return Files.exists(place.pidFile())
                && Files.readString(place.pidFile()).strip().equals(Long.toString(process));
    }

    private static HttpURLConnection ask(Place place) throws IOException {
        var connection =
                (HttpURLConnection) URI.create(place.url() + "/health").toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout(2000);
        connection.setReadTimeout(5000);
        return connection;
    }
}
