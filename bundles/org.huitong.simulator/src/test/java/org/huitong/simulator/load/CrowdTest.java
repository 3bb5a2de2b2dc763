// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.huitong.simulator.Account;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final Instant WHEN = Instant.parse("2026-03-02T08:00:00Z");

    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Letter> acknowledged = new ArrayList<>();
    private HttpServer hub;

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hub.setExecutor(threads);
        hub.start();
    }

    @AfterEach
    void close() {
        hub.stop(0);
        threads.shutdownNow();
    }

    @Test
    void pushesEachLetterUntilItIsAcknowledged() throws IOException {
        hub.createContext("/connect/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            int call = calls.incrementAndGet();
            if (call % 7 == 0) {
                // Hangs up without an answer: what was pushed may or may not be safe.
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(call % 5 == 0 ? 503 : 200, -1);
            exchange.close();
        });

        Crowd.Result result = crowd(8, 100);

        assertThat(result.acknowledged()).isEqualTo(100);
        assertThat(result.open()).isZero();
        assertThat(result.repeated()).isPositive();
        assertThat(result.answers().get(503)).isPositive();
        assertThat(result.outstanding()).isEqualTo(8);
        assertThat(acknowledged).extracting(Letter::id).doesNotHaveDuplicates().hasSize(100);
        assertThat(acknowledged)
                .filteredOn(letter -> letter.platform().equals("feishu"))
                .isNotEmpty()
                .allMatch(letter -> letter.body().contains(Long.toString(WHEN.toEpochMilli())));
        assertThat(result.json()).contains("\"acknowledged\":100", "\"p99ms\":");
    }

    @Test
    void doesNotInsistWhereItIsRefused() throws IOException {
        hub.createContext("/connect/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(401, 0);
            exchange.close();
        });

        Crowd.Result result = crowd(4, 10);

        assertThat(result.refused()).isEqualTo(10);
        assertThat(result.acknowledged()).isZero();
    }

    /** Five are due within 50 ms, and one connection has them answered one after the other. */
    @Test
    void whatWaitsForAConnectionIsTimedFromWhenItWasDue() throws IOException {
        hub.createContext("/connect/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        Crowd.Result result = crowd(1, 5, 100);

        assertThat(result.acknowledged()).isEqualTo(5);
        assertThat(result.latencies().percentile(99)).isGreaterThan(400);
    }

    @Test
    void percentilesAreRight() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.note(millis * 1_000_000L);
        }

        assertThat(latencies.percentile(50)).isBetween(500.0, 505.0);
        assertThat(latencies.percentile(99)).isBetween(990.0, 1000.0);
    }

    private Crowd.Result crowd(int connections, long count) throws IOException {
        return crowd(connections, count, 0);
    }

    private Crowd.Result crowd(int connections, long count, int rate) throws IOException {
        List<PlatformSide> sides = List.of(
                Account.create("feishu", "x", "", "").side(),
                Account.create("wecom", "x", "", "").side());
        URI address = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        return new Crowd(
                        sides,
                        new Crowd.Orders(address, connections, rate, count, Duration.ofSeconds(30), false, "r"),
                        acknowledged::add,
                        InstantSource.fixed(WHEN))
                .run(Duration.ofSeconds(10));
    }
}
