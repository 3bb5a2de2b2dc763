// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes one module of a module and all it imports, so that a browser asks once and not two hundred times. It understands
 * what bundlers write and no more: {@code import} of names or for effect at the top, one {@code export} of names; each
 * module becomes a function's scope, in the order in which a browser would run them.
 */
final class Packer {
    private static final Pattern IMPORT =
            Pattern.compile("\\G\\s*(?://[^\\n]*\\s*)*import\\s*(?:\\{([^}]*)}\\s*from\\s*)?['\"]([^'\"]+)['\"];");
    private static final Pattern EXPORT = Pattern.compile("^export\\s*\\{([^}]*)};?\\s*$", Pattern.MULTILINE);

    private final Source source;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final StringBuilder packed = new StringBuilder();

    private Packer(Source source) {
        this.source = source;
    }

    /** @param path of the first module, which keeps its exports none and its own scope at the top */
    static String pack(String path, Source source) throws IOException {
        Packer packer = new Packer(source);
        Parts parts = packer.parts(path);
        packer.packed.append(parts.bindings()).append(parts.body());
        return packer.packed.toString();
    }

    private String nameOf(String path) throws IOException {
        String known = names.get(path);
        if (known != null) {
            return known;
        }
        String name = "_m" + names.size();
        // Before its imports are followed: modules that import each other must not go round for ever.
        names.put(path, name);
        Parts parts = parts(path);
        Matcher export = EXPORT.matcher(parts.body());
        String body = parts.body();
        String given = "";
        if (export.find()) {
            given = pairs(export.group(1), true);
            body = body.substring(0, export.start()) + body.substring(export.end());
        }
        packed.append("const ").append(name).append("=(()=>{\n").append(parts.bindings());
        packed.append(body).append("\nreturn {").append(given).append("};\n})();\n");
        return name;
    }

    private Parts parts(String path) throws IOException {
        String text = source.read(path);
        StringBuilder bindings = new StringBuilder();
        Matcher at = IMPORT.matcher(text);
        int end = 0;
        while (at.find()) {
            String name = nameOf(resolve(path, at.group(2)));
            if (at.group(1) != null) {
                bindings.append("const {").append(pairs(at.group(1), false)).append("}=");
                bindings.append(name).append(";\n");
            }
            end = at.end();
        }
        return new Parts(bindings.toString(), text.substring(end));
    }

    /** {@code a as b, c} as the inside of an object: taken apart it is {@code a: b}, given away {@code b: a}. */
    private static String pairs(String list, boolean given) {
        List<String> pairs = new ArrayList<>();
        for (String one : list.split(",")) {
            if (!one.isBlank()) {
                String[] words = one.trim().split("\\s+as\\s+");
                String last = words[words.length - 1];
                pairs.add(given ? last + ":" + words[0] : words[0] + ":" + last);
            }
        }
        return String.join(",", pairs);
    }

    private static String resolve(String from, String to) {
        return to.startsWith(".")
                ? java.nio.file.Path.of("/" + from)
                        .resolveSibling(to)
                        .normalize()
                        .toString()
                        .replace('\\', '/')
                        .substring(1)
                : to;
    }

    /** Where modules come from: by their path, or by the bare name that an import map would know. */
    interface Source {
        String read(String path) throws IOException;
    }

    private record Parts(String bindings, String body) {}
}
