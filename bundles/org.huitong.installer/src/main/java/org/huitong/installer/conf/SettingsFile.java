// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of one {@code conf/*.cfg}: UTF-8, a setting a line, {@code key=value}.
 *
 * <p>The value is what stands behind the first {@code =}, as it is, without blanks around it: there are no escapes, no
 * quotes and no variables, so that a secret can be pasted as the vendor shows it. A key on several lines is a list. A
 * line that begins with {@code |} goes on with the value above it on a new line. {@code #} and {@code !} begin a comment.
 */
public final class SettingsFile {
    /** What is wrong with a text that is no settings file. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<Line> lines;

    private SettingsFile(List<Line> lines) {
        this.lines = lines;
    }

    public static SettingsFile empty() {
        return new SettingsFile(List.of());
    }

    static SettingsFile read(byte[] bytes) throws Malformed {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("it is not UTF-8");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Malformed("it holds zero bytes, as a file does whose writing was cut off");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\r\\n|\\n|\\r", -1)) {
            number++;
            append(lines, line, number);
        }
        while (!lines.isEmpty()
                && lines.get(lines.size() - 1).key() == null
                && lines.get(lines.size() - 1).text().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        SettingsFile file = new SettingsFile(lines);
        file.refuseTwins();
        return file;
    }

    private static void append(List<Line> lines, String line, int number) throws Malformed {
        String bare = line.strip();
        if (bare.isEmpty() || bare.charAt(0) == '#' || bare.charAt(0) == '!') {
            lines.add(new Line(null, line));
            return;
        }
        if (bare.charAt(0) == '|') {
            Line above = lines.isEmpty() ? null : lines.get(lines.size() - 1);
            if (above == null || above.key() == null) {
                throw new Malformed("line " + number + " goes on with a value, but there is none above it");
            }
            lines.set(lines.size() - 1, new Line(above.key(), above.text() + "\n" + bare.substring(1)));
            return;
        }
        int equals = bare.indexOf('=');
        if (equals < 1) {
            throw new Malformed("line " + number + " is not of the form key=value");
        }
        lines.add(new Line(
                bare.substring(0, equals).strip(), bare.substring(equals + 1).strip()));
    }

    /** Config Admin does not tell keys apart by case; two that differ in it alone are a slip. */
    private void refuseTwins() throws Malformed {
        Set<String> exact = new HashSet<>();
        Set<String> folded = new HashSet<>();
        for (Line line : lines) {
            if (line.key() != null
                    && exact.add(line.key())
                    && !folded.add(line.key().toLowerCase())) {
                throw new Malformed("the key " + line.key() + " stands there twice, written differently");
            }
        }
    }

    /** The settings in the order of the file; a list has more than one value. */
    Map<String, List<String>> settings() {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.key() != null) {
                settings.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line.text());
            }
        }
        return settings;
    }

    /** The same file with these settings: lines keep their place, comments stay, what is new comes last. */
    public SettingsFile with(Map<String, List<String>> settings) {
        List<Line> changed = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Line line : lines) {
            if (line.key() == null) {
                changed.add(line);
            } else if (settings.containsKey(line.key()) && written.add(line.key())) {
                settings.get(line.key()).forEach(value -> changed.add(new Line(line.key(), value)));
            }
        }
        settings.forEach((key, values) -> {
            if (written.add(key)) {
                values.forEach(value -> changed.add(new Line(key, value)));
            }
        });
        return new SettingsFile(changed);
    }

    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (line.key() == null) {
                text.append(line.text());
            } else {
                text.append(line.key()).append('=').append(line.text().replace("\n", "\n|"));
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param key null where the line is a comment or empty */
    private record Line(String key, String text) {}
}
