// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.huitong.document.PagePrint.Style;

/** Sheets of A4 that fill from above, and another when one is full. In points. Not for several threads. */
final class Paper implements Closeable {
    static final float PADDING = 3;
    private static final float MARGIN = 40;
    private static final float FOOT = 24;
    private static final float RULE = 0.4f;
    private static final float RULE_SHADE = 0.6f;
    private static final float WATERMARK_SIZE = 16;
    private static final float WATERMARK_SHADE = 0.88f;
    private static final float WATERMARK_EVERY = 190;

    private final PDDocument document;
    private final Typeface typeface;
    private final PDRectangle size;
    private final Optional<String> watermark;
    private Beginning beginning = () -> {};
    private PDPageContentStream page;
    private float y;

    /** What a page begins with. */
    interface Beginning {
        void print() throws IOException;
    }

    /** Where a text stands in its room. */
    enum Side {
        LEFT,
        MIDDLE,
        RIGHT
    }

    Paper(PDDocument document, Typeface typeface, boolean landscape, Optional<String> watermark) throws IOException {
        this.document = document;
        this.typeface = typeface;
        this.size = landscape ? new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth()) : PDRectangle.A4;
        this.watermark = watermark;
        turn();
    }

    /** From margin to margin. */
    float room() {
        return size.getWidth() - 2 * MARGIN;
    }

    /** From the next page on. */
    void onEachPage(Beginning with) {
        beginning = with;
    }

    private void turn() throws IOException {
        close();
        PDPage next = new PDPage(size);
        document.addPage(next);
        page = new PDPageContentStream(document, next, AppendMode.OVERWRITE, true);
        y = size.getHeight() - MARGIN;
        if (watermark.isPresent()) {
            mark(watermark.get());
        }
        beginning.print();
    }

    /** Slanting over the whole page, below what is written on it. */
    private void mark(String text) throws IOException {
        page.setNonStrokingColor(WATERMARK_SHADE);
        String line = String.join("", typeface.lines(text, WATERMARK_SIZE, Float.MAX_VALUE));
        float width = typeface.width(line, WATERMARK_SIZE) + WATERMARK_SIZE * 3;
        double slant = Math.toRadians(30);
        for (float up = -size.getWidth() / 2; up < size.getHeight(); up += WATERMARK_EVERY) {
            for (float right = 0; right < size.getWidth(); right += width) {
                page.beginText();
                page.setFont(typeface.font(), WATERMARK_SIZE);
                page.setTextMatrix(Matrix.getRotateInstance(slant, right, up + right / 2));
                page.showText(line);
                page.endText();
            }
        }
        page.setNonStrokingColor(0f);
    }

    /** A line across the page. */
    void line(String text, Style style) throws IOException {
        if (y - style.above() - style.leading() < MARGIN) {
            turn();
        }
        y -= style.above() + style.leading();
        write(text, MARGIN, room(), style.side(), style.size(), y);
    }

    /** A row of the table: on this page if it fits, else on the next, and over several where none is high enough. */
    void row(List<List<String>> cells, List<Float> widths, List<Side> sides, Style style) throws IOException {
        int lines = Math.max(1, cells.stream().mapToInt(List::size).max().orElse(1));
        if (lines > fitting(y - style.above(), style)
                && lines <= fitting(size.getHeight() - MARGIN - 4 * style.leading(), style)) {
            turn();
        }
        y -= style.above();
        for (int from = 0; from < lines; ) {
            int to = Math.min(lines, from + fitting(y, style));
            if (to == from) {
                turn();
            } else {
                stretch(cells, from, to, widths, sides, style);
                from = to;
            }
        }
    }

    private static int fitting(float from, Style style) {
        return (int) Math.max(0, (from - MARGIN - 2 * PADDING) / style.leading());
    }

    private void stretch(List<List<String>> cells, int from, int to, List<Float> widths, List<Side> sides, Style style)
            throws IOException {
        float height = (to - from) * style.leading() + 2 * PADDING;
        float x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            frame(x, height, widths.get(i), style.shade());
            List<String> lines = cells.get(i);
            for (int line = from; line < Math.min(to, lines.size()); line++) {
                float base = y - PADDING - (line - from + 1) * style.leading() + style.size() * 0.3f;
                write(
                        lines.get(line),
                        x + PADDING,
                        widths.get(i) - 2 * PADDING,
                        style == Style.HEAD ? Side.MIDDLE : sides.get(i),
                        style.size(),
                        base);
            }
            x += widths.get(i);
        }
        y -= height;
    }

    private void frame(float x, float height, float width, float shade) throws IOException {
        if (shade < 1) {
            page.setNonStrokingColor(shade);
            page.addRect(x, y - height, width, height);
            page.fill();
            page.setNonStrokingColor(0f);
        }
        page.setStrokingColor(RULE_SHADE);
        page.setLineWidth(RULE);
        page.addRect(x, y - height, width, height);
        page.stroke();
    }

    private void write(String text, float x, float room, Side side, float letters, float base) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        float free = room - typeface.width(text, letters);
        float indent = side == Side.LEFT || free < 0 ? 0 : side == Side.RIGHT ? free : free / 2;
        page.beginText();
        page.setFont(typeface.font(), letters);
        page.newLineAtOffset(x + indent, base);
        page.showText(text);
        page.endText();
    }

    /** Nothing more comes: now the number of pages is known. */
    void end(List<String> pageOfPages) throws IOException {
        close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
            String text = pageOfPages.get(0) + (i + 1) + pageOfPages.get(1) + pages + pageOfPages.get(2);
            write(text, MARGIN, room(), Side.MIDDLE, Style.NOTE.size(), FOOT);
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
