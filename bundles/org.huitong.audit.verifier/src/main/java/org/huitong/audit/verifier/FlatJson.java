// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object of texts, numbers, truths and nulls: all that an export has on a line. */
final class FlatJson {
    private final String line;
    private int at;

    private FlatJson(String line) {
        this.line = line;
    }

    static Map<String, String> read(String line) throws IOException {
        return new FlatJson(line).object();
    }

    private Map<String, String> object() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            return values;
        }
        do {
            String name = text();
            expect(':');
            values.put(name, peek() == '"' ? text() : bare());
        } while (take() == ',');
        if (line.charAt(at - 1) != '}') {
            throw broken();
        }
        return values;
    }

    private String bare() {
        int from = at;
        while (at < line.length() && ",}".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        String word = line.substring(from, at).strip();
        return word.equals("null") ? null : word;
    }

    private String text() throws IOException {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws IOException {
        char c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                int from = at;
                at += 4;
                if (at > line.length()) {
                    throw broken();
                }
                yield (char) Integer.parseInt(line.substring(from, at), 16);
            }
            default -> c;
        };
    }

    private char peek() throws IOException {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        if (at >= line.length()) {
            throw broken();
        }
        return line.charAt(at);
    }

    private char take() throws IOException {
        char c = peek();
        at++;
        return c;
    }

    private char next() throws IOException {
        if (at >= line.length()) {
            throw broken();
        }
        return line.charAt(at++);
    }

    private void expect(char c) throws IOException {
        if (take() != c) {
            throw broken();
        }
    }

    private IOException broken() {
        return new IOException("a line of the export is no JSON object");
    }
}
