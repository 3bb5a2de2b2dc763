// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.huitong.api.document.Column;
import org.huitong.document.Heading.Head;

/**
 * A report as pages (pdf): A4, the table's head repeated on each, no row torn apart between two unless it is longer than
 * one, the font within. The file is kept in memory until its end.
 */
final class PagePrint implements Print, Closeable {
    private static final int HEAD_LINES = 4;
    /** How wide a digit is, of the size of letters. */
    private static final float DIGIT = 0.57f;

    private final OutputStream to;
    private final PDDocument document = new PDDocument();
    private Typeface typeface;
    private Paper paper;
    private Heading heading;
    private List<Float> widths = List.of();

    PagePrint(OutputStream to) {
        this.to = to;
    }

    @Override
    public void begin(Heading heading, Widths learnt) throws IOException {
        this.heading = heading;
        typeface = Typeface.in(document);
        paper = new Paper(document, typeface, learnt.isLandscape(), heading.watermark());
        widths = learnt.within(paper.room(), Style.CELL.size() * DIGIT);
        paragraph(heading.title(), Style.TITLE);
        paragraph(heading.imprint(), Style.IMPRINT);
        paper.onEachPage(this::head);
        head();
    }

    private void head() throws IOException {
        List<List<String>> titles = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            Head head = heading.heads().get(i);
            List<String> lines = lines(head.title(), i, Style.HEAD);
            titles.add(lines.subList(0, Math.min(lines.size(), HEAD_LINES)));
        }
        paper.row(titles, widths, sides(), Style.HEAD);
    }

    @Override
    public void row(List<Shown> row) throws IOException {
        line(row, Style.CELL);
    }

    @Override
    public void end(Optional<List<Shown>> totals) throws IOException {
        if (totals.isPresent()) {
            line(totals.get(), Style.TOTAL);
        }
        paper.onEachPage(() -> {});
        for (String note : heading.notes()) {
            paragraph(note, Style.NOTE);
        }
        if (typeface.lackedSome()) {
            paragraph(heading.language().lackingCharacters(), Style.NOTE);
        }
        paragraph(heading.signed(), Style.SIGNED);
        paper.end(heading.language().pageOfPages());
        describe();
        document.save(to);
        to.flush();
    }

    /** Nothing of it comes from the moment at which it is made, so that the same report is the same bytes. */
    private void describe() {
        Calendar asOf = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        asOf.setTimeInMillis(heading.asOf().toInstant(ZoneOffset.UTC).toEpochMilli());
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(heading.title());
        heading.unit().ifPresent(information::setAuthor);
        information.setProducer("Huitong");
        information.setCreationDate(asOf);
        document.setDocumentInformation(information);
        document.setDocumentId(asOf.getTimeInMillis());
        document.getDocumentCatalog().setLanguage(heading.language().tag());
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private void line(List<Shown> row, Style style) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            cells.add(lines(row.get(i).text(), i, style));
        }
        paper.row(cells, widths, sides(), style);
    }

    private List<String> lines(String text, int column, Style style) {
        return typeface.lines(text, style.size(), widths.get(column) - 2 * Paper.PADDING);
    }

    private List<Paper.Side> sides() {
        return heading.heads().stream().map(Head::column).map(PagePrint::side).toList();
    }

    private static Paper.Side side(Column column) {
        return switch (column.kind()) {
            case TEXT -> Paper.Side.LEFT;
            case DAY, MOMENT -> Paper.Side.MIDDLE;
            default -> Paper.Side.RIGHT;
        };
    }

    private void paragraph(String text, Style style) throws IOException {
        for (String line : typeface.lines(text, style.size(), paper.room())) {
            paper.line(line, style);
        }
    }

    @Override
    public void close() throws IOException {
        try (document;
                Typeface ended = typeface) {
            if (paper != null) {
                paper.close();
            }
        }
    }

    /**
     * How a text is set.
     *
     * @param size of its letters, in points
     * @param above what is left free above it
     * @param shade of what is behind it, 1 is white
     */
    record Style(float size, float above, float shade, Paper.Side side) {
        static final Style TITLE = new Style(15, 0, 1, Paper.Side.MIDDLE);
        static final Style IMPRINT = new Style(8.5f, 3, 1, Paper.Side.MIDDLE);
        static final Style HEAD = new Style(8.5f, 6, 0.9f, Paper.Side.MIDDLE);
        static final Style CELL = new Style(8.5f, 0, 1, Paper.Side.LEFT);
        static final Style TOTAL = new Style(8.5f, 0, 0.95f, Paper.Side.LEFT);
        static final Style NOTE = new Style(8, 4, 1, Paper.Side.LEFT);
        static final Style SIGNED = new Style(9.5f, 16, 1, Paper.Side.LEFT);

        /** From one line to the next. */
        float leading() {
            return size * 1.4f;
        }
    }
}
