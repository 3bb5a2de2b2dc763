// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.kit.parse.Xml;

/**
 * The words and values of an event, a card or an unknown kind, as lines in the order of the document: {@code name: value}
 * with the platform's own name, and the platform's word behind a code. Whatever is not known here by name is shown, so
 * that a new event says all it has to say. Pure.
 */
final class WecomValues {
    /** Who has one of these can act in somebody's name: they stand in the payload alone, which is sealed. */
    private static final Set<String> SECRETS = Set.of(
            "authcode",
            "preauthcode",
            "permanentcode",
            "registercode",
            "responsecode",
            "responseurl",
            "welcomecode",
            "aeskey",
            "sessionkey");

    private static final List<String> SECRET_ENDINGS = List.of("token", "ticket", "secret", "password");

    /** Addresses that a secret is part of, in whatever element they stand. */
    private static final List<String> SECRET_PARTS = List.of("response_code=", "access_token=");

    /** Nothing of them is read: hashes, sizes, and pictures that are shown and not spoken. */
    private static final Set<String> UNREAD = Set.of(
            "picmd5sum",
            "md5",
            "mediaid",
            "thumbmediaid",
            "format",
            "scale",
            "apptype",
            "filesize",
            "lastmemver",
            "curmemver",
            "avatar",
            "thumbavatar",
            "applyuserimage",
            "itemimage",
            "picurl",
            "iconurl",
            "imageurl",
            "style",
            "desccolor");

    /** What people write or read as it is: a name before it would only disturb. */
    private static final Set<String> SPOKEN = Set.of(
            "content",
            "text",
            "title",
            "subtitle",
            "subtitletext",
            "desc",
            "description",
            "digest",
            "summary",
            "label",
            "poiname",
            "caption",
            "recognition");

    /** Names that say whose value it is only together with what they stand in. */
    private static final Set<String> DEPENDENT = Set.of(
            "id", "userid", "openuserid", "name", "party", "department", "type", "status", "value", "count", "corpid");

    /** Of a pair, what is not its value. */
    private static final Set<String> NAMING = Set.of("keyname", "name", "type");

    private WecomValues() {}

    /** @param told the event or body, named as the platform names it */
    static List<String> lines(Xml told) {
        if (WecomTree.isLeaf(told)) {
            return told.text().isBlank() ? List.of() : List.of(told.text().strip());
        }
        List<String> lines = new ArrayList<>();
        children(told, true, lines);
        return lines;
    }

    /** One question of a card and what was chosen, empty if nothing was. */
    static String chosen(Xml selectedItem) {
        String question = WecomTree.value(selectedItem, "questionkey").orElse("");
        String options = values(selectedItem, Set.of("questionkey"));
        return question.isEmpty() || options.isEmpty() ? question + options : question + ": " + options;
    }

    /** The name of a place and where it lies. */
    static List<String> place(Xml told) {
        List<String> lines = new ArrayList<>();
        for (String name : new String[] {"label", "name", "title", "poiname", "address"}) {
            WecomTree.value(told, name).filter(word -> !lines.contains(word)).ifPresent(lines::add);
        }
        Stream.of(WecomTree.value(told, "locationx", "latitude"), WecomTree.value(told, "locationy", "longitude"))
                .flatMap(Optional::stream)
                .reduce((x, y) -> x + ", " + y)
                .ifPresent(lines::add);
        return lines;
    }

    /** What the platform gives to fetch bodies by, of kinds that are not known. */
    static Stream<String> media(Xml told) {
        return WecomTree.all(told, "mediaid").map(leaf -> leaf.text().strip()).filter(id -> !id.isEmpty());
    }

    private static boolean isSecret(String plainName) {
        return SECRETS.contains(plainName) || SECRET_ENDINGS.stream().anyMatch(plainName::endsWith);
    }

    private static void children(Xml parent, boolean isRoot, List<String> lines) {
        if (!parent.children().isEmpty() && !parent.text().isBlank()) {
            lines.add(parent.text().strip());
        }
        Map<String, Integer> places = new HashMap<>();
        parent.children().forEach(child -> places.merge(child.name(), 1, Integer::sum));
        Map<String, Integer> seen = new HashMap<>();
        List<Xml> children = parent.children();
        for (int i = 0; i < children.size(); i++) {
            Xml child = children.get(i);
            String plain = WecomTree.plain(child.name());
            int place = seen.merge(child.name(), 1, Integer::sum);
            if (isSecret(plain) || UNREAD.contains(plain)) {
                continue;
            }
            if (WecomTree.isLeaf(child)) {
                // A list is a row of elements of one name.
                List<String> values = new ArrayList<>();
                int next = i;
                for (; next < children.size() && isSame(children.get(next), child); next++) {
                    value(parent, plain, children.get(next).text().strip()).ifPresent(values::add);
                }
                seen.merge(child.name(), next - i - 1, Integer::sum);
                i = next - 1;
                if (!values.isEmpty()) {
                    lines.add(label(parent, isRoot, child.name(), plain)
                            + String.join(SPOKEN.contains(plain) ? "\n" : ", ", values));
                }
            } else {
                group(child, plain, places.get(child.name()) > 1 ? child.name() + " " + place : "", lines);
            }
        }
    }

    private static boolean isSame(Xml one, Xml other) {
        return WecomTree.isLeaf(one) && one.name().equals(other.name());
    }

    /** @param heading where there are several of its name, so that one can tell what belongs to which */
    private static void group(Xml group, String plain, String heading, List<String> lines) {
        List<String> inside = new ArrayList<>();
        Optional<String> pair = pair(group);
        if (plain.equals("selecteditem")) {
            inside.add(chosen(group));
            heading = "";
        } else if (plain.equals("sendlocationinfo")) {
            inside.addAll(place(group));
        } else if (pair.isPresent()) {
            inside.add(pair.get());
            heading = "";
        } else {
            children(group, false, inside);
        }
        if (!inside.isEmpty() && !heading.isEmpty()) {
            lines.add(heading);
        }
        lines.addAll(inside);
    }

    /** A name that people gave, and a value: the further fields of a member, the rows of a card, a button. */
    static Optional<String> pair(Xml tree) {
        Optional<String> name = WecomTree.value(tree, "keyname", "name");
        boolean hasValue = Stream.of("value", "text", "web", "miniprogram")
                .anyMatch(part -> WecomTree.child(tree, part).isPresent());
        if (name.isEmpty() || !hasValue) {
            return Optional.empty();
        }
        String values = values(tree, NAMING);
        return Optional.of(values.isEmpty() ? name.get() : name.get() + ": " + values);
    }

    /** What stands in a tree, each value once. */
    private static String values(Xml tree, Set<String> except) {
        return tree.children().stream()
                .filter(child -> !except.contains(WecomTree.plain(child.name())))
                .flatMap(WecomValues::leaves)
                .map(leaf -> leaf.text().strip())
                .filter(text -> !text.isEmpty() && !holdsSecret(text))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<Xml> leaves(Xml tree) {
        String plain = WecomTree.plain(tree.name());
        if (isSecret(plain) || UNREAD.contains(plain)) {
            return Stream.empty();
        }
        return WecomTree.isLeaf(tree)
                ? Stream.of(tree)
                : tree.children().stream().flatMap(WecomValues::leaves);
    }

    private static boolean holdsSecret(String text) {
        return SECRET_PARTS.stream().anyMatch(text::contains);
    }

    private static String label(Xml parent, boolean isRoot, String name, String plain) {
        if (SPOKEN.contains(plain)) {
            return "";
        }
        if (plain.equals("item") && !isRoot) {
            return parent.name() + ": ";
        }
        return (DEPENDENT.contains(plain) && !isRoot ? parent.name() + "." : "") + name + ": ";
    }

    private static Optional<String> value(Xml parent, String plain, String value) {
        if (value.isEmpty() || holdsSecret(value)) {
            return Optional.empty();
        }
        if (plain.endsWith("time") && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return time(value);
        }
        return Optional.of(WecomCodes.word(parent.name(), plain, value)
                .map(word -> value + " (" + word + ")")
                .orElse(value));
    }

    /** Seconds as people read them, in China's time, which the platform's are; what has not happened is 0. */
    private static Optional<String> time(String digits) {
        if (digits.chars().allMatch(c -> c == '0')) {
            return Optional.empty();
        }
        return Optional.of(
                digits.length() == 10
                        ? Instant.ofEpochSecond(Long.parseLong(digits))
                                .atOffset(ZoneOffset.ofHours(8))
                                .toString()
                        : digits);
    }
}
