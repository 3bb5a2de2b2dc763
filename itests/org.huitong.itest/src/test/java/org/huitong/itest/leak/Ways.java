// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every way in, as the hub tells of it, and how each is gone. */
final class Ways {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    /** Stands where there is nothing to name; the answer is looked at all the same. */
    private static final List<String> NOTHING = List.of("1");

    private final Map<String, Way> known = new TreeMap<>();
    private final Map<String, Told> told = new TreeMap<>();

    /** How one is gone. */
    enum How {
        WALKED,
        ANY,
        REFUSED,
        KEPT,
        LEFT
    }

    private record Way(How how, String body) {}

    private record Told(String permission, List<String> query) {}

    /** One call to make. */
    record Step(String method, String path, String bodyOrNull) {
        @Override
        public String toString() {
            return method + " " + path + (bodyOrNull == null ? "" : " " + bodyOrNull);
        }
    }

    /** What may stand for a parameter, by its name and by the way it is a part of. */
    interface Values {
        List<String> of(String parameter, String path);
    }

    private Ways() {}

    /** Those that the description of the API names. */
    static Ways of(JsonNode openApi) {
        Ways ways = new Ways();
        for (String line : lines("ways.txt")) {
            String[] words = line.split(" ", 4);
            How how = words.length < 3 ? How.WALKED : How.valueOf(words[2].toUpperCase(Locale.ROOT));
            String body = words.length < 4 ? "" : words[3];
            ways.known.put(words[0] + " " + words[1], new Way(how, how == How.KEPT ? "{}" : body));
        }
        for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    List<String> query = new ArrayList<>();
                    query(openApi, path.getValue().path("parameters"), query);
                    query(openApi, operation.getValue().path("parameters"), query);
                    ways.told.put(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                            new Told(operation.getValue().path("x-permission").asText(), query));
                }
            }
        }
        return ways;
    }

    static List<String> lines(String file) {
        try (InputStream in = Ways.class.getResourceAsStream("/leak/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void query(JsonNode root, JsonNode parameters, List<String> names) {
        for (JsonNode written : parameters) {
            JsonNode parameter =
                    written.has("$ref") ? root.at(written.path("$ref").asText().substring(1)) : written;
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
    }

    /** What the hub tells of and nobody here knows. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>(told.keySet());
        unknown.removeAll(known.keySet());
        return unknown;
    }

    /** What is known here and the hub does not tell of any more. */
    Set<String> gone() {
        Set<String> gone = new TreeSet<>(known.keySet());
        gone.removeAll(told.keySet());
        return gone;
    }

    /** The ways that list what others name in their paths. */
    Set<String> lists() {
        Set<String> lists = new TreeSet<>();
        known.keySet().stream()
                .map(name -> name.substring(name.indexOf(' ') + 1))
                .filter(path -> path.contains("/{"))
                .map(path -> path.substring(0, path.indexOf("/{")))
                .filter(path -> known.containsKey("GET " + path))
                .forEach(lists::add);
        return lists;
    }

    /** All that somebody tries. */
    List<Step> steps(Visitor visitor, Values values, boolean lookOnly) {
        List<Step> steps = new ArrayList<>();
        known.forEach((name, way) -> {
            String method = name.substring(0, name.indexOf(' '));
            String path = name.substring(name.indexOf(' ') + 1);
            Told of = told.get(name);
            boolean gone =
                    switch (way.how()) {
                        case LEFT -> false;
                        case WALKED -> true;
                        case KEPT -> !lookOnly && visitor.looks();
                        case ANY -> !lookOnly;
                        case REFUSED -> !lookOnly
                                && (visitor.looks()
                                        || !visitor.may().contains(of.permission())
                                                && !of.permission().equals("everybody"));
                    };
            if (gone) {
                add(method, path, of, way, values, steps);
            }
        });
        return steps;
    }

    private static void add(String method, String path, Told of, Way way, Values values, List<Step> steps) {
        for (String filled : filled(path, path, values, false)) {
            if (!method.equals("GET")) {
                for (String body : filled(way.body(), path, values, true)) {
                    steps.add(new Step(method, filled, body.isEmpty() ? null : body));
                }
                continue;
            }
            steps.add(new Step(method, filled, null));
            for (String name : of.query()) {
                for (String value : values.of("?" + name, path)) {
                    steps.add(new Step(method, filled + "?" + name + "=" + Visitor.encoded(value), null));
                }
            }
        }
    }

    /** The same text with each value at its places. */
    private static List<String> filled(String text, String path, Values values, boolean isBody) {
        Matcher place = PLACE.matcher(text);
        Map<String, List<String>> places = new LinkedHashMap<>();
        while (place.find()) {
            List<String> found = values.of(place.group(1), path);
            places.put(place.group(), found.isEmpty() ? NOTHING : found);
        }
        List<String> all = new ArrayList<>(List.of(text));
        for (Iterator<Map.Entry<String, List<String>>> each = places.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, List<String>> one = each.next();
            List<String> next = new ArrayList<>();
            for (String begun : all) {
                for (String value : one.getValue()) {
                    next.add(begun.replace(one.getKey(), isBody ? value : Visitor.encoded(value)));
                }
            }
            all = next;
        }
        return all;
    }

    /** Patterns at which servlets serve, of the services that the console lists. @param console its pages, by name */
    static Set<String> patterns(Function<String, JsonNode> console) {
        Set<String> patterns = new TreeSet<>();
        JsonNode services = console.apply("services.json");
        for (JsonNode service : services.path("data")) {
            if (service.path("types").asText().contains("jakarta.servlet.")) {
                JsonNode one = console.apply("services/" + service.path("id").asText() + ".json");
                pattern(one.at("/data/0/props")).ifPresent(value -> {
                    if (value.isArray()) {
                        value.forEach(each -> patterns.add(each.asText()));
                    } else {
                        patterns.add(value.asText().isEmpty() ? "/" : value.asText());
                    }
                });
            }
        }
        return patterns;
    }

    private static Optional<JsonNode> pattern(JsonNode properties) {
        for (JsonNode property : properties) {
            if (property.path("key").asText().matches("osgi\\.http\\.whiteboard\\..*pattern")) {
                return Optional.of(property.path("value"));
            }
        }
        return Optional.empty();
    }
}
