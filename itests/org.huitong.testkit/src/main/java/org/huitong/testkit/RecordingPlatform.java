// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.huitong.api.connector.Call;

/**
 * A platform that writes down what it is asked: a vendor's own package and the connector ask the same one, and what differs is
 * told by name. What a client of HTTP says of itself is no part of it.
 */
public final class RecordingPlatform implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What every client says in a way of its own: who it is, what it can unpack, how it keeps the connection. */
    private static final List<String> OF_THE_CLIENT = List.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "host",
            "http2-settings",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** One call. */
    private record Asked(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {}

    /** @param answers by path, JSON */
    public RecordingPlatform(Function<String, String> answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            Asked one = read(exchange);
            asked.add(one);
            byte[] answer = answers.apply(one.path()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** Where it is called. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes a call of a connector as the hub does. */
    public void make(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it called", e);
        }
    }

    /** Forgets what it was asked so far: a token, as a rule. */
    public void forget() {
        asked.clear();
    }

    /**
     * In what its last two calls differ, the vendor's first: {@code method}, {@code path}, {@code query page_size: 50 | -}, {@code
     * header authorization: …}, {@code body enable: 0 | false}.
     */
    public List<String> differences() {
        if (asked.size() != 2) {
            throw new AssertionError(
                    "not two calls but " + asked.stream().map(Asked::path).toList());
        }
        Asked theirs = asked.get(0);
        Asked ours = asked.get(1);
        List<String> differences = new ArrayList<>();
        compare("method", Map.of("", theirs.method()), Map.of("", ours.method()), differences);
        compare("path", Map.of("", theirs.path()), Map.of("", ours.path()), differences);
        compare("query", theirs.query(), ours.query(), differences);
        compare("header", theirs.headers(), ours.headers(), differences);
        compare("body", members(theirs.body()), members(ours.body()), differences);
        return differences;
    }

    private static void compare(
            String what, Map<String, String> theirs, Map<String, String> ours, List<String> differences) {
        Map<String, String> all = new TreeMap<>(theirs);
        all.putAll(ours);
        for (String name : all.keySet()) {
            String one = theirs.getOrDefault(name, "-");
            String other = ours.getOrDefault(name, "-");
            if (!one.equals(other)) {
                differences.add((what + " " + name).strip() + ": " + one + " | " + other);
            }
        }
    }

    private static Map<String, String> members(String body) {
        Map<String, String> members = new TreeMap<>();
        if (!body.isEmpty()) {
            try {
                JsonNode json = JSON.readTree(body);
                json.fields()
                        .forEachRemaining(
                                one -> members.put(one.getKey(), one.getValue().toString()));
            } catch (IOException e) {
                members.put("", body);
            }
        }
        return members;
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        Map<String, String> query = new TreeMap<>();
        for (String pair : Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .orElse("")
                .split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_THE_CLIENT.contains(lower)) {
                headers.put(lower, values.get(0).toLowerCase(Locale.ROOT).replace(" ", ""));
            }
        });
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
