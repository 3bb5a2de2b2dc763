// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.huitong.api.text.LocalText;

/**
 * Reads the small documents of platforms in one pass over their characters. A general parser spends ten times what the
 * cipher costs on them; what this one leaves out (document types, entities, namespaces) is what must not be let in
 * anyway. What it accepts, a general parser accepts with the same result: a test compares them on generated documents.
 * Only the blanks between a tag and a CDATA section, which a general parser hands on, are left out.
 *
 * <p>In one thing it is milder: people paste control characters into their messages, and platforms send them bare. XML
 * has no such characters; here each is read as U+FFFD, so that the message is kept, and no database is asked to store a
 * NUL.
 */
final class XmlReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 20_000;

    private final String in;
    private int at;
    private int elements;

    /** Leaves the reader where the document is wrong; never crosses {@link #read}. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The characters of one element. Some senders break the line between a tag and its CDATA section: beside one, what
     * stands outside counts only where it is more than blanks.
     */
    private static final class Characters {
        private final Pieces all = new Pieces();
        private Pieces marked;
        private boolean outside;

        void plain(String piece) {
            outside |= !piece.isBlank();
            all.add(piece);
        }

        void marked(String piece) {
            marked = marked == null ? new Pieces() : marked;
            marked.add(piece);
            all.add(piece);
        }

        @Override
        public String toString() {
            return (marked == null || outside ? all : marked).toString();
        }
    }

    /** Pieces of text, of which there is mostly one. */
    private static final class Pieces {
        private String one = "";
        private StringBuilder more;

        void add(String piece) {
            if (more != null) {
                more.append(piece);
            } else if (one.isEmpty()) {
                one = piece;
            } else {
                more = new StringBuilder(one).append(piece);
            }
        }

        @Override
        public String toString() {
            return more == null ? one : more.toString();
        }
    }

    XmlReader(String document) {
        this.in = document;
    }

    Parsed<Xml> read() {
        try {
            declaration();
            misc();
            expect('<', "a document begins with an element");
            Xml root = element(1);
            misc();
            if (at < in.length()) {
                throw new Wrong("something stands behind the document");
            }
            return new Parsed.Good<>(root);
        } catch (Wrong e) {
            int place = Math.min(at, in.length());
            return new Parsed.Bad<>(LocalText.of(
                    "不是平台会发送的 XML，第 " + place + " 个字符处有误（" + e.getMessage() + "）",
                    "not XML that this platform sends, at character " + place + ": " + e.getMessage()));
        }
    }

    private void declaration() {
        if (in.startsWith("\uFEFF")) {
            at = 1;
        }
        if (in.startsWith("<?xml", at) && at + 5 < in.length() && isSpace(in.charAt(at + 5))) {
            int end = in.indexOf("?>", at);
            if (end < 0) {
                throw new Wrong("the XML declaration does not end");
            }
            if (!DECLARATION.matcher(in).region(at, end + 2).matches()) {
                throw new Wrong("the XML declaration is not one");
            }
            at = end + 2;
        }
    }

    private static final java.util.regex.Pattern DECLARATION = java.util.regex.Pattern.compile(
            "<\\?xml[ \\t\\r\\n]{1,9}version[ \\t\\r\\n]{0,9}=[ \\t\\r\\n]{0,9}(\"1\\.0\"|'1\\.0')"
                    + "([ \\t\\r\\n]{1,9}encoding[ \\t\\r\\n]{0,9}=[ \\t\\r\\n]{0,9}"
                    + "(\"[uU][tT][fF]-8\"|'[uU][tT][fF]-8'))?"
                    + "([ \\t\\r\\n]{1,9}standalone[ \\t\\r\\n]{0,9}=[ \\t\\r\\n]{0,9}(\"(yes|no)\"|'(yes|no)'))?"
                    + "[ \\t\\r\\n]{0,9}\\?>");

    /** White space, comments and instructions around the one element. */
    private void misc() {
        while (true) {
            spaces();
            if (in.startsWith("<!--", at)) {
                comment();
            } else if (in.startsWith("<?", at)) {
                instruction();
            } else {
                return;
            }
        }
    }

    /** Stands behind the opening bracket. */
    private Xml element(int depth) {
        if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
            throw new Wrong("too deep or too many elements");
        }
        String name = name();
        attributes();
        if (peek() == '/') {
            at++;
            expect('>', "an empty element ends with />");
            return new Xml(name, "", List.of());
        }
        expect('>', "an opening tag ends with >");
        return content(name, depth);
    }

    private Xml content(String name, int depth) {
        List<Xml> children = null;
        Characters text = new Characters();
        while (true) {
            int bracket = in.indexOf('<', at);
            if (bracket < 0) {
                throw new Wrong("an element is not closed");
            }
            if (bracket > at) {
                String piece = characters(at, bracket);
                if (piece.contains("]]>") && in.substring(at, bracket).contains("]]>")) {
                    throw new Wrong("]]> stands in a text");
                }
                at = bracket;
                text.plain(piece);
            }
            if (in.startsWith("</", at)) {
                at += 2;
                closing(name);
                String whole = text.toString();
                return children == null ? new Xml(name, whole, List.of()) : new Xml(name, whole.strip(), children);
            }
            if (in.startsWith("<![CDATA[", at)) {
                text.marked(cdata());
            } else if (in.startsWith("<!--", at)) {
                comment();
            } else if (in.startsWith("<?", at)) {
                instruction();
            } else {
                at++;
                children = children == null ? new ArrayList<>() : children;
                children.add(element(depth + 1));
            }
        }
    }

    private void closing(String name) {
        if (!in.startsWith(name, at)) {
            throw new Wrong("a closing tag does not match its opening one");
        }
        at += name.length();
        spaces();
        expect('>', "a closing tag ends with >");
    }

    private void attributes() {
        Set<String> seen = null;
        while (true) {
            boolean space = spaces();
            char next = peek();
            if (next == '>' || next == '/') {
                return;
            }
            if (!space) {
                throw new Wrong("a space is missing before an attribute");
            }
            String attribute = name();
            seen = seen == null ? new HashSet<>() : seen;
            if (!seen.add(attribute)) {
                throw new Wrong("an attribute stands twice");
            }
            spaces();
            expect('=', "an attribute has a value");
            spaces();
            char quote = peek();
            if (quote != '"' && quote != '\'') {
                throw new Wrong("an attribute's value stands in quotation marks");
            }
            int end = in.indexOf(quote, at + 1);
            if (end < 0 || in.substring(at, end).indexOf('<') >= 0) {
                throw new Wrong("an attribute's value does not end");
            }
            characters(at + 1, end);
            at = end + 1;
        }
    }

    private String cdata() {
        int begin = at + "<![CDATA[".length();
        int end = in.indexOf("]]>", begin);
        if (end < 0) {
            throw new Wrong("a CDATA section does not end");
        }
        at = end + 3;
        return legal(begin, end);
    }

    private void comment() {
        int end = in.indexOf("--", at + 4);
        if (end < 0 || !in.startsWith("-->", end)) {
            throw new Wrong("a comment does not end, or has two hyphens");
        }
        legal(at + 4, end);
        at = end + 3;
    }

    private void instruction() {
        at += 2;
        if (name().equalsIgnoreCase("xml")) {
            throw new Wrong("an XML declaration stands only at the beginning");
        }
        int end = in.indexOf("?>", at);
        if (end < 0 || (end > at && !isSpace(peek()))) {
            throw new Wrong("an instruction does not end");
        }
        legal(at, end);
        at = end + 2;
    }

    /** Text between tags, or the value of an attribute. */
    private String characters(int begin, int end) {
        int ampersand = indexOf('&', begin, end);
        if (ampersand == end) {
            return legal(begin, end);
        }
        StringBuilder out = new StringBuilder(end - begin);
        int from = begin;
        while (ampersand < end) {
            out.append(legal(from, ampersand));
            int semicolon = indexOf(';', ampersand, Math.min(end, ampersand + 11));
            if (semicolon == Math.min(end, ampersand + 11)) {
                at = ampersand;
                throw new Wrong("a reference does not end");
            }
            reference(in.substring(ampersand + 1, semicolon), out);
            from = semicolon + 1;
            ampersand = indexOf('&', from, end);
        }
        return out.append(legal(from, end)).toString();
    }

    /** Bounded, or a document of many short texts would be searched to its end for each of them. */
    private int indexOf(char wanted, int begin, int end) {
        int i = begin;
        while (i < end && in.charAt(i) != wanted) {
            i++;
        }
        return i;
    }

    private void reference(String name, StringBuilder out) {
        switch (name) {
            case "lt" -> out.append('<');
            case "gt" -> out.append('>');
            case "amp" -> out.append('&');
            case "quot" -> out.append('"');
            case "apos" -> out.append('\'');
            default -> out.appendCodePoint(codePoint(name));
        }
    }

    private static int codePoint(String name) {
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.substring(hexadecimal ? 2 : Math.min(1, name.length()));
        if (!name.startsWith("#")
                || digits.isEmpty()
                || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new Wrong("an entity that XML itself does not have");
        }
        try {
            int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
            if (isLegal(point)) {
                return point;
            }
        } catch (NumberFormatException e) {
            throw new Wrong("a character reference is no number");
        }
        throw new Wrong("a character that XML does not allow");
    }

    /** The characters from one place to another, with line ends made one, as XML demands. */
    private String legal(int begin, int end) {
        boolean returns = false;
        boolean strange = false;
        for (int i = begin; i < end; i++) {
            char c = in.charAt(i);
            if (c >= ' ' && c < '\uD800' || c == '\n' || c == '\t') {
                continue;
            }
            if (c == '\r') {
                returns = true;
            } else if (isStrange(c)) {
                strange = true;
            } else {
                int point = in.codePointAt(i);
                if (!isLegal(point)) {
                    at = i;
                    throw new Wrong("half a character");
                }
                i += Character.charCount(point) - 1;
            }
        }
        String piece = in.substring(begin, end);
        piece = strange ? replaced(piece) : piece;
        return returns ? piece.replace("\r\n", "\n").replace('\r', '\n') : piece;
    }

    private static String replaced(String piece) {
        char[] characters = piece.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = isStrange(characters[i]) ? '\uFFFD' : characters[i];
        }
        return new String(characters);
    }

    /** A character that XML does not have, though it is one. */
    private static boolean isStrange(char c) {
        return c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == '\uFFFE' || c == '\uFFFF';
    }

    private static boolean isLegal(int point) {
        return point >= 0x20 && point <= 0xD7FF
                || point == '\n'
                || point == '\t'
                || point == '\r'
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000 && point <= 0x10FFFF;
    }

    private String name() {
        int begin = at;
        while (at < in.length() && isNameCharacter(in.charAt(at), at > begin)) {
            at++;
        }
        if (at == begin) {
            throw new Wrong("a name is missing");
        }
        return in.substring(begin, at);
    }

    /** Names of platforms are ASCII: letters, digits and a few marks. */
    private static boolean isNameCharacter(char c, boolean inside) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c == ':'
                || inside && (c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    private boolean spaces() {
        int begin = at;
        while (at < in.length() && isSpace(in.charAt(at))) {
            at++;
        }
        return at > begin;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private char peek() {
        if (at >= in.length()) {
            throw new Wrong("the document ends too early");
        }
        return in.charAt(at);
    }

    private void expect(char wanted, String rule) {
        if (peek() != wanted) {
            throw new Wrong(rule);
        }
        at++;
    }
}
