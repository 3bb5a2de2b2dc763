// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No place left: on a real disk that is really full, and in the hub's memory while a real database keeps it waiting.
 * Whoever brings something is asked to come again, and what was acknowledged is there.
 */
class FullIT {
    /** Of calls with long messages: more than the hub may hold at once. */
    private static final int CROWD = 140;

    private static final Voice VOICE = Voice.of("echo", "main");
    private static final Voice NEIGHBOUR = Voice.of("echo", "other");

    @TempDir
    private Path folder;

    @Test
    void aFullDiskAsksToComeAgainAndLosesNothing() throws Exception {
        HubProcess hub = hub();
        Path data = Files.createDirectories(hub.data());
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", data.toString()),
                "no small disk can be mounted here: what a full one does is not shown");
        try (hub) {
            start(hub);
            List<String> acknowledged = new ArrayList<>();
            say(hub, "before", acknowledged);
            Path filler = data.resolve("filler");
            fill(filler, Files.getFileStore(data).getUsableSpace() - (1 << 20));
            for (int i = 0; acknowledged.size() == i + 1; i++) {
                say(hub, "while " + i, acknowledged);
            }
            assertThat(hub.isReady()).isFalse();
            assertThat(hub.call("GET", "/health", null, Map.of()).body()).contains("space");
            assertThat(VOICE.withoutSignature().to(hub).statusCode()).isEqualTo(401);
            Files.delete(filler);
            Eventually.until("it takes messages again", () -> say(hub, "after", acknowledged) == 200);
            assertThat(hub.isReady()).isTrue();
            assertHolds(hub, acknowledged);
            hub.kill();
            hub.start();
            assertHolds(hub, acknowledged);
            System.out.println("Full disk: " + acknowledged.size() + " acknowledged, all there, also after a kill");
        } finally {
            run("umount", "-l", data.toString());
        }
    }

    @Test
    void aFullIntakeAsksToComeAgainAndLosesNothing() throws Exception {
        String large = "很长".repeat(100_000);
        ExecutorService callers = Executors.newFixedThreadPool(CROWD);
        try (PostgresServer server = PostgresServer.start();
                HubProcess hub =
                        hub().configure("org.huitong.store", Map.of("url", server.url(), "user", server.user()))) {
            start(hub);
            List<Future<HttpResponse<String>>> crowd = new ArrayList<>();
            try (Connection other = DriverManager.getConnection(server.url(), server.user(), "")) {
                other.setAutoCommit(false);
                lock(other);
                for (int i = 0; i < CROWD; i++) {
                    String id = "m" + i;
                    crowd.add(callers.submit(() -> VOICE.say(id, large).to(hub)));
                }
                Eventually.until(
                        "some are sent away",
                        () -> crowd.stream().filter(Future::isDone).count() >= 10);
                for (Future<HttpResponse<String>> one : crowd) {
                    if (one.isDone()) {
                        assertThat(one.get().statusCode()).isEqualTo(503);
                        assertThat(one.get().headers().firstValue("retry-after"))
                                .isPresent();
                    }
                }
                // What is small has a place of its own: at another account a stranger still hears that he is one.
                HttpResponse<String> small = NEIGHBOUR.withoutSignature().to(hub);
                assertThat(small.statusCode()).as(small.body()).isEqualTo(401);
                other.rollback();
            }
            List<String> acknowledged = new ArrayList<>();
            int away = 0;
            for (int i = 0; i < crowd.size(); i++) {
                int status = crowd.get(i).get(60, TimeUnit.SECONDS).statusCode();
                if (status == 503) {
                    away++;
                    String id = "m" + i;
                    Eventually.until(id + " is taken", () -> isTaken(hub, VOICE.say(id, large)));
                } else {
                    assertThat(status).isEqualTo(200);
                }
                acknowledged.add("m" + i);
            }
            assertHolds(hub, acknowledged);
            System.out.println("Full intake: " + away + " of " + crowd.size()
                    + " asked to come again while the database waited, each is there once");
        } finally {
            callers.shutdownNow();
        }
    }

    /**
     * Who is sent away before all was read finds the line closed, and may find that out with the next call by it only; a
     * platform pushes that again, too.
     */
    private static boolean isTaken(HubProcess hub, Push push) {
        try {
            return push.to(hub).statusCode() == 200;
        } catch (UncheckedIOException broken) {
            return false;
        }
    }

    private HubProcess hub() {
        HubProcess hub = new HubProcess(folder);
        Plug.deploy(hub, "org.huitong.connector.echo");
        VOICE.register(hub);
        NEIGHBOUR.register(hub);
        return hub;
    }

    private static void start(HubProcess hub) {
        hub.start();
        for (Voice voice : List.of(VOICE, NEIGHBOUR)) {
            Eventually.until(
                    voice + " is connected",
                    () -> voice.withoutSignature().to(hub).statusCode() == 401);
        }
        hub.login();
    }

    private static int say(HubProcess hub, String id, List<String> acknowledged) {
        HttpResponse<String> answer = VOICE.say(id, "长".repeat(2_000)).to(hub);
        assertThat(answer.statusCode()).isIn(200, 503);
        if (answer.statusCode() == 200) {
            acknowledged.add(id);
        } else {
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
        }
        return answer.statusCode();
    }

    private static void assertHolds(HubProcess hub, List<String> acknowledged) {
        assertThat(hub.everyMessage().stream()
                        .map((JsonNode m) -> m.get("nativeId").asText()))
                .doesNotHaveDuplicates()
                .containsAll(acknowledged);
    }

    /** Writers wait, readers do not. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE hub_journal IN EXCLUSIVE MODE");
        }
    }

    private static void fill(Path file, long bytes) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
