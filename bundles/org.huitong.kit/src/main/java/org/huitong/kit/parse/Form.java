// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;

/**
 * A body of the type {@code application/x-www-form-urlencoded}: fields in the order they were sent, decoded. Immutable,
 * safe for many threads, and silent: forms often carry their secret as a field.
 *
 * <p>Limits: 1,000 fields and 1,000 characters a name; a text is as long as a call may be. Half an escape and bytes that
 * are not UTF-8 make it bad, instead of letting a damaged id pass as another one.
 */
public final class Form {
    private static final int FIELDS = 1_000;
    private static final int LONGEST_NAME = 1_000;

    private final List<Field> fields;

    private record Field(String name, String text) {}

    private Form(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Reads a whole body. One without a field is a form too. */
    public static Parsed<Form> read(byte[] body) {
        List<Field> fields = new ArrayList<>();
        int start = 0;
        while (start < body.length) {
            int end = indexOf(body, '&', start, body.length);
            if (end > start) {
                if (fields.size() == FIELDS) {
                    return new Parsed.Bad<>(LocalText.of("表单字段过多", "the form has too many fields"));
                }
                Parsed<Field> field = field(body, start, end);
                if (!(field instanceof Parsed.Good<Field> good)) {
                    return new Parsed.Bad<>(((Parsed.Bad<Field>) field).reason());
                }
                fields.add(good.value());
            }
            start = end + 1;
        }
        return new Parsed.Good<>(new Form(fields));
    }

    /** The names in the order they were sent, each once. */
    public Set<String> names() {
        return fields.stream().map(Field::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The text of the first field of that name. */
    public Optional<String> text(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return Optional.of(field.text);
            }
        }
        return Optional.empty();
    }

    /** The texts of all fields of that name. */
    public List<String> texts(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::text)
                .toList();
    }

    /** The whole number in the first field of that name. */
    public OptionalLong number(String name) {
        String digits = text(name).orElse("").strip();
        if (digits.isEmpty() || digits.length() > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Without the fields of these names: what is kept as evidence holds no token and no password. */
    public Form without(String... names) {
        Set<String> left = Set.copyOf(List.of(names));
        return new Form(
                fields.stream().filter(field -> !left.contains(field.name)).toList());
    }

    /** As a body again, in the order it was sent. */
    public String encoded() {
        return fields.stream()
                .map(field -> encoded(field.name) + "=" + encoded(field.text))
                .collect(Collectors.joining("&"));
    }

    /** Quotes nothing. */
    @Override
    public String toString() {
        return "Form[" + fields.size() + " fields]";
    }

    private static Parsed<Field> field(byte[] body, int start, int end) {
        int equals = indexOf(body, '=', start, end);
        Parsed<String> name = decoded(body, start, equals);
        Parsed<String> text = decoded(body, Math.min(equals + 1, end), end);
        if (!(name instanceof Parsed.Good<String> goodName)) {
            return new Parsed.Bad<>(((Parsed.Bad<String>) name).reason());
        }
        if (!(text instanceof Parsed.Good<String> goodText)) {
            return new Parsed.Bad<>(((Parsed.Bad<String>) text).reason());
        }
        return goodName.value().length() > LONGEST_NAME
                ? new Parsed.Bad<>(LocalText.of("表单字段名过长", "a name in the form is too long"))
                : new Parsed.Good<>(new Field(goodName.value(), goodText.value()));
    }

    private static Parsed<String> decoded(byte[] body, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            if (body[i] == '%') {
                int high = i + 2 < end ? Character.digit(body[i + 1], 16) : -1;
                int low = i + 2 < end ? Character.digit(body[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return new Parsed.Bad<>(LocalText.of(
                            "表单中 % 后不是两位十六进制数", "a % in the form is not followed by two hexadecimal digits"));
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(body[i] == '+' ? ' ' : body[i]);
            }
        }
        return Utf8.read(bytes.toByteArray());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Where the byte stands, or the end. */
    private static int indexOf(byte[] bytes, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return end;
    }
}
