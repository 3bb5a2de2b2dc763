// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;

/** What a spreadsheet has beside its sheet: styles, the book with the sheet's name, and how its parts belong together. */
final class SheetParts {
    static final String SHEET = "xl/worksheets/sheet1.xml";

    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private SheetParts() {}

    static void writeBefore(Parts parts, Heading heading) throws IOException {
        parts.types(
                Parts.type("xl/workbook.xml", BOOK + "sheet.main+xml"),
                Parts.type(SHEET, BOOK + "worksheet+xml"),
                Parts.type("xl/styles.xml", BOOK + "styles+xml"));
        parts.start("xl/workbook.xml");
        parts.properties(heading);
        parts.relations(
                "xl/_rels/workbook.xml.rels",
                Parts.relation("sheet", OFFICE + "/worksheet", "worksheets/sheet1.xml"),
                Parts.relation("styles", OFFICE + "/styles", "styles.xml"));
        parts.add("xl/styles.xml", SheetStyles.part());
    }

    /**
     * @param heads the row of the columns' titles, repeated on each page of paper
     * @param last the last row below them
     */
    static void writeBehind(Parts parts, Heading heading, int heads, int last) throws IOException {
        String name = Parts.escaped(SheetCell.sheet(heading.title()));
        String quoted = "'" + name.replace("'", "''") + "'!";
        String until = SheetCell.column(heading.heads().size() - 1);
        parts.add(
                "xl/workbook.xml",
                Parts.XML
                        + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\""
                        + OFFICE + "\"><sheets><sheet name=\"" + name + "\" sheetId=\"1\" r:id=\"sheet\"/></sheets>"
                        + "<definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">"
                        + quoted + "$A$" + heads + ":$" + until + "$" + last + "</definedName>"
                        + "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">" + quoted + "$" + heads + ":$"
                        + heads + "</definedName></definedNames></workbook>");
    }
}
