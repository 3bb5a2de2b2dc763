// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What shall be installed.
 *
 * @param revision counts the changes
 * @param features by name, whether it is on
 * @param bundles by symbolic name
 * @param configurations that a feature brought, by PID
 */
record Desired(
        long revision,
        SortedMap<String, Boolean> features,
        SortedMap<String, Wish> bundles,
        SortedMap<String, Origin> configurations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Desired nothing() {
        return new Desired(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Desired next(Map<String, Boolean> features, Map<String, Wish> bundles, Map<String, Origin> configurations) {
        return new Desired(
                revision + 1, new TreeMap<>(features), new TreeMap<>(bundles), new TreeMap<>(configurations));
    }

    /** A new map of those that no feature brought. */
    SortedMap<String, Wish> byHand() {
        SortedMap<String, Wish> byHand = new TreeMap<>(bundles);
        byHand.values().removeIf(wish -> !wish.byHand());
        return byHand;
    }

    boolean on(String feature) {
        return features.getOrDefault(feature, false);
    }

    byte[] bytes() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("revision", revision);
        ObjectNode switches = root.putObject("features");
        features.forEach(switches::put);
        ArrayNode list = root.putArray("bundles");
        bundles.values().forEach(wish -> list.addObject()
                .put("symbolicName", wish.symbolicName())
                .put("version", wish.version())
                .put("sha256", wish.sha256())
                .put("source", wish.source())
                .put("startLevel", wish.startLevel()));
        ObjectNode origins = root.putObject("configurations");
        configurations.forEach((pid, origin) ->
                origins.putObject(pid).put("source", origin.source()).put("sha256", origin.sha256()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    static Desired read(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        if (!root.path("revision").isIntegralNumber() || !root.path("bundles").isArray()) {
            throw new IOException("it is no desired state");
        }
        Desired desired =
                new Desired(root.path("revision").asLong(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        root.path("features")
                .fields()
                .forEachRemaining(feature -> desired.features.put(
                        feature.getKey(), feature.getValue().asBoolean()));
        for (JsonNode bundle : root.path("bundles")) {
            Wish wish = new Wish(
                    bundle.path("symbolicName").asText(),
                    bundle.path("version").asText(),
                    bundle.path("sha256").asText(),
                    bundle.path("source").asText(),
                    bundle.path("startLevel").asInt());
            if (wish.symbolicName().isEmpty() || wish.startLevel() < 1) {
                throw new IOException("a bundle in it has no name or no start level: " + wish.symbolicName());
            }
            desired.bundles.put(wish.symbolicName(), wish);
        }
        root.path("configurations")
                .fields()
                .forEachRemaining(configuration -> desired.configurations.put(
                        configuration.getKey(),
                        new Origin(
                                configuration.getValue().path("source").asText(),
                                configuration.getValue().path("sha256").asText())));
        return desired;
    }

    /**
     * One bundle that is wanted.
     *
     * @param source {@code feature:<name>}, {@code deploy:<file>} or {@code upload:<file>}
     */
    record Wish(String symbolicName, String version, String sha256, String source, int startLevel) {
        boolean byHand() {
            return !source.startsWith("feature:");
        }
    }

    /** Where a configuration came from, and what its file was then. */
    record Origin(String source, String sha256) {}
}
