// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.text.LocalText;

/**
 * A JSON value as it was sent, immutable. What is absent is a value too ({@link #exists()} is false), so that a way
 * through a document needs no checks in between. Safe for many threads.
 *
 * <p>Read by Jackson's streaming parser, whose types stay in here. Limits: 64 levels deep, 2 Mi characters a text, as many
 * as a call may have bytes, 50 thousand characters a name, 100 digits a number, 100 thousand values, names and brackets
 * in all: a document of two bytes a value would otherwise take fifty times its size, and that before anybody has checked
 * its signature.
 */
public final class Json {
    private static final int DEPTH = 64;
    private static final int TOKENS = 100_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(1 << 21)
                    .maxNumberLength(100)
                    .maxTokenCount(TOKENS)
                    .build())
            // Names come from outside: they are not kept for the life of the process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final LocalText NOT_JSON = LocalText.of("不是 JSON", "not JSON");

    private static final Json ABSENT = new Json(null, false);
    private static final Json NULL = new Json(null, true);

    /** A Map, a List, a String, a Number as its digits (see {@link Digits}), a Boolean or null. */
    private final Object value;

    private final boolean exists;

    /** A number keeps the characters it was sent with: an id beyond 2^53 must not change. */
    private record Digits(String text) {}

    private Json(Object value, boolean exists) {
        this.value = value;
        this.exists = exists;
    }

    /** Reads one document; anything behind it is an error. */
    public static Parsed<Json> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return document(parser);
        } catch (StreamConstraintsException e) {
            return new Parsed.Bad<>(LocalText.of(
                    "JSON 嵌套过深、内容过多，或其中的文字、数字过长",
                    "the JSON is too deep, has too many values, or a text or a number in it is too long"));
        } catch (JsonProcessingException e) {
            return new Parsed.Bad<>(notJson(e));
        } catch (IOException e) {
            return new Parsed.Bad<>(NOT_JSON);
        }
    }

    /** Reads one document of UTF-8 bytes. */
    public static Parsed<Json> read(byte[] utf8) {
        Parsed<String> text = Utf8.read(utf8);
        if (text instanceof Parsed.Good<String> good) {
            return read(good.value());
        }
        return new Parsed.Bad<>(((Parsed.Bad<String>) text).reason());
    }

    public boolean exists() {
        return exists;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    public boolean isArray() {
        return value instanceof List;
    }

    /** Written there as {@code null}, which is not the same as absent. */
    public boolean isNull() {
        return exists && value == null;
    }

    public boolean isText() {
        return value instanceof String;
    }

    /** The member of that name; absent where there is none or this is no object. */
    public Json at(String name) {
        if (value instanceof Map<?, ?> members) {
            Object found = members.get(name);
            return found == null ? ABSENT : (Json) found;
        }
        return ABSENT;
    }

    /** The names of an object in the order they were sent, of anything else none. */
    @SuppressWarnings("unchecked")
    public Set<String> names() {
        return isObject() ? ((Map<String, Json>) value).keySet() : Set.of();
    }

    /** The entries of an array, of anything else none. */
    @SuppressWarnings("unchecked")
    public List<Json> items() {
        return isArray() ? (List<Json>) value : List.of();
    }

    /** A text as it is, a number as its digits, a truth value as its word; of anything else nothing. */
    public Optional<String> text() {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (value instanceof Digits digits) {
            return Optional.of(digits.text());
        }
        return value instanceof Boolean truth ? Optional.of(truth.toString()) : Optional.empty();
    }

    /** The text of a member. */
    public Optional<String> text(String name) {
        return at(name).text();
    }

    /** A whole number, also one sent as text. */
    public OptionalLong number() {
        String digits = value instanceof Digits number ? number.text() : value instanceof String text ? text : "";
        if (digits.isEmpty() || digits.length() > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The whole number of a member. */
    public OptionalLong number(String name) {
        return at(name).number();
    }

    /** A truth value, and not the word for one as a text. */
    public Optional<Boolean> truth() {
        return value instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
    }

    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(at(name).value);
    }

    /** JSON that was sent as a text within JSON; a value that is no text is taken as it is. */
    public Parsed<Json> unfolded() {
        return value instanceof String text ? read(text) : new Parsed.Good<>(this);
    }

    /** The value as JSON again, without white space; an absent one is {@code null}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** A text as JSON, with its quotation marks. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        quote(text, out);
        return out.toString();
    }

    private static Parsed<Json> document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Parsed.Bad<>(LocalText.of("JSON 为空", "the JSON is empty"));
        }
        Json value = value(parser, first);
        return parser.nextToken() == null
                ? new Parsed.Good<>(value)
                : new Parsed.Bad<>(LocalText.of("JSON 后面还有内容", "something stands behind the JSON"));
    }

    private static Json value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json(parser.getText(), true);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json(new Digits(parser.getText()), true);
            case VALUE_TRUE -> new Json(Boolean.TRUE, true);
            case VALUE_FALSE -> new Json(Boolean.FALSE, true);
            default -> NULL;
        };
    }

    // Recursion is bounded by the parser's own limit on depth.
    private static Json object(JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return new Json(java.util.Collections.unmodifiableMap(members), true);
    }

    private static Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Json(java.util.Collections.unmodifiableList(items), true);
    }

    private void write(StringBuilder out) {
        if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Digits digits) {
            out.append(digits.text());
        } else if (isObject()) {
            String comma = "";
            out.append('{');
            for (String name : names()) {
                out.append(comma);
                quote(name, out);
                out.append(':');
                at(name).write(out);
                comma = ",";
            }
            out.append('}');
        } else if (isArray()) {
            String comma = "";
            out.append('[');
            for (Json item : items()) {
                out.append(comma);
                item.write(out);
                comma = ",";
            }
            out.append(']');
        } else {
            out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }

    private static LocalText notJson(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? NOT_JSON
                : LocalText.of(
                        "不是 JSON，第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列有误",
                        "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
}
