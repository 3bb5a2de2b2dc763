// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.connector.Callback;

/** What a dead letter holds as bytes, before they are sealed. */
final class CallbackCodec {
    private final ObjectMapper json = new ObjectMapper();

    byte[] encode(Kept kept) {
        Callback callback = kept.call().callback();
        ObjectNode node = json.createObjectNode();
        node.put("method", callback.method());
        node.set("query", strings(callback.query()));
        node.set("headers", strings(callback.headers()));
        node.put("body", callback.body());
        node.put("receivedAt", callback.receivedAt().toString());
        kept.row().ifPresent(row -> node.put("row", row));
        ArrayNode cuts = node.putArray("cuts");
        for (Secrets.Place place : kept.call().places()) {
            ObjectNode cut = cuts.addObject();
            cut.put("part", place.part().name());
            cut.put("name", place.name());
            cut.put("index", place.index());
            cut.put("at", place.at());
            cut.put("setting", place.setting());
            cut.put("form", place.form().name());
        }
        try {
            return json.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    /** Hubs of before wrote neither rows nor cuts. */
    Kept decode(byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            Callback callback = new Callback(
                    node.get("method").asText(),
                    strings(node.get("query")),
                    strings(node.get("headers")),
                    node.get("body").binaryValue(),
                    Instant.parse(node.get("receivedAt").asText()));
            List<Secrets.Place> places = new ArrayList<>();
            for (JsonNode cut : node.path("cuts")) {
                places.add(new Secrets.Place(
                        Secrets.Part.valueOf(cut.get("part").asText()),
                        cut.get("name").asText(),
                        cut.get("index").asInt(),
                        cut.get("at").asInt(),
                        cut.get("setting").asText(),
                        Secrets.Form.valueOf(cut.get("form").asText())));
            }
            Optional<byte[]> row = node.has("row") ? Optional.of(node.get("row").binaryValue()) : Optional.empty();
            return new Kept(new Secrets.Cut(callback, places), row);
        } catch (IOException e) {
            throw new UncheckedIOException("a dead letter is not what was written", e);
        }
    }

    private ObjectNode strings(Map<String, List<String>> values) {
        ObjectNode node = json.createObjectNode();
        values.forEach((name, all) -> {
            ArrayNode array = node.putArray(name);
            all.forEach(array::add);
        });
        return node;
    }

    private static Map<String, List<String>> strings(JsonNode node) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = node.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> one = each.next();
            List<String> all = new ArrayList<>();
            one.getValue().forEach(v -> all.add(v.asText()));
            values.put(one.getKey(), all);
        }
        return values;
    }
}
