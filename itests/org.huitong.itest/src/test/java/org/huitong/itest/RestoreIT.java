// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.HubProcess.Said;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is restored onto empty machines: the same hashes, the same messages, and what waited is not sent by any of them. */
class RestoreIT {
    private static final int MESSAGES = 30;

    @TempDir
    private Path folder;

    private final Voice voice = Voice.of("echo", "front");

    /** The other side of the platform: takes letters, or has them wait. */
    private static final class OtherSide implements AutoCloseable {
        final List<String> texts = Collections.synchronizedList(new ArrayList<>());
        volatile boolean busy = true;
        volatile int asked;
        private final HttpServer server;

        OtherSide() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
            server.createContext("/token", call -> answer(call, 200, "{\"token\":\"t\",\"lasts\":3600}"));
            server.createContext("/letters", this::letter);
            server.start();
        }

        private void letter(HttpExchange call) throws IOException {
            byte[] body = call.getRequestBody().readAllBytes();
            if (call.getRequestMethod().equals("GET")) {
                answer(call, 200, "{\"state\":\"delivered\"}");
                return;
            }
            asked++;
            if (busy) {
                call.getResponseHeaders().add("Retry-After", "5");
                answer(call, 429, "{}");
                return;
            }
            texts.add(new ObjectMapper().readTree(body).get("text").asText());
            answer(call, 200, "{\"id\":\"l" + texts.size() + "\"}");
        }

        private static void answer(HttpExchange call, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(status, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void onDerbyItIsTheSameAndSendsNothing() throws Exception {
        restoreTwice(Map.of(), List.of("", "", ""));
    }

    @Test
    void onPostgresItIsTheSameAndSendsNothing() throws Exception {
        try (PostgresServer server = PostgresServer.startInstalled()) {
            List<String> empty = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                    Statement statement = connection.createStatement()) {
                for (String name : List.of("drilled", "one", "two")) {
                    statement.execute("CREATE DATABASE " + name);
                    empty.add(server.url().replaceFirst("/postgres$", "/" + name));
                }
            }
            restoreTwice(Map.of("url", server.url(), "user", server.user()), empty);
        }
    }

    /** @param empty databases for the drill and the two restores; no name: Derby's, in the folder */
    private void restoreTwice(Map<String, String> store, List<String> empty) throws Exception {
        try (OtherSide other = new OtherSide()) {
            HubProcess hub = new HubProcess(Files.createDirectory(folder.resolve("hub")));
            Plug.deploy(hub, "org.huitong.connector.echo");
            voice.settings().put("baseUrl", other.url());
            voice.register(hub);
            if (!store.isEmpty()) {
                hub.configure("org.huitong.store", store);
            }
            List<String> said = live(hub, other);
            Path backup = folder.resolve("backup.tar.gz");
            run(hub, "backup", backup);
            drill(hub, backup, empty.get(0));

            other.busy = false;
            for (int nth = 1; nth <= 2; nth++) {
                other.texts.clear();
                HubProcess copy = new HubProcess(Files.createDirectory(folder.resolve("copy" + nth)))
                        .with("HUITONG_KEYS", folder.resolve("hub/keys").toString());
                if (!empty.get(nth).isEmpty()) {
                    copy.with("HUITONG_DATABASE", empty.get(nth));
                }
                run(copy, "restore", backup);
                assertThat(chain(copy, folder.resolve("copy" + nth + ".tar.gz")))
                        .isEqualTo(chainOf(backup));
                sendsNothing(copy, other, said, "之后的信 " + nth);
            }
        }
    }

    private List<String> live(HubProcess hub, OtherSide other) {
        try (hub) {
            return live(hub, other, MESSAGES);
        }
    }

    private List<String> live(HubProcess hub, OtherSide other, int messages) {
        start(hub);
        IntStream.range(0, messages).forEach(i -> assertThat(voice.say("m" + i, "备份之前 " + i, "张三", Instant.now())
                        .to(hub)
                        .statusCode())
                .isEqualTo(200));
        post(hub, "等待中的信");
        Eventually.until("the letter was tried", () -> other.asked > 0);
        Eventually.until("the letter waits", () -> states(hub).equals(List.of("waiting")));
        List<String> said = texts(hub);
        assertThat(said).hasSize(messages);
        return said;
    }

    private void start(HubProcess hub) {
        hub.start().login();
        Eventually.until(
                "the account is connected",
                () -> voice.withoutSignature().to(hub).statusCode() == 401);
    }

    private static void post(HubProcess hub, String text) {
        var posted = hub.send(
                "POST",
                "/api/v1/outbox",
                "{\"to\":{\"platform\":\"echo\",\"account\":\"front\",\"conversation\":\"r1\"},\"text\":\"" + text
                        + "\"}");
        assertThat(posted.statusCode()).as(posted.body()).isBetween(200, 202);
    }

    private static List<String> states(HubProcess hub) {
        List<String> states = new ArrayList<>();
        hub.get("/api/v1/outbox")
                .get("items")
                .forEach(letter -> states.add(letter.get("state").asText()));
        return states;
    }

    private static List<String> texts(HubProcess hub) {
        return hub.everyMessage().stream()
                .map(message -> message.path("text").asText())
                .toList();
    }

    private static void run(HubProcess hub, String verb, Path file) {
        Said said = hub.run(verb, file.toString());
        assertThat(said.exit()).as(said.output()).isZero();
    }

    private void drill(HubProcess hub, Path backup, String empty) {
        if (!empty.isEmpty()) {
            assertThat(hub.run("drill", backup.toString()).exit()).isEqualTo(2);
            hub.with("HUITONG_DATABASE", empty);
        }
        for (int twice = 0; twice < 2; twice++) {
            Path report = folder.resolve("report" + twice + ".json");
            Said said = hub.run("drill", backup.toString(), report.toString());
            assertThat(said.exit()).as(said.output()).isZero();
            assertThat(report).content().contains("\"good\": true", "\"messages\": " + MESSAGES, "\"lettersHeld\": 1");
        }
    }

    /** What a backup of the restored data lists, before a hub was ever started on it. */
    private static String chain(HubProcess copy, Path file) throws IOException, InterruptedException {
        Said made = copy.with("HUITONG_DATABASE", "").run("backup", file.toString());
        assertThat(made.exit()).as(made.output()).isZero();
        return chainOf(file);
    }

    private static String chainOf(Path backup) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xOzf", backup.toString(), "inventory").start();
        String list = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tar.waitFor()).isZero();
        return list.lines()
                .filter(line -> line.startsWith("chain "))
                .findFirst()
                .orElseThrow();
    }

    /** A later letter into the same room is the witness: letters of one room keep their order. */
    private void sendsNothing(HubProcess copy, OtherSide other, List<String> said, String later) {
        try (copy) {
            start(copy);
            assertThat(texts(copy)).isEqualTo(said);
            JsonNode held = copy.get("/api/v1/outbox/standstill");
            assertThat(held.get("holds").asBoolean()).isTrue();
            post(copy, later);
            assertThat(copy.send("POST", "/api/v1/outbox/standstill/end", "{\"waiting\":\"drop\"}")
                            .statusCode())
                    .isEqualTo(200);
            post(copy, later);
            Eventually.until("letters leave again", () -> other.texts.contains(later));
            assertThat(other.texts).containsExactly(later);
        }
    }
}
