// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.document.Column;
import org.huitong.document.Heading.Head;

/**
 * A report as a text document (docx): A4, the table's head repeated on each page, no row torn apart between two. Written
 * as it comes, nothing of it is kept.
 */
final class TextPrint implements Print {
    private static final String BODY = "word/document.xml";
    /** A twentieth of a point: an upright A4 without its margins. */
    private static final int PAGE_WIDTH = 11_906;

    private static final int PAGE_HEIGHT = 16_838;
    private static final int MARGIN = 1_020;
    /** How wide a digit of nine points is. */
    private static final int DIGIT = 103;

    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private final Parts parts;
    private Heading heading;
    private List<Integer> widths = List.of();
    private boolean landscape;
    private Writer body;

    TextPrint(OutputStream to) {
        this.parts = new Parts(to);
    }

    @Override
    public void begin(Heading heading, Widths learnt) throws IOException {
        this.heading = heading;
        landscape = learnt.isLandscape();
        int room = (landscape ? PAGE_HEIGHT : PAGE_WIDTH) - 2 * MARGIN;
        widths = learnt.within(room, DIGIT).stream().map(Math::round).toList();
        TextParts.write(parts, heading);
        body = parts.writer(BODY);
        body.write(Parts.XML + "<w:document " + W
                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
        paragraph("Title", heading.title());
        paragraph("Imprint", heading.imprint());
        body.write("<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"" + sum(widths)
                + "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        for (int width : widths) {
            body.write("<w:gridCol w:w=\"" + width + "\"/>");
        }
        body.write("</w:tblGrid>");
        line(heading.heads().stream().map(Head::title).toList(), "Head", "<w:cantSplit/><w:tblHeader/>");
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void row(List<Shown> row) throws IOException {
        line(row.stream().map(Shown::text).toList(), "Cell", "<w:cantSplit/>");
    }

    @Override
    public void end(Optional<List<Shown>> totals) throws IOException {
        if (totals.isPresent()) {
            line(totals.get().stream().map(Shown::text).toList(), "Total", "<w:cantSplit/>");
        }
        body.write("</w:tbl>");
        for (String note : heading.notes()) {
            paragraph("Note", note);
        }
        // A table may not be the last of a document.
        paragraph("Signed", heading.signed());
        int wide = landscape ? PAGE_HEIGHT : PAGE_WIDTH;
        int high = landscape ? PAGE_WIDTH : PAGE_HEIGHT;
        body.write("<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"" + wide
                + "\" w:h=\"" + high + "\"" + (landscape ? " w:orient=\"landscape\"" : "") + "/><w:pgMar w:top=\""
                + MARGIN + "\" w:right=\"" + MARGIN + "\" w:bottom=\"" + MARGIN + "\" w:left=\"" + MARGIN
                + "\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
        body.flush();
        parts.close();
    }

    private void line(List<String> texts, String style, String kind) throws IOException {
        body.write("<w:tr><w:trPr>" + kind + "</w:trPr>");
        for (int i = 0; i < texts.size(); i++) {
            body.write("<w:tc><w:tcPr><w:tcW w:w=\"" + widths.get(i) + "\" w:type=\"dxa\"/></w:tcPr>");
            body.write("<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>" + side(i, style) + "</w:pPr>");
            run(texts.get(i));
            body.write("</w:p></w:tc>");
        }
        body.write("</w:tr>");
    }

    private String side(int column, String style) {
        Column.Kind kind = heading.heads().get(column).column().kind();
        if (style.equals("Head") || kind == Column.Kind.TEXT) {
            return "";
        }
        boolean time = kind == Column.Kind.DAY || kind == Column.Kind.MOMENT;
        return "<w:jc w:val=\"" + (time ? "center" : "right") + "\"/>";
    }

    private void paragraph(String style, String text) throws IOException {
        body.write("<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>");
        run(text);
        body.write("</w:p>");
    }

    private void run(String text) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        String lines = text.lines()
                .map(line ->
                        "<w:t xml:space=\"preserve\">" + Parts.escaped(line).replace("\t", " ") + "</w:t>")
                .collect(Collectors.joining("<w:br/>"));
        body.write("<w:r>" + lines + "</w:r>");
    }
}
