// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which character a letterform is, where a font gives one to several. The font draws the radical U+2F70 and the word
 * U+793A (示) alike, and PDFBox names a glyph by the lowest of its characters: whoever copied from a page, or searched in
 * it, would have the radical in the place of the word. So the radicals are taken out of the font's map before it is used,
 * and are set as the words that look the same.
 *
 * @see <a href="https://learn.microsoft.com/typography/opentype/spec/cmap#format-12-segmented-coverage">format 12</a>
 */
final class CharacterMap {
    private static final int TABLE_RECORDS = 12;
    private static final int TABLE_RECORD = 16;
    private static final int ENCODING_RECORD = 8;
    private static final int SEGMENTED = 12;
    private static final int GROUPS = 16;
    private static final int GROUP = 12;

    private final Map<Integer, Integer> wordOfRadical = new HashMap<>();

    /** @param font a TrueType file, from whose map the radicals are taken */
    CharacterMap(byte[] font) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(font);
        int map = table(file, "cmap");
        int subtables = Short.toUnsignedInt(file.getShort(map + 2));
        for (int i = 0; i < subtables; i++) {
            int subtable = map + file.getInt(map + 4 + i * ENCODING_RECORD + 4);
            if (file.getShort(subtable) == SEGMENTED) {
                strike(file, subtable);
            }
        }
    }

    private static int table(ByteBuffer file, String name) throws IOException {
        byte[] tag = new byte[4];
        for (int i = 0; i < Short.toUnsignedInt(file.getShort(4)); i++) {
            int record = TABLE_RECORDS + i * TABLE_RECORD;
            file.get(record, tag);
            if (name.equals(new String(tag, StandardCharsets.US_ASCII))) {
                return file.getInt(record + 8);
            }
        }
        throw new IOException("the font has no table " + name);
    }

    private void strike(ByteBuffer file, int subtable) {
        Map<Integer, Integer> glyphOfRadical = new HashMap<>();
        Map<Integer, Integer> wordOfGlyph = new HashMap<>();
        int groups = file.getInt(subtable + 12);
        int kept = 0;
        for (int i = 0; i < groups; i++) {
            int at = subtable + GROUPS + i * GROUP;
            int first = file.getInt(at);
            int last = file.getInt(at + 4);
            int glyph = file.getInt(at + 8);
            boolean radicals = isRadical(first) && isRadical(last);
            for (int point = first; point <= last; point++) {
                if (radicals) {
                    glyphOfRadical.put(point, glyph + point - first);
                } else {
                    wordOfGlyph.putIfAbsent(glyph + point - first, point);
                }
            }
            if (!radicals) {
                int to = subtable + GROUPS + kept * GROUP;
                file.putInt(to, first).putInt(to + 4, last).putInt(to + 8, glyph);
                kept++;
            }
        }
        file.putInt(subtable + 12, kept).putInt(subtable + 4, GROUPS + kept * GROUP);
        glyphOfRadical.forEach((radical, glyph) -> {
            Integer word = wordOfGlyph.get(glyph);
            if (word != null) {
                wordOfRadical.put(radical, word);
            }
        });
    }

    /** CJK Radicals Supplement and Kangxi Radicals. */
    private static boolean isRadical(int point) {
        return point >= 0x2E80 && point <= 0x2FDF;
    }

    /** The word that looks like it, for a radical; any other character as it is. */
    int word(int point) {
        return wordOfRadical.getOrDefault(point, point);
    }
}
