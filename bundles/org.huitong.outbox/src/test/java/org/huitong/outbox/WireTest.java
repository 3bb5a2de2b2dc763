// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final PlatformTime time = new PlatformTime(() -> Instant.now().plusSeconds(300));
    private final Wire wire = new Wire(threads, Duration.ofMillis(300), time);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    /** The headers are there at once, and then nothing comes: as of a proxy whose other side is gone. */
    @Test
    void anAnswerThatStallsIsLostAndLetGo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> hungUp = CompletableFuture.supplyAsync(() -> stall(server));
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(wire.make(Call.get(address)).get(10, TimeUnit.SECONDS)).isEqualTo(new Wire.Outcome.Lost());
            assertThat(hungUp.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Three answers and no fewer tell the time, to the second that they name. */
    @Test
    void aClockIsHeldAgainstWhatPlatformsTell() throws Exception {
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        platform.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + platform.getAddress().getPort() + "/");
            for (int i = 0; i < 3; i++) {
                assertThat(time.ahead()).isEmpty();
                wire.make(Call.get(address)).get(10, TimeUnit.SECONDS);
            }
            assertThat(time.ahead().orElseThrow()).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(301));
        } finally {
            platform.stop(0);
        }
    }

    private static boolean stall(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(9_000);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            while (socket.getInputStream().read() >= 0) {
                // The request's own bytes.
            }
            return true;
        } catch (IOException e) {
            return e.getMessage().contains("reset");
        }
    }
}
