// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a page in a mail, for mails that have no plain form. Addresses behind links are kept beside their words.
 * Whoever can send a mail chooses what stands here: so it is gone through once from its beginning to its end, and what is
 * begun and never ended is looked for once, not once for each beginning. For one page and one thread.
 */
final class MailHtml {
    private static final Set<String> HIDDEN = Set.of("script", "style", "head", "title");
    private static final Set<String> BREAKS =
            Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote");
    private static final Pattern HREF =
            Pattern.compile("\\bhref\\s*+=\\s*+[\"']?(https?://[^\"'\\s>]++)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 16;
    private static final int LONGEST_ENTITY = 10;

    private final String html;
    private final StringBuilder out = new StringBuilder();
    /** What is not ended any more from here on. */
    private final Set<String> endless = new HashSet<>();

    private Optional<String> address = Optional.empty();
    private int linkBegan;

    private MailHtml(String html) {
        this.html = html;
    }

    static String text(String html) {
        return new MailHtml(html).read();
    }

    private String read() {
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<') {
                at = tag(at);
            } else if (c == '&') {
                at = entity(at);
            } else {
                blankOrLetter(c);
                at++;
            }
        }
        endLink();
        return lines();
    }

    private void blankOrLetter(char c) {
        if (!isBlank(c)) {
            out.append(c);
        } else if (!out.isEmpty() && !isBlank(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
    }

    /** As in HTML: a blank of full width is none. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }

    /** @return where it goes on */
    private int tag(int at) {
        if (html.startsWith("<!--", at)) {
            int end = next("-->", at + 4);
            if (end >= 0) {
                return end + 3;
            }
        }
        boolean closing = html.startsWith("</", at);
        String name = name(at + (closing ? 2 : 1));
        int end = name.isEmpty() && !html.startsWith("<!", at) && !closing ? -1 : next(">", at);
        if (end < 0) {
            // No tag: somebody wrote "a < b".
            out.append('<');
            return at + 1;
        }
        if (HIDDEN.contains(name) && !closing) {
            int hiddenUntil = end(name, end + 1);
            return hiddenUntil < 0 ? end + 1 : hiddenUntil;
        }
        if (name.equals("a")) {
            endLink();
            Matcher href = HREF.matcher(html).region(at, end);
            if (!closing && href.find()) {
                address = Optional.of(decoded(href.group(1)));
                linkBegan = out.length();
            }
        } else if (BREAKS.contains(name)) {
            out.append('\n');
        }
        return end + 1;
    }

    private String name(int at) {
        int end = at;
        while (end < html.length() && end - at < LONGEST_NAME && isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return end > at && !Character.isDigit(html.charAt(at))
                ? html.substring(at, end).toLowerCase(Locale.ROOT)
                : "";
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private int next(String what, int from) {
        int found = endless.contains(what) ? -1 : html.indexOf(what, from);
        if (found < 0) {
            endless.add(what);
        }
        return found;
    }

    /** Behind the end of what is hidden; negative where it never ends. */
    private int end(String name, int from) {
        if (endless.contains(name)) {
            return -1;
        }
        for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
            if (name(at + 2).equals(name)) {
                int end = next(">", at);
                return end < 0 ? html.length() : end + 1;
            }
        }
        endless.add(name);
        return -1;
    }

    private void endLink() {
        address.ifPresent(to -> {
            while (out.length() > linkBegan && isBlank(out.charAt(out.length() - 1))) {
                out.setLength(out.length() - 1);
            }
            String words = out.substring(linkBegan).strip();
            if (words.isEmpty()) {
                out.append(to);
            } else if (!words.equals(to)) {
                out.append(" (").append(to).append(')');
            }
        });
        address = Optional.empty();
    }

    private int entity(int at) {
        String near = html.substring(at + 1, Math.min(html.length(), at + LONGEST_ENTITY));
        int end = near.indexOf(';');
        Optional<String> known = end < 0 ? Optional.empty() : character(near.substring(0, end));
        out.append(known.orElse("&"));
        return known.isPresent() ? at + end + 2 : at + 1;
    }

    /** Of an address: in it only this one is usual. */
    private static String decoded(String address) {
        return address.replace("&amp;", "&");
    }

    private static Optional<String> character(String name) {
        if (name.startsWith("#")) {
            boolean hex = name.startsWith("#x") || name.startsWith("#X");
            try {
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Optional.of(Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "");
            } catch (NumberFormatException noNumber) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(
                switch (name) {
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
                    default -> null;
                });
    }

    /** Without blanks around lines, and never more than one line that is empty. */
    private String lines() {
        StringBuilder text = new StringBuilder();
        boolean empty = true;
        for (String line : (Iterable<String>) out.toString().lines().map(String::strip)::iterator) {
            if (!line.isEmpty() || !empty) {
                text.append(line).append('\n');
            }
            empty = line.isEmpty();
        }
        return text.toString().strip();
    }
}
