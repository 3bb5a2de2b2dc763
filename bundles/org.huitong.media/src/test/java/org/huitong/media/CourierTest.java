// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private HttpServer platform;

    @BeforeEach
    void open() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        platform.setExecutor(threads);
        answer("/file", 200, "image/png", null, 3_000_000, 3_000_000);
        answer("/words", 200, "application/json; charset=utf-8", null, 200_000, 200_000);
        answer("/own", 200, "application/json", "attachment; filename=own.json", 10, 10);
        answer("/refused", 403, "text/plain", null, 10, 10);
        answer("/cut", 200, "image/png", null, 1_000, 500);
        platform.start();
    }

    private void answer(String path, int status, String type, String disposition, int promised, int given) {
        platform.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", type);
                if (disposition != null) {
                    exchange.getResponseHeaders().add("Content-Disposition", disposition);
                }
                exchange.sendResponseHeaders(status, promised);
                exchange.getResponseBody().write(new byte[given]);
            }
        });
    }

    @AfterEach
    void close() {
        platform.stop(0);
        threads.shutdownNow();
    }

    private Call call(String path) {
        return Call.get(URI.create("http://127.0.0.1:" + platform.getAddress().getPort() + path));
    }

    private Courier courier(Duration patience) {
        return new Courier(threads, patience);
    }

    @Test
    void aFileIsPouredAndWordsAreBroughtBackInPart() throws Exception {
        Courier courier = courier(Duration.ofSeconds(30));
        assertThat(courier.fetch(call("/file"), file)).isEmpty();
        assertThat(file.size()).isEqualTo(3_000_000);
        assertThat(courier.fetch(call("/own"), file)).isEmpty();
        assertThat(file.size()).isEqualTo(3_000_010);

        Reply words = courier.fetch(call("/words"), file).orElseThrow();
        assertThat(words.status()).isEqualTo(200);
        assertThat(words.body()).hasSize(64 << 10);
        Reply refused = courier.fetch(call("/refused"), file).orElseThrow();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(file.size()).isEqualTo(3_000_010);
    }

    @Test
    void whatBreaksOffOrIsNotTakenIsNoFile() {
        Courier courier = courier(Duration.ofSeconds(30));
        assertThatThrownBy(() -> courier.fetch(call("/cut"), file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> courier.fetch(call("/file"), new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new SealedFolder.TooLarge();
                    }
                }))
                .isInstanceOf(SealedFolder.TooLarge.class);
    }

    @Test
    void aFileThatNeverEndsIsGivenUp() {
        platform.createContext("/slow", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(() -> courier(Duration.ofMillis(300)).fetch(call("/slow"), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in time");
    }
}
