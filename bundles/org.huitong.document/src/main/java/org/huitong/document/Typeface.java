// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of pages, of which what was used goes into the file: Noto Sans SC (SIL Open Font License 1.1), whose
 * characters are those of the basic plane. What it lacks, such as emoji and the rarest of names, is shown as an empty square. Not for several threads.
 */
final class Typeface implements Closeable {
    private static final String NOTO_SANS_SC = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";
    private static final String LACKING = "\u25A1";

    private final CharacterMap characters;
    private final TrueTypeFont letters;
    private final CmapLookup glyphs;
    private final float unit;
    private final PDFont font;
    private boolean lacked;

    private Typeface(byte[] file, PDDocument document) throws IOException {
        this.characters = new CharacterMap(file);
        this.letters = new TTFParser().parse(new RandomAccessReadBuffer(file));
        // Its substitutions are of scripts that are set otherwise; each letter keeps its width.
        letters.setEnableGsub(false);
        this.glyphs = letters.getUnicodeCmapLookup();
        this.unit = letters.getUnitsPerEm();
        this.font = PDType0Font.load(document, letters, true);
    }

    /** To be closed when the document has been saved. */
    static Typeface in(PDDocument document) throws IOException {
        try (InputStream file = Typeface.class.getResourceAsStream(NOTO_SANS_SC)) {
            if (file == null) {
                throw new IOException("the font is not in this bundle: " + NOTO_SANS_SC);
            }
            return new Typeface(file.readAllBytes(), document);
        }
    }

    PDFont font() {
        return font;
    }

    /** Whether something was shown as an empty square. */
    boolean lackedSome() {
        return lacked;
    }

    /** In points. */
    float width(String text, float size) {
        return text.codePoints().map(this::advance).sum() * size / unit;
    }

    private int advance(int point) {
        try {
            return letters.getAdvanceWidth(glyphs.getGlyphId(point));
        } catch (IOException e) {
            throw new IllegalStateException("the font was read whole, and now cannot be", e);
        }
    }

    /** What the font can show of it. */
    private String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace('\t', ' ').codePoints().map(characters::word).forEach(point -> {
            if (glyphs.getGlyphId(point) != 0) {
                shown.appendCodePoint(point);
            } else if (!isInvisible(point)) {
                shown.append(LACKING);
                lacked = true;
            }
        });
        return shown.toString();
    }

    /** Selects how the character before it looks, or joins two to one. */
    private static boolean isInvisible(int point) {
        return Character.getType(point) == Character.FORMAT || point >= 0xFE00 && point <= 0xFE0F;
    }

    /** The lines of a text in a column, broken where Chinese and English are broken, and within a word that is too long. */
    List<String> lines(String text, float size, float room) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> broken(shown(line), size, room, lines));
        return lines;
    }

    private void broken(String text, float size, float room, List<String> lines) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.SIMPLIFIED_CHINESE);
        breaks.setText(text);
        StringBuilder line = new StringBuilder();
        float used = 0;
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String word = text.substring(from, to);
            // A space may hang over the edge.
            if (used + width(word.stripTrailing(), size) > room && line.length() > 0) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                used = 0;
            }
            if (width(word.stripTrailing(), size) > room) {
                word = torn(word, size, room, lines);
            }
            line.append(word);
            used += width(word, size);
        }
        lines.add(line.toString().stripTrailing());
    }

    /** @return what is left of it for the next line */
    private String torn(String word, float size, float room, List<String> lines) {
        StringBuilder line = new StringBuilder();
        float used = 0;
        for (int point : word.codePoints().toArray()) {
            float width = advance(point) * size / unit;
            if (used + width > room && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            line.appendCodePoint(point);
            used += width;
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        letters.close();
    }
}
