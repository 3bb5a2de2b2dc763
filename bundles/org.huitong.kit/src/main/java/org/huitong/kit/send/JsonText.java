// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.send;

import java.util.List;
import org.huitong.kit.parse.Json;

/** JSON to be sent, written member by member in the order in which they are given. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder("{");

    private JsonText() {}

    public static JsonText object() {
        return new JsonText();
    }

    public JsonText with(String name, String value) {
        return raw(name, Json.quote(value));
    }

    public JsonText with(String name, long value) {
        return raw(name, Long.toString(value));
    }

    public JsonText with(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    public JsonText with(String name, JsonText value) {
        return raw(name, value.toString());
    }

    /** An array of objects. */
    public JsonText withAll(String name, List<JsonText> values) {
        return raw(name, values.toString());
    }

    /** An array of texts. */
    public JsonText withTexts(String name, List<String> values) {
        return raw(name, values.stream().map(Json::quote).toList().toString());
    }

    private JsonText raw(String name, String json) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(Json.quote(name)).append(':').append(json);
        return this;
    }

    /** The object as it is so far. */
    @Override
    public String toString() {
        return text + "}";
    }
}
