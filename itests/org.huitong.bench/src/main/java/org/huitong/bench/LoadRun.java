// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.huitong.simulator.Load;

/** The simulator's load generator in a process of its own. */
final class LoadRun {
    /** More than this is not sealed beforehand: it has to be kept in memory. */
    private static final int MOST_AHEAD = 120_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path accounts;

    LoadRun(Path accounts) {
        this.accounts = accounts;
    }

    /** Makes an account on WeCom, its configuration into that folder. */
    void account(Path conf) {
        java("accounts", "--conf", conf.toString(), "--file", accounts.toString(), "--platforms", "wecom");
    }

    /** As many as there is place for. */
    JsonNode push(String url, int connections, Duration length) {
        long ahead = Math.min(MOST_AHEAD, length.toMillis() * 20) / connections;
        return run(url, connections, "--duration", length.toString(), "--ahead", Long.toString(ahead));
    }

    /** So many from each connection, and no end before the last one is answered. */
    JsonNode push(String url, int connections, int each) {
        return run(
                url,
                connections,
                "--count",
                Integer.toString(connections * each),
                "--duration",
                "PT2M",
                "--ahead",
                Integer.toString(each));
    }

    /** So many a second, whether the last ones are answered or not; each is timed from when it was due. */
    JsonNode steadily(String url, int rate, int connections, Duration length) {
        long ahead = rate * length.toSeconds() / connections + 1;
        return run(
                url,
                connections,
                "--rate",
                Integer.toString(rate),
                "--duration",
                length.toString(),
                "--ahead",
                Long.toString(ahead));
    }

    private JsonNode run(String url, int connections, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--file",
                accounts.toString(),
                "--hub",
                url,
                "--connections",
                Integer.toString(connections),
                "--impatient",
                "false"));
        words.addAll(List.of(more));
        String said = java(words.toArray(String[]::new));
        try {
            return JSON.readTree(said);
        } catch (IOException e) {
            throw new UncheckedIOException("the load generator said: " + said, e);
        }
    }

    private static String java(String... words) {
        try {
            Path jar = Path.of(Load.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-cp",
                    jar.toString(),
                    Load.class.getName()));
            command.addAll(List.of(words));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() > 1) {
                throw new IllegalStateException("the load generator failed");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
