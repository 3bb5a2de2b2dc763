// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code drafts-test.js} in a real browser. */
class DraftsTest {
    private static final long LIMIT_S = 90;

    @Test
    void aDraftKeepsItsRoomAndItsKey(@TempDir Path folder) throws Exception {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "chromium is not installed, so the page's own tests are skipped");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", DraftsTest::serve);
        server.start();
        try {
            Path said = folder.resolve("said");
            Process browser = new ProcessBuilder(
                            chromium.get().toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--virtual-time-budget=10000",
                            "--dump-dom",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/drafts.html")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                assertThat(browser.waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
            } finally {
                browser.destroyForcibly().waitFor();
            }
            assertThat(Files.readString(said))
                    .contains("ok a draft belongs to its room")
                    .doesNotContain("BAD");
        } finally {
            server.stop(0);
        }
    }

    private static Optional<Path> chromium() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange;
                InputStream file = DraftsTest.class.getResourceAsStream("/page" + path)) {
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = file.readAllBytes();
            exchange.getResponseHeaders()
                    .add("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
