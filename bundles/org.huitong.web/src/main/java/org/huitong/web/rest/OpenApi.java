// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.huitong.web.Json;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/openapi.json}: what the subjects that are here now say about themselves, in one document. */
final class OpenApi {
    private static final Pattern SHAPED = Pattern.compile("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}");

    private static final Logger LOG = LoggerFactory.getLogger(OpenApi.class);
    private static final String PERMISSION = "x-permission";

    void send(Map<String, RestSubject> subjects, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ObjectNode document = frame();
        new TreeMap<>(subjects).forEach((name, subject) -> {
            for (Bundle bundle : subject.bundles()) {
                merge(document, name, bundle);
            }
            sayWhoMay(document, name, subject);
        });
        byte[] body = Json.MAPPER.writeValueAsBytes(document);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }

    /**
     * What each operation asks for, as its method says it; a description cannot say something else. What is served and
     * described nowhere is named all the same.
     */
    private static void sayWhoMay(ObjectNode document, String name, RestSubject subject) {
        ObjectNode paths = document.withObject("/paths");
        Map<Claims.Call, Served> served = served(subject);
        Set<Claims.Call> described = new HashSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (!path.getKey().equals("/" + name) && !path.getKey().startsWith("/" + name + "/")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                Claims.Call call =
                        Claims.Call.of(operation.getKey(), path.getKey().substring(name.length() + 1));
                Served found = served.get(call);
                if (found != null && operation.getValue() instanceof ObjectNode node) {
                    node.put(PERMISSION, found.permission());
                    described.add(call);
                }
            }
        }
        served.forEach((call, found) -> {
            if (!described.contains(call)) {
                paths.withObjectProperty("/" + name + found.path())
                        .withObjectProperty(call.method().toLowerCase(Locale.ROOT))
                        .put(PERMISSION, found.permission())
                        .withObjectProperty("responses")
                        .withObjectProperty("default")
                        .put("$ref", "#/components/responses/Problem");
            }
        });
    }

    /** What is served, by the address as a description writes it: variables without the shape of their values. */
    private static Map<Claims.Call, Served> served(RestSubject subject) {
        Map<Claims.Call, String> paths = subject.paths();
        Map<Claims.Call, Served> served = new LinkedHashMap<>();
        subject.permissions().forEach((call, permission) -> {
            String path = plain(paths.getOrDefault(call, ""));
            served.putIfAbsent(Claims.Call.of(call.method(), path), new Served(path, permission));
        });
        return served;
    }

    /** A path of Jersey's as OpenAPI writes it. */
    static String plain(String path) {
        return SHAPED.matcher(path).replaceAll("{$1}").replaceAll("/{2,}", "/").replaceAll("/$", "");
    }

    private record Served(String path, String permission) {}

    private static ObjectNode frame() throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/frame.json")) {
            return (ObjectNode) Json.MAPPER.readTree(in);
        }
    }

    private static void merge(ObjectNode document, String subject, Bundle bundle) {
        URL entry = bundle.getEntry("openapi/" + subject + ".json");
        if (entry == null) {
            return;
        }
        try (InputStream in = entry.openStream()) {
            merge(document, subject, Json.MAPPER.readTree(in));
        } catch (IOException e) {
            LOG.warn("A subject's description cannot be read subject={} bundle={}", subject, bundle, e);
        }
    }

    static void merge(ObjectNode document, String subject, JsonNode part) {
        ObjectNode paths = document.withObject("/paths");
        for (Map.Entry<String, JsonNode> path : part.path("paths").properties()) {
            // A bundle describes its own subject and nothing else.
            if (path.getKey().equals("/" + subject) || path.getKey().startsWith("/" + subject + "/")) {
                paths.set(path.getKey(), path.getValue());
            } else {
                LOG.warn("A description names a path of another subject subject={} path={}", subject, path.getKey());
            }
        }
        ObjectNode components = document.withObject("/components");
        for (Map.Entry<String, JsonNode> kind : part.path("components").properties()) {
            ObjectNode there = components.withObjectProperty(kind.getKey());
            for (Map.Entry<String, JsonNode> one : kind.getValue().properties()) {
                if (there.has(one.getKey()) && !there.get(one.getKey()).equals(one.getValue())) {
                    LOG.warn("Two descriptions share a name subject={} component={}", subject, one.getKey());
                } else {
                    there.set(one.getKey(), one.getValue());
                }
            }
        }
        for (JsonNode tag : part.path("tags")) {
            document.withArray("/tags").add(tag);
        }
    }
}
