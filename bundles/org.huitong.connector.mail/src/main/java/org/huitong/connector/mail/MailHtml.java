// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a page in a mail, for mails that have no plain form. Addresses behind links are kept beside their words. */
final class MailHtml {
    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<(script|style|head|title)\\b[^>]*>.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern LINK =
            Pattern.compile("(?is)<a\\b[^>]*?href\\s*=\\s*[\"']?(https?://[^\"'\\s>]+)[^>]*>(.*?)</a\\s*>");
    private static final Pattern BREAK =
            Pattern.compile("(?i)<br\\s*/?>|</?(p|div|tr|li|h[1-6]|table|ul|ol|blockquote)\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("(?s)<[a-zA-Z/!][^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");

    private MailHtml() {}

    static String text(String html) {
        String plain = HIDDEN.matcher(html).replaceAll(" ");
        plain = plain.replaceAll("\\s+", " ");
        plain = LINK.matcher(plain).replaceAll(link -> {
            String words = TAG.matcher(link.group(2)).replaceAll("").strip();
            String shown =
                    words.isEmpty() || words.equals(link.group(1)) ? link.group(1) : words + " (" + link.group(1) + ")";
            return Matcher.quoteReplacement(shown);
        });
        plain = BREAK.matcher(plain).replaceAll("\n");
        plain = TAG.matcher(plain).replaceAll("");
        plain = ENTITY.matcher(plain)
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1), entity.group())));
        return plain.lines()
                .map(String::strip)
                .reduce(
                        "",
                        (text, line) ->
                                line.isEmpty() && (text.isEmpty() || text.endsWith("\n\n")) ? text : text + line + "\n")
                .strip();
    }

    private static String character(String name, String whole) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x") || name.startsWith("#X");
            try {
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "";
            } catch (NumberFormatException noNumber) {
                return whole;
            }
        }
        return switch (name) {
            case "nbsp", "ensp", "emsp" -> " ";
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "hellip" -> "…";
            case "mdash" -> "—";
            case "ndash" -> "–";
            case "middot" -> "·";
            case "copy" -> "©";
            case "yen" -> "¥";
            default -> whole;
        };
    }
}
