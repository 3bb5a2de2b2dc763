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
import java.util.TreeMap;
import org.huitong.api.connector.Callback;

/** A platform's call as bytes, before they are sealed. */
final class CallbackCodec {
    private final ObjectMapper json = new ObjectMapper();

    byte[] encode(Callback callback) {
        ObjectNode node = json.createObjectNode();
        node.put("method", callback.method());
        node.set("query", strings(callback.query()));
        node.set("headers", strings(callback.headers()));
        node.put("body", callback.body());
        node.put("receivedAt", callback.receivedAt().toString());
        try {
            return json.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    Callback decode(byte[] bytes) {
        try {
            JsonNode node = json.readTree(bytes);
            return new Callback(
                    node.get("method").asText(),
                    strings(node.get("query")),
                    strings(node.get("headers")),
                    node.get("body").binaryValue(),
                    Instant.parse(node.get("receivedAt").asText()));
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
