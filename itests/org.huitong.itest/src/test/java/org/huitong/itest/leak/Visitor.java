// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Somebody who looks in, with a token or a session of their own: who they are, and what the law gives them. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Well within the quarter of an hour after which looking ends. */
    private static final Duration RESTS = Duration.ofMinutes(5);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final String base;
    private final Map<String, String> known;
    private final Optional<Eyes> eyes;
    private final Set<String> may = new TreeSet<>();
    private Law.Standing standing;
    /** When they began to look, by {@link System#nanoTime()}. */
    private volatile long since;

    /** @param known headers that the hub knows them by */
    Visitor(String name, String base, Map<String, String> known, Law.Standing standing) {
        this(name, base, known, standing, Optional.empty());
    }

    private Visitor(String name, String base, Map<String, String> known, Law.Standing standing, Optional<Eyes> eyes) {
        this.name = name;
        this.base = base;
        this.known = known;
        this.standing = standing;
        this.eyes = eyes;
    }

    /** The same one, who looks through the eyes of another visitor from now on. @param account that opens them */
    Visitor through(Visitor other, String account) {
        return new Visitor(name, base, known, standing, Optional.of(new Eyes(other, account)));
    }

    /** Whose eyes one looks through, and the account that has them. */
    private record Eyes(Visitor whose, String account) {}

    /** What came back, to the last header. */
    record Answer(int status, byte[] body, String headers) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Every marker that is in it. */
        Set<String> markers() {
            Set<String> found = Marker.in(body);
            found.addAll(Marker.in(headers.getBytes(StandardCharsets.UTF_8)));
            return found;
        }
    }

    Law.Standing standing() {
        return eyes.map(other -> standing.through(other.whose().standing())).orElse(standing);
    }

    /** Through the eyes of another. */
    boolean looks() {
        return eyes.isPresent();
    }

    /** For a while: whoever looks through the eyes of another begins anew, so that it does not end meanwhile. */
    synchronized void comes() {
        eyes.ifPresent(other -> {
            since = System.nanoTime();
            call("DELETE", "/session/view", null);
            Answer begun = call("POST", "/session/view", "{\"account\":\"" + other.account() + "\"}");
            if (begun.status() != 200) {
                throw new AssertionError(name + " does not look: " + begun.text());
            }
        });
    }

    /** Whether they come as they are meant to. */
    boolean isComing() {
        return eyes.isEmpty() || get("/session").json().hasNonNull("view");
    }

    /** Has left the firm, and is let in no more. */
    boolean isGone() {
        return standing.worker().isEmpty() && !standing.everything();
    }

    void stands(Law.Standing other) {
        standing = other;
    }

    /** The words of the permissions that the hub says are theirs; through the eyes of another, those that are both's. */
    Set<String> may() {
        return may;
    }

    Visitor askWhatOneMay() {
        may.clear();
        may.addAll(words());
        if (looks()) {
            comes();
            may.retainAll(words());
        }
        return this;
    }

    private Set<String> words() {
        Set<String> words = new TreeSet<>();
        get("/session").json().path("permissions").forEach(word -> words.add(word.asText()));
        return words;
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    /** @param path below {@code /api/v1}, or from the root where it begins with two slashes */
    Answer call(String method, String path, String bodyOrNull) {
        if (looks() && System.nanoTime() - since > RESTS.toNanos()) {
            comes();
        }
        HttpRequest.Builder request = request(path).timeout(Duration.ofSeconds(60));
        if (bodyOrNull != null) {
            request.setHeader("Content-Type", "application/json");
        }
        HttpRequest asked = request.method(
                        method,
                        bodyOrNull == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(bodyOrNull))
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(), answer.body(), answer.headers().map().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What happens, as it happens. */
    Stream stream() {
        return new Stream(HTTP, request("/events").build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        known.forEach(request::header);
        return request;
    }

    private URI address(String path) {
        return URI.create(path.startsWith("//") ? base + path.substring(1) : base + "/api/v1" + path);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return name;
    }
}
