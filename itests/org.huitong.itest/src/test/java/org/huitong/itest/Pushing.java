// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;

/**
 * Three platforms that push on many connections, from processes of their own (the simulator's load generator), and what
 * the hub must hold afterwards. A connection is a conversation and goes on only after a yes, so its lines must stand in
 * the order of their numbers.
 */
final class Pushing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("第 (\\d+) 条");
    /** Each round counts on from here, so that lines of two rounds can be told apart by their numbers. */
    private static final long MOST_IN_ROUND = 1_000_000;

    private static final String TAG = "line-one";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final List<String> PLATFORMS = List.of("dingtalk", "wecom", "feishu");

    private final HubProcess hub;
    private final Path folder;
    private final List<Round> rounds = new ArrayList<>();
    private boolean patient;

    private record Round(Process process, Path list, Path out) {}

    Pushing(HubProcess hub, Path folder) {
        this.hub = hub;
        this.folder = folder;
    }

    /** Makes an account on each platform; before the hub starts. */
    Pushing register() {
        Process accounts = load(
                folder.resolve("accounts.out"),
                "accounts",
                "--conf",
                hub.home().resolve("conf").toString(),
                "--file",
                folder.resolve("accounts").toString());
        await(accounts);
        return this;
    }

    /** Waits for the accounts, and gives every message that is to come a tag by a rule: a finding to be made. */
    Pushing prepare() {
        for (String platform : PLATFORMS) {
            Eventually.until(platform + " is connected", () -> {
                int status = Push.post("/connect/" + platform + "/load", Map.of(), "x")
                        .to(hub)
                        .statusCode();
                return status >= 400 && status < 500 && status != 404;
            });
        }
        hub.login();
        String rule = "{\"name\":\"line one\",\"keywords\":[\"一号线\"],\"priority\":\"high\",\"tags\":[\"" + TAG + "\"]}";
        assertThat(hub.send("POST", "/api/v1/rules", rule).statusCode()).isBetween(200, 201);
        return this;
    }

    /** The platforms wait for half a minute from now on, rather than push again at their own deadlines. */
    Pushing patient() {
        patient = true;
        return this;
    }

    /** Begins to push; ends after that time, when everything begun was acknowledged. */
    void begin(Duration length, int rate) {
        int number = rounds.size();
        Path list = folder.resolve("acknowledged." + number);
        Path out = folder.resolve("load." + number);
        Process process = load(
                out,
                "run",
                "--file",
                folder.resolve("accounts").toString(),
                "--hub",
                hub.url(),
                "--connections",
                "48",
                "--duration",
                length.toString(),
                "--rate",
                Integer.toString(rate),
                "--grace",
                LIMIT.toString(),
                "--impatient",
                Boolean.toString(!patient),
                "--first",
                Long.toString(number * MOST_IN_ROUND),
                "--acknowledged",
                list.toString());
        rounds.add(new Round(process, list, out));
    }

    boolean goesOn() {
        return rounds.get(rounds.size() - 1).process().isAlive();
    }

    /** Waits for the end; nothing may be open, and no answer other than these was given. */
    JsonNode end(String... allowed) {
        Round round = rounds.get(rounds.size() - 1);
        await(round.process());
        try {
            List<String> lines = Files.readAllLines(round.out());
            JsonNode result = JSON.readTree(lines.get(lines.size() - 1));
            assertThat(result.get("open").asLong()).as(result.toString()).isZero();
            List<String> answers = new ArrayList<>();
            result.get("answers").fieldNames().forEachRemaining(answers::add);
            assertThat(answers).as(result.toString()).isSubsetOf(allowed);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares the hub with what was acknowledged: each message once, each conversation in order, each finding made, each
     * counted once by the statistics.
     *
     * @return the counts
     */
    String check() {
        List<JsonNode> all = hub.everyMessage();
        Map<String, Long> held = all.stream()
                .collect(Collectors.groupingBy(
                        m -> m.get("platform").asText() + " "
                                + m.get("nativeId").asText(),
                        TreeMap::new,
                        Collectors.counting()));
        List<String> acknowledged = rounds.stream().flatMap(Pushing::lines).toList();
        List<String> lost =
                acknowledged.stream().filter(name -> !held.containsKey(name)).toList();
        List<String> doubled = held.entrySet().stream()
                .filter(one -> one.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        List<String> disorder = disorder(all);
        List<JsonNode> missing = new ArrayList<>(all);
        eventually(
                "every finding is made",
                () -> {
                    missing.clear();
                    hub.everyMessage().stream()
                            .filter(m -> !m.get("tags").toString().contains(TAG))
                            .forEach(missing::add);
                    return missing.isEmpty();
                },
                () -> missing.size() + " are missing, such as "
                        + hub.get("/api/v1/messages/" + missing.get(0).get("id").asText() + "/trace"));
        long[] counted = {0};
        eventually(
                "the statistics have caught up",
                () -> {
                    JsonNode numbers = hub.get("/api/v1/statistics?by=platform");
                    counted[0] = numbers.get("total").get("messages").asLong();
                    return numbers.path("behind").asLong(0) == 0 && counted[0] >= all.size();
                },
                () -> counted[0] + " counted");
        String counts = acknowledged.size() + " acknowledged, " + all.size() + " held, " + lost.size() + " lost, "
                + doubled.size() + " doubled, " + disorder.size() + " out of order, " + missing.size()
                + " without their finding, " + counted[0] + " counted by the statistics";
        assertThat(lost).as(counts).isEmpty();
        assertThat(doubled).as(counts).isEmpty();
        assertThat(disorder).as(counts).isEmpty();
        assertThat(counted[0]).as(counts).isEqualTo(all.size());
        assertThat(acknowledged).as(counts).isNotEmpty();
        return counts;
    }

    private List<String> disorder(List<JsonNode> all) {
        List<String> wrong = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        for (JsonNode message : all.stream()
                .sorted(Comparator.comparingLong(m -> m.get("seq").asLong()))
                .toList()) {
            String text = message.get("text").asText();
            Matcher line = LINE.matcher(text);
            assertThat(line.find()).as(text).isTrue();
            long place = Long.parseLong(line.group(1));
            String conversation = message.get("platform").asText()
                    + " "
                    + message.get("conversation")
                    + message.get("sender").get("id").asText();
            Long before = last.put(conversation, place);
            if (before != null && before >= place) {
                wrong.add(conversation + ": " + text);
            }
        }
        return wrong;
    }

    private static Stream<String> lines(Round round) {
        try {
            return Files.readAllLines(round.list()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hub that makes up for much is given longer than one look. */
    private static void eventually(String what, BooleanSupplier condition, Supplier<String> otherwise) {
        for (int patience = 0; patience < 5; patience++) {
            try {
                Eventually.until(what, condition);
                return;
            } catch (AssertionError notYet) {
                if (patience == 4) {
                    throw new AssertionError(otherwise.get(), notYet);
                }
            }
        }
    }

    private Process load(Path out, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                Plug.bundle(hub, "org.huitong.simulator").toString(),
                "org.huitong.simulator.Load"));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            assertThat(process.waitFor(2 * LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
