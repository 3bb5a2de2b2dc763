// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file is called, fit for every platform and disk: one line without folders, and nothing in it that turns it round,
 * so that {@code exe.doc} is what it says. Whatever people call it, it has a name.
 */
final class FileName {
    static final int LONGEST = 120;

    private static final String NONE = "文件";

    /** Control and formatting characters but the joiner of emoji, lone halves of characters, and what is no letter yet. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\u2028\u2029&&[^\u200d]]");

    private static final Pattern FORBIDDEN = Pattern.compile("[\\\\/:*?\"<>|]+");
    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,10}$");
    private static final Pattern EXTENDED =
            Pattern.compile("filename\\*\\s*=\\s*UTF-8'[^']*'([^;\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED =
            Pattern.compile("filename\\s*=\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"", Pattern.CASE_INSENSITIVE);

    private FileName() {}

    static String clean(String said) {
        String folderless = said.replace('\\', '/');
        String last = folderless.substring(folderless.lastIndexOf('/') + 1);
        String name = FORBIDDEN
                .matcher(UNSEEN.matcher(last).replaceAll(""))
                .replaceAll("_")
                .strip()
                // A dot in front hides it, one behind vanishes on some disks.
                .replaceAll("^\\.+|(?<![. ])[. ]++$", "");
        return name.isBlank() ? NONE : shortened(name);
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        Matcher end = EXTENSION.matcher(name);
        String extension = end.find() ? end.group() : "";
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - extension.length())) + extension;
    }

    /** As a {@code Content-Disposition} says it (RFC 6266, RFC 8187). */
    static Optional<String> of(String disposition) {
        String header = disposition == null ? "" : disposition;
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            try {
                return Optional.of(URLDecoder.decode(extended.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncoded) {
                return Optional.empty();
            }
        }
        Matcher quoted = QUOTED.matcher(header);
        return quoted.find() ? Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1")) : Optional.empty();
    }

    static String disposition(String word, String name) {
        return word + "; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
