// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Secret;

/**
 * The secrets of an account that travel in its calls: cut out of what is kept, and put in again when it is read again.
 *
 * <p>Why by place and not by a word that stands for them: whoever sends a call could write that word into it, and would
 * find the secret in a message.
 */
final class Secrets {
    /** What people see in the place of a secret. */
    static final String MASK = "***";

    private final List<Needle> needles = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();

    Secrets(List<Secret> secrets) {
        for (Secret secret : secrets) {
            values.put(secret.setting(), secret.value());
            for (Form form : Form.values()) {
                if (form == Form.PLAIN || !form.of(secret.value()).equals(secret.value())) {
                    needles.add(new Needle(secret.setting(), form, form.of(secret.value())));
                }
            }
        }
        // The longest first: one may stand within another.
        needles.sort(Comparator.comparingInt((Needle n) -> n.text().length()).reversed());
    }

    /** How a secret is spelled where it stands. */
    enum Form {
        PLAIN(value -> value),
        /** In the body of a form. */
        FORM(value -> URLEncoder.encode(value, StandardCharsets.UTF_8)),
        JSON(value -> value.replace("\\", "\\\\").replace("\"", "\\\"")),
        /** As PHP and others write it, who also escape the stroke. */
        JSON_OF_PHP(value -> value.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));

        private final UnaryOperator<String> spelling;

        Form(UnaryOperator<String> spelling) {
            this.spelling = spelling;
        }

        String of(String value) {
            return spelling.apply(value);
        }
    }

    enum Part {
        QUERY,
        HEADERS,
        BODY
    }

    /**
     * Where a secret was.
     *
     * @param name of the parameter or header, empty of the body
     * @param index which of the values of that name
     * @param at where the mask stands in what was kept: in characters, or bytes of the body
     */
    record Place(Part part, String name, int index, int at, String setting, Form form) {}

    /** A call without secrets, and the places they were cut from. */
    record Cut(Callback callback, List<Place> places) {}

    private record Needle(String setting, Form form, String text) {
        Needle inBytes() {
            return new Needle(setting, form, chars(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    Cut cut(Callback call) {
        if (needles.isEmpty()) {
            return new Cut(call, List.of());
        }
        List<Place> places = new ArrayList<>();
        return new Cut(
                new Callback(
                        call.method(),
                        cut(Part.QUERY, call.query(), places),
                        cut(Part.HEADERS, call.headers(), places),
                        cutBody(call.body(), places::add),
                        call.receivedAt()),
                places);
    }

    /** What only people will look at: nothing is put in again. */
    byte[] cut(byte[] row) {
        return needles.isEmpty() ? row : cutBody(row, place -> {});
    }

    /** The call as it came, but for secrets that the connector does not name any more: these stay masked. */
    Callback restore(Cut cut) {
        Callback kept = cut.callback();
        return new Callback(
                kept.method(),
                restore(Part.QUERY, kept.query(), cut.places()),
                restore(Part.HEADERS, kept.headers(), cut.places()),
                bytes(restore(chars(kept.body()), of(cut.places(), Part.BODY, "", 0))),
                kept.receivedAt());
    }

    private Map<String, List<String>> cut(Part part, Map<String, List<String>> all, List<Place> places) {
        Map<String, List<String>> kept = new TreeMap<>();
        all.forEach((name, values) -> {
            List<String> left = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                int index = i;
                left.add(cut(values.get(i), needles, found -> places.add(found.in(part, name, index))));
            }
            kept.put(name, left);
        });
        return kept;
    }

    private byte[] cutBody(byte[] body, Consumer<Place> places) {
        List<Needle> inBytes = needles.stream().map(Needle::inBytes).toList();
        return bytes(cut(chars(body), inBytes, found -> places.accept(found.in(Part.BODY, "", 0))));
    }

    private record Found(int at, Needle needle) {
        Place in(Part part, String name, int index) {
            return new Place(part, name, index, at, needle.setting(), needle.form());
        }
    }

    private static String cut(String text, List<Needle> needles, Consumer<Found> found) {
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        for (Optional<Found> next = first(text, needles, 0); next.isPresent(); next = first(text, needles, from)) {
            kept.append(text, from, next.get().at());
            found.accept(new Found(kept.length(), next.get().needle()));
            kept.append(MASK);
            from = next.get().at() + next.get().needle().text().length();
        }
        return from == 0 ? text : kept.append(text, from, text.length()).toString();
    }

    /** The leftmost, and of those that begin there the longest. */
    private static Optional<Found> first(String text, List<Needle> needles, int from) {
        return needles.stream()
                .map(needle -> new Found(text.indexOf(needle.text(), from), needle))
                .filter(found -> found.at() >= 0)
                .min(Comparator.comparingInt(Found::at));
    }

    private Map<String, List<String>> restore(Part part, Map<String, List<String>> kept, List<Place> places) {
        Map<String, List<String>> all = new TreeMap<>();
        kept.forEach((name, values) -> {
            List<String> whole = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                whole.add(restore(values.get(i), of(places, part, name, i)));
            }
            all.put(name, whole);
        });
        return all;
    }

    private static List<Place> of(List<Place> places, Part part, String name, int index) {
        return places.stream()
                .filter(p -> p.part() == part && p.name().equals(name) && p.index() == index)
                .sorted(Comparator.comparingInt(Place::at))
                .toList();
    }

    private String restore(String kept, List<Place> places) {
        StringBuilder whole = new StringBuilder();
        int from = 0;
        for (Place place : places) {
            String value = values.get(place.setting());
            if (value != null) {
                String spelled = place.form().of(value);
                whole.append(kept, from, place.at())
                        .append(place.part() == Part.BODY ? chars(spelled.getBytes(StandardCharsets.UTF_8)) : spelled);
                from = place.at() + MASK.length();
            }
        }
        return whole.append(kept, from, kept.length()).toString();
    }

    /** A character for each byte: a body need not be text. */
    private static String chars(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String chars) {
        return chars.getBytes(StandardCharsets.ISO_8859_1);
    }
}
