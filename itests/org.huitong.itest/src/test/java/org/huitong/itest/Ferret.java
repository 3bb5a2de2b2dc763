// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Looks for many texts at once in whatever lies in a folder: as UTF-8, UTF-16, GB18030, base64 of any alignment,
 * hexadecimal, with the escapes of JSON, and all of it again inside of whatever was packed with gzip.
 *
 * <p>Every way of writing is known by its first eight bytes; only where those stand is the rest compared, so that a
 * hundred megabytes are searched for thousands of patterns in seconds.
 */
final class Ferret {
    private static final int HEAD = 8;
    private static final int MOST_UNPACKED = 64 << 20;
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final Map<Long, List<Pattern>> patterns = new HashMap<>();
    private final BitSet heads = new BitSet(1 << 22);
    private long bytes;
    private int files;

    private record Pattern(String text, String way, byte[] bytes) {}

    /** @param texts each at least eight bytes long in every way of writing it */
    Ferret(Iterable<String> texts) {
        for (String text : texts) {
            ways(text).forEach((way, written) -> add(new Pattern(text, way, written)));
        }
    }

    /** How a text may stand in a file. */
    static Map<String, byte[]> ways(String text) {
        Map<String, byte[]> ways = new LinkedHashMap<>();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ways.put("UTF-8", utf8);
        ways.put("UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        ways.put("UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        ways.put("GB18030", text.getBytes(GB18030));
        for (int shift = 0; shift < 3; shift++) {
            ways.put("base64/" + shift, base64(Base64.getEncoder(), utf8, shift));
            ways.put("base64url/" + shift, base64(Base64.getUrlEncoder(), utf8, shift));
        }
        ways.put("hex", ascii(HexFormat.of().formatHex(utf8)));
        ways.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        ways.put("escaped", ascii(escaped(text, "\\u%04x")));
        ways.put("ESCAPED", ascii(escaped(text, "\\u%04X")));
        return ways;
    }

    /** The letters that do not depend on what stands before or behind, when {@code shift} bytes stand before. */
    private static byte[] base64(Base64.Encoder encoder, byte[] utf8, int shift) {
        byte[] shifted = new byte[shift + utf8.length];
        System.arraycopy(utf8, 0, shifted, shift, utf8.length);
        byte[] letters = encoder.withoutPadding().encode(shifted);
        int own = shift == 0 ? 0 : shift + 1;
        return Arrays.copyOfRange(letters, own, shifted.length * 8 / 6);
    }

    private static String escaped(String text, String form) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append(String.format(form, c));
            }
        });
        return out.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void add(Pattern pattern) {
        if (pattern.bytes().length < HEAD) {
            throw new IllegalArgumentException("too short to be looked for: " + pattern.text());
        }
        long head = 0;
        for (int i = 0; i < HEAD; i++) {
            head = head << 8 | pattern.bytes()[i] & 0xff;
        }
        patterns.computeIfAbsent(head, h -> new ArrayList<>()).add(pattern);
        heads.set(spread(head));
    }

    private static int spread(long head) {
        return (int) ((head * 0x9E3779B97F4A7C15L) >>> 42);
    }

    /** What was found: each text with the places where, and the way it was written there. */
    Map<String, TreeSet<String>> search(Path... folders) {
        Map<String, TreeSet<String>> found = new HashMap<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    files++;
                    bytes += content.length;
                    search(content, file.toString(), found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** How much was looked at. */
    String seen() {
        return files + " files, " + bytes + " bytes";
    }

    private void search(byte[] content, String where, Map<String, TreeSet<String>> found) {
        long window = 0;
        for (int i = 0; i < content.length; i++) {
            window = window << 8 | content[i] & 0xff;
            if (i >= HEAD - 1 && heads.get(spread(window))) {
                for (Pattern pattern : patterns.getOrDefault(window, List.of())) {
                    if (stands(pattern.bytes(), content, i - HEAD + 1)) {
                        found.computeIfAbsent(pattern.text(), text -> new TreeSet<>())
                                .add(where + " as " + pattern.way());
                    }
                }
            }
            if ((window & 0xffffff) == 0x1f8b08) {
                search(unpacked(content, i - 2), where + " packed", found);
            }
        }
    }

    private static boolean stands(byte[] pattern, byte[] content, int at) {
        return at + pattern.length <= content.length
                && Arrays.equals(pattern, 0, pattern.length, content, at, at + pattern.length);
    }

    /** As much as can be unpacked from there; nothing where it only looked like the beginning of something packed. */
    private static byte[] unpacked(byte[] content, int at) {
        byte[] out = new byte[1 << 16];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content, at, content.length - at))) {
            int read;
            while (length < MOST_UNPACKED && (read = in.read(out, length, out.length - length)) > 0) {
                length += read;
                if (length == out.length) {
                    out = Arrays.copyOf(out, 2 * length);
                }
            }
        } catch (IOException cutOff) {
            // What came before the damage was unpacked, and counts.
            return Arrays.copyOf(out, length);
        }
        return Arrays.copyOf(out, length);
    }
}
