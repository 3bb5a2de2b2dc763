// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which modules import what every page may use, {@code lit} and {@code huitong} among them. A browser takes
 * them from an import map where it knows such a thing, which those of iOS 15 do not: so each module is served with the
 * addresses in the place of the names.
 */
final class ModuleNames {
    /**
     * Where a module's name may stand: behind {@code from}, or right behind {@code import}, with or without a
     * parenthesis. What looks like it in a comment or a text is one of our names or stays as it is.
     */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w$.#])(?:import|export)\\b(?:[\\w$\\s{},*]*?\\bfrom)?\\s*\\(?\\s*([\"'])([\\w@][^\"'\\\\\\s]*)\\1");

    private static final Map<String, String> FILES = Map.of(
            "huitong", "{shell}/huitong.js",
            "shoelace", "{shell}/shoelace.js",
            "echarts", "{lib}/echarts/echarts.esm.min.js",
            "lit", "{lib}/lit/index.js",
            "lit-html", "{lib}/lit-html/lit-html.js",
            "@lit/reactive-element", "{lib}/reactive-element/reactive-element.js");

    /** What begins like this goes on below that folder. */
    private static final Map<String, String> FOLDERS = Map.of(
            "lit/", "{lib}/lit/",
            "lit-html/", "{lib}/lit-html/",
            "lit-element/", "{lib}/lit-element/",
            "@lit/reactive-element/", "{lib}/reactive-element/",
            "shoelace/", "{lib}/shoelace/");

    private final Edition edition;

    ModuleNames(Edition edition) {
        this.edition = edition;
    }

    /** The module with addresses for the names that are known; every other one stays, and the browser says so. */
    String resolved(String module) throws IOException {
        Matcher name = NAMED.matcher(module);
        StringBuilder resolved = new StringBuilder(module.length() + 256);
        int done = 0;
        while (name.find()) {
            String place = place(name.group(2));
            if (place != null) {
                resolved.append(module, done, name.start(2)).append(edition.filled(place));
                done = name.end(2);
            }
        }
        return resolved.append(module, done, module.length()).toString();
    }

    private static String place(String name) {
        String file = FILES.get(name);
        if (file != null) {
            return file;
        }
        for (Map.Entry<String, String> folder : FOLDERS.entrySet()) {
            if (name.startsWith(folder.getKey())) {
                return folder.getValue() + name.substring(folder.getKey().length());
            }
        }
        return null;
    }

    /** Puts in where the shell and the libraries of this edition lie, for {@code {shell}} and {@code {lib}}. */
    @FunctionalInterface
    interface Edition {
        String filled(String text) throws IOException;
    }
}
