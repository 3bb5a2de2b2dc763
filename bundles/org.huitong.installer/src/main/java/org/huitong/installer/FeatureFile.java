// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.installer.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A set of bundles as {@code features/<name>.json} describes it, in the format of the OSGi Feature Service (chapter
 * 159). Our extension {@code huitong} says its floor and whether it is on in a new installation.
 */
record FeatureFile(
        String name,
        LocalText title,
        String description,
        int floor,
        boolean byDefault,
        List<Coordinates> bundles,
        Map<String, Map<String, List<String>>> configurations) {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureFile.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.ALLOW_COMMENTS);
    private static final String SUFFIX = ".json";
    private static final int HOT = 3;

    /** Features of floors 0 to 2 are the platform. */
    boolean fixed() {
        return floor < HOT;
    }

    static SortedMap<String, FeatureFile> readAll(Path folder) {
        SortedMap<String, FeatureFile> features = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return features;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                try {
                    FeatureFile feature = read(file);
                    features.put(feature.name(), feature);
                } catch (IOException | IllegalArgumentException e) {
                    LOG.error("A feature file is not used, {} file={}", e.getMessage(), file.getFileName());
                }
            }
        } catch (IOException e) {
            LOG.error("The folder of features cannot be read folder={}", folder, e);
        }
        return features;
    }

    static FeatureFile read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Durable.read(file, Durable.SMALL));
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        JsonNode ours = root.path("extensions").path("huitong").path("json");
        List<Coordinates> bundles = new ArrayList<>();
        for (JsonNode bundle : root.path("bundles")) {
            bundles.add(Coordinates.of(
                    bundle.isTextual() ? bundle.asText() : bundle.path("id").asText(),
                    bundle.path("start-level").asInt(InstalledBundles.PLUGS)));
        }
        return new FeatureFile(
                name,
                title(root.path("name").asText(name)),
                root.path("description").asText(""),
                ours.path("floor").asInt(HOT),
                ours.path("default").asBoolean(false),
                bundles,
                configurations(root.path("configurations")));
    }

    /** {@code 企业微信 / WeCom} names it in both languages. */
    private static LocalText title(String name) {
        int slash = name.indexOf(" / ");
        return slash < 0
                ? LocalText.of(name, name)
                : LocalText.of(name.substring(0, slash), name.substring(slash + " / ".length()));
    }

    private static Map<String, Map<String, List<String>>> configurations(JsonNode node) {
        Map<String, Map<String, List<String>>> configurations = new TreeMap<>();
        node.fields().forEachRemaining(configuration -> {
            Map<String, List<String>> settings = new LinkedHashMap<>();
            configuration.getValue().fields().forEachRemaining(setting -> {
                List<String> values = new ArrayList<>();
                if (setting.getValue().isArray()) {
                    setting.getValue().forEach(value -> values.add(value.asText()));
                } else {
                    values.add(setting.getValue().asText());
                }
                // The type behind the colon is the reader's business: a file holds texts.
                settings.put(setting.getKey().split(":", 2)[0], values);
            });
            configurations.put(configuration.getKey(), settings);
        });
        return configurations;
    }

    /** A bundle by its Maven id. */
    record Coordinates(String group, String artifact, String version, int startLevel) {
        static Coordinates of(String id, int startLevel) {
            String[] parts = id.split(":");
            if (parts.length < 3) {
                throw new IllegalArgumentException("it names a bundle that has no version: " + id);
            }
            if (startLevel < 1) {
                throw new IllegalArgumentException("start levels begin at 1: " + id);
            }
            return new Coordinates(parts[0], parts[1], parts[parts.length - 1], startLevel);
        }

        Path in(Path system) {
            return system.resolve(group.replace('.', '/'))
                    .resolve(artifact)
                    .resolve(version)
                    .resolve(artifact + "-" + version + ".jar");
        }
    }
}
