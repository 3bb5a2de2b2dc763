// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an echo account sends to: a real server, which may be told to do what platforms do wrong. */
final class EchoPlatform implements AutoCloseable {
    private static final Pattern FIELD = Pattern.compile("\"(key|to|text)\":\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final AtomicInteger tokens = new AtomicInteger();
    final List<Got> got = new CopyOnWriteArrayList<>();
    /** Every letter that came, those that were known included. */
    final List<String> attempts = new CopyOnWriteArrayList<>();

    final Map<String, String> byKey = new ConcurrentHashMap<>();
    final Map<String, String> states = new ConcurrentHashMap<>();
    /** Every form with a file, as it came. */
    final List<String> uploads = new CopyOnWriteArrayList<>();

    final AtomicBoolean hangsUpOnFiles = new AtomicBoolean();

    /** Whether what it has taken has arrived, where nothing else is said of it. */
    volatile boolean delivering;

    volatile String valid = "";
    /** What becomes of a letter before it is taken. */
    volatile Function<Got, What> behaviour = letter -> What.TAKE;

    enum What {
        TAKE,
        /** Taken, and the answer never comes. */
        TAKE_AND_HANG_UP,
        /** Taken, and the answer ends in its middle without an end. */
        STALL,
        THROTTLE,
        REFUSE
    }

    record Got(String key, String to, String text) {}

    EchoPlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/token", exchange -> {
            exchange.getRequestBody().readAllBytes();
            valid = "token-" + tokens.incrementAndGet();
            answer(exchange, 200, "{\"token\":\"" + valid + "\",\"lasts\":7200}");
        });
        server.createContext("/letters", this::letters);
        server.createContext("/media", this::media);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> texts() {
        return got.stream().map(Got::text).toList();
    }

    private void letters(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + valid).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
            return;
        }
        if ("GET".equals(exchange.getRequestMethod())) {
            String id = exchange.getRequestURI().getPath().substring("/letters/".length());
            answer(
                    exchange,
                    200,
                    "{\"state\":\"" + states.getOrDefault(id, delivering ? "delivered" : "accepted") + "\"}");
            return;
        }
        Map<String, String> fields = new ConcurrentHashMap<>();
        for (Matcher field = FIELD.matcher(body); field.find(); ) {
            fields.put(field.group(1), field.group(2).replace("\\n", "\n"));
        }
        Got letter = new Got(fields.get("key"), fields.get("to"), fields.get("text"));
        attempts.add(letter.key());
        switch (behaviour.apply(letter)) {
            case THROTTLE -> {
                exchange.getResponseHeaders().add("Retry-After", "60");
                answer(exchange, 429, "{}");
            }
            case REFUSE -> answer(exchange, 400, "{}");
            case TAKE_AND_HANG_UP -> {
                take(letter);
                exchange.close();
            }
            case STALL -> {
                take(letter);
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            case TAKE -> answer(exchange, 200, "{\"id\":\"" + take(letter) + "\"}");
        }
    }

    /** Takes a form with a file, which says how long it is. */
    private void media(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readAllBytes();
        uploads.add(new String(form, StandardCharsets.UTF_8));
        if (hangsUpOnFiles.getAndSet(false)) {
            exchange.close();
            return;
        }
        boolean whole =
                Long.toString(form.length).equals(exchange.getRequestHeaders().getFirst("Content-Length"));
        answer(exchange, whole ? 200 : 411, "{\"media\":\"m-" + uploads.size() + "\"}");
    }

    private String take(Got letter) {
        return byKey.computeIfAbsent(letter.key(), key -> {
            got.add(letter);
            return "e-" + got.size();
        });
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
