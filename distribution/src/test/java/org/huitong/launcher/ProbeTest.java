// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
    private static final String STARTING =
            """
            {"status":"DOWN","checks":[{"name":"store","status":"UP","message":"Derby"},\
            {"name":"installation","status":"DOWN","message":"echo is \\"being\\" started"}]}""";

    @TempDir
    Path folder;

    @Test
    void whoWaitsForTheHubIsToldWhatItWaitsFor() throws IOException, InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.createContext("/health", call -> {
            byte[] body = STARTING.getBytes(StandardCharsets.UTF_8);
            boolean ready = calls.incrementAndGet() > 2;
            call.sendResponseHeaders(ready ? 200 : 503, ready ? -1 : body.length);
            if (!ready) {
                call.getResponseBody().write(body);
            }
            call.close();
        });
        hub.start();
        try {
            Place place = Place.of(Map.of(
                    "HUITONG_HOME",
                    folder.toString(),
                    "HUITONG_HTTP_PORT",
                    Integer.toString(hub.getAddress().getPort())));
            long self = ProcessHandle.current().pid();
            Files.createDirectories(place.pidFile().getParent());
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

            assertThat(Probe.await(place, Duration.ofMillis(150), self, Duration.ofMillis(1), out))
                    .isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("being loaded", "正在加载");

            Files.writeString(place.pidFile(), self + "\n");
            assertThat(Probe.await(place, Duration.ofSeconds(30), self, Duration.ofMillis(1), out))
                    .isZero();
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("installation: echo is \"being\" started")
                    .doesNotContain("Derby");
        } finally {
            hub.stop(0);
        }
    }

    @Test
    void aLongMessageOfAFullHubIsTold() {
        String waiting = "等待 \\\"org.huitong.capability\\\"；".repeat(1_000);
        assertThat(Probe.words("{\"name\":\"installation\",\"status\":\"DOWN\",\"message\":\"" + waiting + "\"}"))
                .singleElement()
                .asString()
                .hasSizeGreaterThan(20_000);
    }
}
