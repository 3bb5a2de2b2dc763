// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.huitong.testkit.HubProcess;

/** One call of a platform, as the bytes that go over the wire. */
public record Push(String method, String path, Map<String, String> headers, byte[] body) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Push post(String path, Map<String, String> headers, String body) {
        return new Push("POST", path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Push withMethod(String other) {
        return new Push(other, path, headers, body);
    }

    Push withPath(String other) {
        return new Push(method, other, headers, body);
    }

    Push withBody(byte[] other) {
        return new Push(method, path, headers, other);
    }

    public HttpResponse<String> to(HubProcess hub) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
