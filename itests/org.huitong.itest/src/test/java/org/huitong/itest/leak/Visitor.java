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
import java.util.Set;
import java.util.TreeSet;

/** Somebody who looks in, with a token of their own: who they are, and what the law gives them. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String name;
    private final String base;
    private final String token;
    private final Set<String> may = new TreeSet<>();
    private Law.Standing standing;

    Visitor(String name, String base, String token, Law.Standing standing) {
        this.name = name;
        this.base = base;
        this.token = token;
        this.standing = standing;
    }

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
        return standing;
    }

    /** Has left the firm, and is let in no more. */
    boolean isGone() {
        return standing.worker().isEmpty() && !standing.everything();
    }

    void stands(Law.Standing other) {
        standing = other;
    }

    /** The words of the permissions that the hub says are theirs. */
    Set<String> may() {
        return may;
    }

    Visitor askWhatOneMay() {
        may.clear();
        get("/session").json().path("permissions").forEach(word -> may.add(word.asText()));
        return this;
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    /** @param path below {@code /api/v1}, or from the root where it begins with two slashes */
    Answer call(String method, String path, String bodyOrNull) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
        if (bodyOrNull != null) {
            request.header("Content-Type", "application/json");
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
        HttpRequest request = HttpRequest.newBuilder(address("/events"))
                .header("Authorization", "Bearer " + token)
                .build();
        return new Stream(HTTP, request);
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
