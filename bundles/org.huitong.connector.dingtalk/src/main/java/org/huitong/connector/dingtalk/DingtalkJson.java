// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** Members of what the platform sends, read mildly: it spells one name in several ways and sends JSON inside JSON. */
final class DingtalkJson {
    private DingtalkJson() {}

    /** The first of these members that says something: an id or a name, to which the blanks around it do not belong. */
    static Optional<String> said(Json json, String... names) {
        return words(json, names).map(String::strip);
    }

    /** The first of these members that says something, as it was written. */
    static Optional<String> words(Json json, String... names) {
        for (String name : names) {
            Optional<String> text = json.text(name).filter(t -> !t.isBlank());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** As {@link #said}, of an event: it is spelled with a capital in one shape and without in another. */
    static Optional<String> told(Json json, String... names) {
        for (String name : names) {
            Optional<String> text = said(json, capital(name), name);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** The first of these members that is a point in time; the platform counts milliseconds everywhere. */
    static Optional<Instant> stamp(Json json, String... names) {
        for (String name : names) {
            OptionalLong millis = json.number(json.at(name).exists() ? name : capital(name));
            if (millis.isPresent() && millis.getAsLong() > 0 && millis.getAsLong() < 100_000_000_000_000L) {
                return Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
            }
        }
        return Optional.empty();
    }

    /** An object or a list, also one that was sent as a text; every other value as it is. */
    static Json unfolded(Json json) {
        String text = json.isText() ? json.text().orElse("").strip() : "";
        return (text.startsWith("{") || text.startsWith("["))
                        && json.unfolded() instanceof Parsed.Good<Json> good
                        && holds(good.value())
                ? good.value()
                : json;
    }

    /** The first of these members that is an object or a list, or a text that says something, unfolded. */
    static Optional<Json> part(Json json, String... names) {
        for (String name : names) {
            Json part = unfolded(json.at(name));
            boolean says = holds(part)
                    ? !part.names().isEmpty() || !part.items().isEmpty()
                    : part.text().filter(t -> !t.isBlank()).isPresent();
            if (says) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Json json) {
        return json.isObject() || json.isArray();
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
