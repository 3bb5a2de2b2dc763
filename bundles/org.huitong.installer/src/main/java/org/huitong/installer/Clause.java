// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** One clause of a manifest header, such as {@code a;b;version="[1,2)";resolution:=optional}. */
record Clause(List<String> names, Map<String, Object> attributes, Map<String, String> directives) {
    private static final int MOST_PARTS = 10_000;

    /** Throws {@link IllegalArgumentException} where it is none. */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        if (header != null && !header.isBlank()) {
            for (String clause : split(header, ',')) {
                clauses.add(one(clause));
            }
        }
        return clauses;
    }

    /** The version that is offered under this attribute; 0 where none is. */
    Version version(String attribute) {
        return Version.parseVersion(text(attribute));
    }

    /** The versions that are wanted under this attribute; all where none is named. */
    VersionRange range(String attribute) {
        return VersionRange.valueOf(text(attribute));
    }

    private String text(String attribute) {
        return String.valueOf(attributes.getOrDefault(attribute, "0"));
    }

    boolean optional() {
        return "optional".equals(directives.get("resolution"));
    }

    private static Clause one(String clause) {
        List<String> names = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(clause, ';')) {
            int equals = indexOutsideQuotes(part, '=');
            if (equals < 0) {
                names.add(part);
            } else if (equals > 0 && part.charAt(equals - 1) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquote(part.substring(equals + 1)));
            } else {
                String[] key = part.substring(0, equals).strip().split(":", 2);
                attributes.put(key[0].strip(), typed(key.length < 2 ? "String" : key[1].strip(), part, equals));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a clause names nothing: " + clause);
        }
        return new Clause(names, attributes, directives);
    }

    private static Object typed(String type, String part, int equals) {
        String text = unquote(part.substring(equals + 1));
        if (type.startsWith("List")) {
            boolean versions = type.contains("Version");
            return Arrays.stream(text.split(","))
                    .map(one -> versions ? (Object) Version.parseVersion(one.strip()) : one.strip())
                    .toList();
        }
        return switch (type) {
            case "Version" -> Version.parseVersion(text);
            case "Long" -> Long.valueOf(text.strip());
            case "Double" -> Double.valueOf(text.strip());
            default -> text;
        };
    }

    private static List<String> split(String text, char at) {
        long most = text.chars().filter(c -> c == at).count();
        if (most > MOST_PARTS) {
            throw new IllegalArgumentException("it has more than " + MOST_PARTS + " parts");
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = nextOutsideQuotes(text, at, 0); end >= 0; end = nextOutsideQuotes(text, at, start)) {
            parts.add(text.substring(start, end).strip());
            start = end + 1;
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static int indexOutsideQuotes(String text, char wanted) {
        return nextOutsideQuotes(text, wanted, 0);
    }

    private static int nextOutsideQuotes(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unquote(String text) {
        String bare = text.strip();
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).replace("\\\"", "\"")
                : bare;
    }
}
