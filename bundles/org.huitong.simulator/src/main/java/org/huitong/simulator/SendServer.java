// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.huitong.simulator.demo.DemoArchive;

/** Where the simulated platforms are called, on this machine alone: {@code /<platform>/<the platform's own path>}. */
final class SendServer implements AutoCloseable {
    private final HttpServer server;
    private final InstantSource clock;
    private final Map<String, SendDesk> desks = new ConcurrentHashMap<>();

    SendServer(Executor threads, InstantSource clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated platforms cannot be called", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address(String platform) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + platform;
    }

    void open(String platform, SendDesk desk) {
        desks.put(platform, desk);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String whole = exchange.getRequestURI().getRawPath();
            int slash = whole.indexOf('/', 1);
            String platform = slash < 0 ? whole.substring(1) : whole.substring(1, slash);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            SendDesk desk = desks.get(platform);
            SendDesk.Answered answered = desk == null || slash < 0
                    ? SendDesk.Answered.json(404, "code", "NotFound")
                    : desk.take(
                            new SendDesk.Asked(
                                    exchange.getRequestMethod(),
                                    whole.substring(slash),
                                    query(exchange.getRequestURI().getRawQuery()),
                                    headers(exchange),
                                    body),
                            clock.instant());
            String file = answered.headers().get(SendDesk.Answered.FILE);
            byte[] bytes = file == null ? answered.body().getBytes(StandardCharsets.UTF_8) : DemoArchive.bytes(file);
            exchange.getResponseHeaders()
                    .set("Content-Type", file == null ? "application/json; charset=utf-8" : "application/octet-stream");
            answered.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answered.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
