// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.Text;

/** One of the demo's people at the hub's own door: logs in and does what a page would do for them. */
public final class Visitor {
    private static final int PATIENCE = 10_000;

    private final URI hub;
    private String cookie = "";
    private String csrf = "";

    Visitor(URI hub) {
        this.hub = hub;
    }

    /** What was answered. */
    record Said(int status, String body) {
        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** This, where it was done. */
        Said good() throws IOException {
            if (!isGood()) {
                throw new IOException("the hub answered " + status);
            }
            return this;
        }

        /** The text, or number, of the first field of that name. */
        Optional<String> field(String name) {
            Matcher found =
                    Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\]]*)").matcher(body);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }

    boolean enter(String login, String password) throws IOException {
        Said said = call("POST", "session", Text.json(Text.map("user", login, "password", password)));
        csrf = said.field("csrf").orElse("");
        return said.isGood() && !cookie.isEmpty();
    }

    /** A login also takes back what stood for the way that led there: such an empty cookie is none of ours. */
    private void keep(List<String> cookies) {
        cookies.stream()
                .map(set -> set.split(";", 2)[0])
                .filter(set -> !set.endsWith("="))
                .forEach(set -> cookie = set);
    }

    Said get(String path) throws IOException {
        return call("GET", path, "");
    }

    Said call(String method, String path, String body) throws IOException {
        return call(method, path, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file in. */
    Said put(String path, String disposition, byte[] file) throws IOException {
        return call(
                "POST",
                path,
                Map.of("Content-Type", "application/octet-stream", "Content-Disposition", disposition),
                file);
    }

    private Said call(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) hub.resolve("/api/v1/" + path).toURL().openConnection();
        call.setRequestMethod(method);
        call.setConnectTimeout(PATIENCE);
        call.setReadTimeout(PATIENCE);
        call.setRequestProperty("Cookie", cookie);
        call.setRequestProperty("X-CSRF-Token", csrf);
        if (body.length > 0) {
            headers.forEach(call::setRequestProperty);
            call.setDoOutput(true);
            try (OutputStream out = call.getOutputStream()) {
                out.write(body);
            }
        }
        int status = call.getResponseCode();
        call.getHeaderFields().forEach((name, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                keep(values);
            }
        });
        try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            return new Said(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
