// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.HubProcess.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month whose time was over: once it was destroyed nothing that was said in it opens, not in the hub, not in a backup made
 * afterwards, and not in one that was made while all of it was still there; what others said does.
 */
class ForgottenIT {
    private static final int GONE = 1_000;
    private static final int STAYS = 100;
    private static final int AGAIN = 50;
    private static final String KEY = "said/2026-01";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final Voice gone = Voice.of("echo", "gone");
    private final Voice stays = Voice.of("echo", "stays");

    @Test
    void whatAMonthSaidOpensNowhereOnceItWasDestroyedAndAllElseDoes() throws IOException, GeneralSecurityException {
        try (HubProcess hub = new HubProcess(Files.createDirectory(folder.resolve("hub")))) {
            live(hub);
        }
    }

    private void live(HubProcess hub) throws IOException, GeneralSecurityException {
        TurnedClock clock = clock(hub, "2026-01-10T02:00:00Z");
        Plug.deploy(hub, "org.huitong.connector.echo");
        gone.register(hub);
        stays.register(hub);
        start(hub);
        List<String> destroyed = say(hub, gone, "m", GONE, clock.now());
        List<String> kept = new ArrayList<>();
        at(hub, clock, "2026-02-10T02:00:00Z", () -> {
            kept.addAll(say(hub, stays, "s", STAYS, clock.now()));
            theOnlyRule(hub, "destroy");
        });
        Path before = backup(hub, "before.tar.gz");

        at(hub, clock, "2026-12-01T02:00:00Z", () -> runUntil(hub, "announced", GONE));
        at(hub, clock, "2026-12-05T02:00:00Z", () -> {
            runUntil(hub, "destroyed", GONE);
            look(hub, kept, destroyed);
            long lines = hub.everyMessage().size();
            for (int i = 0; i < AGAIN; i++) {
                assertThat(gone.say("m" + i, destroyed.get(i), "某人", clock.now())
                                .to(hub)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(hub.everyMessage()).hasSize((int) lines);
            look(hub, kept, destroyed);
        });
        assertThat(keys()).isNotEmpty().doesNotContain(KEY).contains("said/2026-02");

        openNowhere(hub, before, kept, destroyed);
        System.out.println("Forgotten: " + GONE + " texts of a month destroyed, " + STAYS + " kept, " + AGAIN
                + " pushed again and not stored; keys left: " + keys().size());
    }

    /** Not in a backup from before, nor in one that is made now, with all keys that are left. */
    private void openNowhere(HubProcess hub, Path before, List<String> kept, List<String> destroyed)
            throws IOException {
        Path after = backup(hub, "after.tar.gz");
        assertThat(hub.run("drill", after.toString()).exit()).isZero();
        Said drill = hub.run("drill", before.toString());
        assertThat(drill.exit()).isEqualTo(1);
        assertThat(drill.output()).contains("keys are missing, and what they opened stays shut: " + KEY + "\n");
        for (Path backup : List.of(before, after)) {
            HubProcess copy = new HubProcess(Files.createDirectory(folder.resolve(backup.getFileName() + "-restored")))
                    .with("HUITONG_KEYS", folder.resolve("hub/keys").toString());
            clock(copy, "2026-12-06T02:00:00Z");
            Said restored = copy.run("restore", backup.toString());
            assertThat(restored.exit()).as(restored.output()).isZero();
            try (copy) {
                start(copy);
                look(copy, kept, destroyed);
            }
        }
    }

    /** What a rule archived and destroyed here lives in the archive, until two persons have its month destroyed. */
    @Test
    void aMonthThatTwoPersonsWantDestroyedOpensNowhereAndAllElseDoes() throws IOException, GeneralSecurityException {
        try (HubProcess hub = new HubProcess(Files.createDirectory(folder.resolve("hub")))) {
            liveUntilTwoWant(hub);
        }
    }

    private void liveUntilTwoWant(HubProcess hub) throws IOException, GeneralSecurityException {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        hub.configure("org.huitong.capability.approvals", Map.of("mode", "never"));
        hub.configure("org.huitong.capability.keeping", Map.of("path", archive.toString()));
        TurnedClock clock = clock(hub, "2026-01-10T02:00:00Z");
        Plug.deploy(hub, "org.huitong.connector.echo");
        gone.register(hub);
        stays.register(hub);
        start(hub);
        TwoPersons two = new TwoPersons(hub);
        assertThat(hub.send("POST", "/api/v1/keeping/place", "").statusCode()).isEqualTo(201);
        List<String> destroyed = new ArrayList<>(say(hub, gone, "m", GONE - AGAIN, clock.now()));
        destroyed.addAll(say(hub, stays, "j", AGAIN, clock.now()));
        List<String> kept = new ArrayList<>();
        at(hub, clock, "2026-02-10T02:00:00Z", () -> {
            kept.addAll(say(hub, stays, "s", STAYS, clock.now()));
            theOnlyRule(hub, "archive");
        });
        Path before = backup(hub, "before.tar.gz");

        at(hub, clock, "2026-12-01T02:00:00Z", () -> runUntil(hub, "archived", GONE - AGAIN));
        at(hub, clock, "2026-12-05T02:00:00Z", () -> {
            runUntil(hub, "destroyed", GONE - AGAIN);
            assertThat(containers(archive)).isPositive();
            String approval = two.ask("2026-01");
            assertThat(two.approveAsWhoAsked(approval)).isIn(403, 404);
            assertThat(containers(archive)).isPositive();
            two.approve(approval);
            Eventually.until(
                    LIMIT, "the month is destroyed", () -> two.state("2026-01").equals("done"));
            assertThat(containers(archive)).isZero();
            look(hub, kept, destroyed);
            int lines = hub.everyMessage().size();
            for (int i = 0; i < AGAIN; i++) {
                assertThat(gone.say("m" + i, destroyed.get(i), "某人", clock.now())
                                .to(hub)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(stays.say("j" + i, destroyed.get(GONE - AGAIN + i), "某人", clock.now())
                                .to(hub)
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(hub.everyMessage()).hasSize(lines);
            look(hub, kept, destroyed);
            two.certified(GONE);
        });
        assertThat(keys()).isNotEmpty().doesNotContain(KEY).contains("said/2026-02");
        openNowhere(hub, before, kept, destroyed);
        System.out.println("Forgotten by two persons: " + GONE + " texts of a month destroyed, " + (GONE - AGAIN)
                + " of them in archives alone, " + STAYS + " kept, " + 2 * AGAIN
                + " pushed again and not stored; keys left: " + keys().size());
    }

    private static long containers(Path archive) {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file -> file.toString().endsWith(".enc")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TurnedClock clock(HubProcess hub, String begin) throws IOException {
        return new TurnedClock(hub, Files.createDirectory(hub.folder().resolve("clock")), Instant.parse(begin));
    }

    private interface Doing {
        void done();
    }

    private void at(HubProcess hub, TurnedClock clock, String moment, Doing doing) {
        hub.close();
        clock.set(Instant.parse(moment));
        start(hub);
        doing.done();
        hub.stop();
    }

    private void start(HubProcess hub) {
        hub.start().login();
        Eventually.until(
                "keeping is there", () -> hub.send("GET", "/api/v1/keeping", "").statusCode() == 200);
        for (Voice voice : List.of(gone, stays)) {
            Eventually.until(
                    voice + " is connected",
                    () -> voice.withoutSignature().to(hub).statusCode() == 401);
        }
    }

    private static List<String> say(HubProcess hub, Voice voice, String prefix, int count, Instant at) {
        List<String> texts =
                IntStream.range(0, count).mapToObj(i -> "密谈" + Voice.word(16)).toList();
        List<Integer> answers = IntStream.range(0, count)
                .parallel()
                .mapToObj(i ->
                        voice.say(prefix + i, texts.get(i), "某人", at).to(hub).statusCode())
                .toList();
        assertThat(answers).containsOnly(200);
        return texts;
    }

    /** Of the first account alone. */
    private static void theOnlyRule(HubProcess hub, String then) {
        for (JsonNode rule : hub.get("/api/v1/retention").get("items")) {
            assertThat(hub.send("DELETE", "/api/v1/retention/" + rule.get("id").asText(), "")
                            .statusCode())
                    .isEqualTo(204);
        }
        String rule = "{\"name\":\"短期\",\"filter\":{\"account\":\"gone\"},\"keep\":\"P6M\",\"then\":\"" + then + "\","
                + "\"basis\":\"公司制度\"}";
        var made = hub.send("POST", "/api/v1/retention", rule);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** As often as it takes: the evening's own run may be under way. */
    private static void runUntil(HubProcess hub, String what, int count) {
        Eventually.until(LIMIT, "all is " + what, () -> {
            long sum = 0;
            for (JsonNode run : hub.get("/api/v1/keeping/runs").get("items")) {
                sum += run.get(what).asLong();
                if (!run.hasNonNull("endedAt")) {
                    return false;
                }
            }
            if (sum < count) {
                assertThat(hub.send("POST", "/api/v1/keeping/run", "").statusCode())
                        .isEqualTo(202);
            }
            return sum == count && (!what.equals("destroyed") || isOver(hub));
        });
    }

    /** The month's key goes after the messages, in the same job. */
    private static boolean isOver(HubProcess hub) {
        for (JsonNode job : hub.get("/api/v1/jobs").get("items")) {
            if (job.path("kind").asText().equals("keeping.run")
                    && !List.of("done", "failed", "cancelled")
                            .contains(job.path("state").asText())) {
                return false;
            }
        }
        return true;
    }

    /** Everything that this hub shows: all that is kept, and of the rest no word. */
    private static void look(HubProcess hub, List<String> kept, List<String> destroyed) {
        List<JsonNode> all = hub.everyMessage();
        assertThat(all).hasSize(GONE + STAYS);
        List<String> texts = all.stream().map(m -> m.path("text").asText("")).toList();
        assertThat(texts).containsAll(kept);
        assertThat(Collections.disjoint(texts, destroyed)).isTrue();
        for (JsonNode message : all) {
            if (message.get("account").asText().equals("gone")) {
                assertThat(hub.get("/api/v1/messages/" + message.get("id").asText())
                                .toString())
                        .doesNotContain("密谈");
                break;
            }
        }
        Eventually.until("what is kept is found", () -> found(hub, kept.get(7)).contains(kept.get(7)));
        for (String text : destroyed.subList(0, 20)) {
            assertThat(found(hub, text)).isEmpty();
        }
    }

    private static List<String> found(HubProcess hub, String words) {
        List<String> texts = new ArrayList<>();
        hub.get("/api/v1/messages?text=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .get("items")
                .forEach(message -> texts.add(message.path("text").asText("")));
        texts.removeIf(String::isEmpty);
        return texts;
    }

    private Path backup(HubProcess hub, String name) {
        Path file = folder.resolve(name);
        Said made = hub.run("backup", file.toString());
        assertThat(made.exit()).as(made.output()).isZero();
        return file;
    }

    /** What is left in the key store, as any program reads it. */
    private List<String> keys() throws IOException, GeneralSecurityException {
        Path keys = folder.resolve("hub/keys");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.resolve("vault.p12"))) {
            store.load(in, Files.readString(keys.resolve("vault.pass")).strip().toCharArray());
        }
        return Collections.list(store.aliases());
    }
}
