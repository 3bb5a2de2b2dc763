// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.huitong.api.web.Problem;

/**
 * What went wrong, as RFC 9457 tells it.
 *
 * @param type a URI that ends with the word
 * @param word for programs, stable
 * @param detail for people
 * @param incident where only the log may say more: what to look for there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetails(String type, String title, int status, String detail, String word, String incident) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Not logged in"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Media type not supported"),
            Map.entry(422, "Cannot be processed"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available now"));

    public static ProblemDetails of(int status, String word, String detail) {
        return new ProblemDetails(type(word), title(status), status, detail, word, null);
    }

    public static ProblemDetails of(Problem problem) {
        return of(problem.status(), problem.word(), problem.getMessage());
    }

    /** For what is our fault: the caller learns a number, the log has the rest under it. */
    public static ProblemDetails newIncident() {
        return new ProblemDetails(
                type("internal"),
                title(500),
                500,
                "Something went wrong inside the hub. The log tells more under this incident.",
                "internal",
                UUID.randomUUID().toString());
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        byte[] body = Json.MAPPER.writeValueAsBytes(this);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }

    private static String type(String word) {
        return "urn:huitong:problem:" + word;
    }

    private static String title(int status) {
        return TITLES.getOrDefault(status, status < 500 ? "Cannot be done" : "Internal error");
    }
}
