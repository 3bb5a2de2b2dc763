// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * A session that somebody has opened.
 *
 * @param cookie its value, as a browser keeps it
 * @param csrf what every call brings that changes something
 */
public record LoggedIn(String cookie, String csrf) {
    /** @param answer of the hub to somebody who logged in */
    static LoggedIn of(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no login: " + answer.statusCode() + " " + answer.body());
        }
        try {
            return new LoggedIn(
                    answer.headers().firstValue("set-cookie").orElseThrow().split("[=;]")[1],
                    new ObjectMapper().readTree(answer.body()).path("csrf").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each call of it carries. */
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/json", "Cookie", "HUITONG_SESSION=" + cookie, "X-CSRF-Token", csrf);
    }
}
