// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An element of an XML document as platforms send it: a name, and a text or further elements. Attributes, comments and
 * white space between elements are not kept. Immutable.
 *
 * @param text its own characters. Blanks and line breaks around a CDATA section are how the document was laid out, and
 *     are no part of it; of an element with children the same is true of all white space around them
 */
public record Xml(String name, String text, List<Xml> children) {
    public Xml {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
        children = List.copyOf(children);
    }

    /**
     * Reads one document. No document type, no entities but the five that XML itself has, at most 32 levels and 20,000
     * elements. Characters that XML does not have, such as a NUL that somebody typed, are read as U+FFFD.
     */
    public static Parsed<Xml> read(String document) {
        return new XmlReader(document).read();
    }

    /** The first child of that name. */
    public Optional<Xml> child(String childName) {
        for (Xml child : children) {
            if (child.name.equals(childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The text of the first child of that name. */
    public Optional<String> text(String childName) {
        return child(childName).map(Xml::text);
    }

    /**
     * The first of these children that says something, without the blanks around it: of names, ids and words of the
     * platform these belong to the document alone. What a person wrote is read by {@link #text(String)}.
     */
    public Optional<String> value(String... childNames) {
        for (String childName : childNames) {
            Optional<String> found = text(childName).map(String::strip).filter(value -> !value.isEmpty());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The whole number in the first child of that name. */
    public OptionalLong number(String childName) {
        String digits = text(childName).orElse("").strip();
        if (digits.isEmpty() || digits.length() > 20) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Names the element and quotes nothing. */
    @Override
    public String toString() {
        return "Xml[" + name + ", " + children.size() + " children]";
    }
}
