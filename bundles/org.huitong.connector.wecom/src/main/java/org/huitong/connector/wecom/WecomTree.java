// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Xml;

/**
 * What both doors are told, as trees of one shape: the vendor says the same to an application and to a robot, once as
 * {@code <EventKey>} and once as {@code "event_key"}. Names are compared without their underscores and capitals. Pure.
 */
final class WecomTree {
    private WecomTree() {}

    /** A value of JSON as elements; the entries of a list each as one. */
    static Xml of(String name, Json json) {
        List<Xml> all = elements(name, json).toList();
        return all.size() == 1 ? all.get(0) : new Xml(name, "", all);
    }

    // Recursion is bounded by the reader's own limit on depth.
    private static Stream<Xml> elements(String name, Json json) {
        if (json.isArray()) {
            return json.items().stream().flatMap(item -> elements(name, item));
        }
        if (json.isObject()) {
            List<Xml> members = json.names().stream()
                    .flatMap(member -> elements(member, json.at(member)))
                    .toList();
            return Stream.of(new Xml(name, "", members));
        }
        return json.text().map(text -> new Xml(name, text, List.of())).stream();
    }

    /** The same without some of its children. */
    static Xml without(Xml tree, Set<String> names) {
        return new Xml(
                tree.name(),
                tree.text(),
                tree.children().stream()
                        .filter(child -> !names.contains(plain(child.name())))
                        .toList());
    }

    /** A name as it is compared. */
    static String plain(String name) {
        return name.indexOf('_') < 0
                ? name.toLowerCase(Locale.ROOT)
                : name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    static boolean isLeaf(Xml tree) {
        return tree.children().isEmpty();
    }

    static Optional<Xml> child(Xml tree, String plainName) {
        for (Xml child : tree.children()) {
            if (plain(child.name()).equals(plainName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** What the first of these children says, without the blanks around it. */
    static Optional<String> value(Xml tree, String... plainNames) {
        for (String name : plainNames) {
            Optional<String> found =
                    child(tree, name).map(Xml::text).map(String::strip).filter(text -> !text.isEmpty());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What a person wrote, as it is; also where it stands in the tree's own place. */
    static String said(Xml tree, String... plainNames) {
        return Stream.of(plainNames)
                .flatMap(name -> child(tree, name).stream())
                .map(Xml::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(isLeaf(tree) ? tree.text() : "");
    }

    /** All elements of that name, wherever they stand. */
    static Stream<Xml> all(Xml tree, String plainName) {
        return plain(tree.name()).equals(plainName)
                ? Stream.of(tree)
                : tree.children().stream().flatMap(child -> all(child, plainName));
    }
}
