// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.document.Heading.Head;
import org.huitong.document.Shown.Value;

/**
 * A report as a spreadsheet (xlsx), written as it comes. A text is always a cell of text in the format Text: nothing in
 * it is taken for a formula or a number, now or when somebody edits it. There are no formulas at all.
 */
final class SheetPrint implements Print {
    private static final int HEADS = 3;
    private static final double LINE_HEIGHT = 15;
    private final Parts parts;
    private final List<String> merged = new ArrayList<>();
    private Heading heading;
    private Widths widths;
    private Writer sheet;
    private int row = 1;

    SheetPrint(OutputStream to) {
        this.parts = new Parts(to);
    }

    @Override
    public void begin(Heading heading, Widths learnt) throws IOException {
        this.heading = heading;
        widths = learnt;
        SheetParts.writeBefore(parts, heading);
        sheet = parts.writer(SheetParts.SHEET);
        sheet.write(Parts.XML + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                + "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">"
                + "<pane ySplit=\"" + HEADS + "\" topLeftCell=\"A" + (HEADS + 1)
                + "\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
                + "<sheetFormatPr defaultRowHeight=\"" + LINE_HEIGHT + "\"/><cols>");
        for (int i = 0; i < widths.columns().size(); i++) {
            sheet.write("<col min=\"" + (i + 1) + "\" max=\"" + (i + 1) + "\" width=\""
                    + widths.columns().get(i) + "\" customWidth=\"1\""
                    + (heading.heads().get(i).column().hidden() ? " hidden=\"1\"/>" : "/>"));
        }
        sheet.write("</cols><sheetData>");
        across(heading.title(), SheetStyles.TITLE, 30);
        across(heading.imprint(), SheetStyles.IMPRINT, 20);
        sheet.write("<row r=\"" + row + "\">");
        List<Head> heads = heading.heads();
        for (int i = 0; i < heads.size(); i++) {
            text(i, SheetStyles.HEAD, heads.get(i).title());
        }
        sheet.write("</row>");
        row++;
    }

    @Override
    public boolean holdsHidden() {
        return true;
    }

    @Override
    public void row(List<Shown> cells) throws IOException {
        line(cells, false);
    }

    @Override
    public void end(Optional<List<Shown>> totals) throws IOException {
        int last = row - 1;
        if (totals.isPresent()) {
            line(totals.get(), true);
        }
        for (String note : heading.notes()) {
            int lines = 1 + Widths.of(note) / widths.total();
            across(note, SheetStyles.NOTE, LINE_HEIGHT * Math.min(lines, 20));
        }
        if (!heading.signed().isEmpty()) {
            across("", SheetStyles.SIGNED, LINE_HEIGHT);
            across(heading.signed(), SheetStyles.SIGNED, 24);
        }
        sheet.write("</sheetData>");
        String filtered = "A" + HEADS + ":" + SheetCell.column(heading.heads().size() - 1) + last;
        sheet.write("<autoFilter ref=\"" + filtered + "\"/>");
        if (!merged.isEmpty()) {
            sheet.write("<mergeCells count=\"" + merged.size() + "\">" + String.join("", merged) + "</mergeCells>");
        }
        paper();
        sheet.write("</worksheet>");
        sheet.flush();
        SheetParts.writeBehind(parts, heading, HEADS, last);
        parts.close();
    }

    private void paper() throws IOException {
        List<String> page = heading.language().pageOfPages();
        sheet.write("<printOptions horizontalCentered=\"1\"/>"
                + "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/>"
                + "<pageSetup paperSize=\"9\" fitToWidth=\"1\" fitToHeight=\"0\" orientation=\""
                + (widths.isLandscape() ? "landscape" : "portrait") + "\"/><headerFooter><oddFooter>&amp;C"
                + page.get(0) + "&amp;P" + page.get(1) + "&amp;N" + page.get(2) + "</oddFooter></headerFooter>");
    }

    private void line(List<Shown> cells, boolean strong) throws IOException {
        sheet.write("<row r=\"" + row + "\">");
        for (int i = 0; i < cells.size(); i++) {
            Shown shown = cells.get(i);
            int style = SheetStyles.of(shown, heading.heads().get(i).column(), strong);
            if (shown.value() instanceof Value.Nothing) {
                sheet.write(open(i, style) + "/>");
            } else {
                Optional<String> number = SheetCell.number(shown.value());
                if (number.isPresent()) {
                    sheet.write(open(i, style) + "><v>" + number.get() + "</v></c>");
                } else {
                    text(i, style, shown.text());
                }
            }
        }
        sheet.write("</row>");
        row++;
    }

    /** A line of its own. */
    private void across(String text, int style, double height) throws IOException {
        sheet.write("<row r=\"" + row + "\" ht=\"" + height + "\" customHeight=\"1\">");
        text(0, style, text);
        sheet.write("</row>");
        int last = heading.heads().size() - 1;
        // A merge of one cell is what spreadsheets offer to repair.
        if (last > 0) {
            merged.add("<mergeCell ref=\"A" + row + ":" + SheetCell.column(last) + row + "\"/>");
        }
        row++;
    }

    private void text(int column, int style, String text) throws IOException {
        sheet.write(open(column, style) + " t=\"inlineStr\"><is><t>"
                + Parts.escaped(SheetCell.words(text))
                + "</t></is></c>");
    }

    private String open(int column, int style) {
        return "<c r=\"" + SheetCell.column(column) + row + "\" s=\"" + style + "\"";
    }
}
