// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.util.List;

/** What a text document has beside its words: styles, the footer with the pages' numbers, and how its parts belong together. */
final class TextParts {
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private TextParts() {}

    static void write(Parts parts, Heading heading) throws IOException {
        parts.types(
                Parts.type("word/document.xml", WORD + "document.main+xml"),
                Parts.type("word/styles.xml", WORD + "styles+xml"),
                Parts.type("word/footer1.xml", WORD + "footer+xml"));
        parts.start("word/document.xml");
        parts.properties(heading);
        parts.relations(
                "word/_rels/document.xml.rels",
                Parts.relation("styles", OFFICE + "styles", "styles.xml"),
                Parts.relation("footer", OFFICE + "footer", "footer1.xml"));
        parts.add("word/styles.xml", styles());
        parts.add("word/footer1.xml", footer(heading.language().pageOfPages()));
    }

    private static String styles() {
        return Parts.XML + "<w:styles " + W + "><w:docDefaults><w:rPrDefault><w:rPr>"
                + "<w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"宋体\" w:hAnsi=\"Times New Roman\""
                + " w:cs=\"Times New Roman\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"en-GB\""
                + " w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>"
                + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
                + paragraph("Title", "Title", "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>", size(36, true))
                + paragraph("Imprint", "Imprint", "<w:spacing w:after=\"80\"/>", size(20, false))
                + paragraph("Head", "Table head", "<w:keepNext/><w:jc w:val=\"center\"/>", size(20, true))
                + paragraph("Cell", "Table cell", "", size(20, false))
                + paragraph("Total", "Table total", "", size(20, true))
                + paragraph("Note", "Note", "<w:spacing w:before=\"80\"/>", size(18, false))
                + paragraph("Signed", "Signed", "<w:spacing w:before=\"360\"/>", "")
                + paragraph("Footer", "footer", "<w:jc w:val=\"center\"/>", size(18, false))
                + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
                + "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
                + "<w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>"
                + "<w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
                + "<w:style w:type=\"table\" w:styleId=\"Report\"><w:name w:val=\"Report\"/><w:basedOn w:val=\"TableNormal\"/>"
                + "<w:tblPr><w:tblBorders>" + border("top") + border("left") + border("bottom") + border("right")
                + border("insideH") + border("insideV") + "</w:tblBorders></w:tblPr></w:style></w:styles>";
    }

    private static String paragraph(String id, String name, String layout, String letters) {
        return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name
                + "\"/><w:basedOn w:val=\"Normal\"/>" + (layout.isEmpty() ? "" : "<w:pPr>" + layout + "</w:pPr>")
                + (letters.isEmpty() ? "" : "<w:rPr>" + letters + "</w:rPr>") + "</w:style>";
    }

    private static String size(int halfPoints, boolean bold) {
        return (bold ? "<w:b/>" : "") + "<w:sz w:val=\"" + halfPoints + "\"/><w:szCs w:val=\"" + halfPoints + "\"/>";
    }

    private static String border(String side) {
        return "<w:" + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>";
    }

    private static String footer(List<String> pageOfPages) {
        return Parts.XML + "<w:ftr " + W + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
                + words(pageOfPages.get(0)) + field("PAGE") + words(pageOfPages.get(1)) + field("NUMPAGES")
                + words(pageOfPages.get(2)) + "</w:p></w:ftr>";
    }

    private static String field(String name) {
        return "<w:fldSimple w:instr=\" " + name + " \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
    }

    private static String words(String text) {
        return text.isEmpty() ? "" : "<w:r><w:t xml:space=\"preserve\">" + Parts.escaped(text) + "</w:t></w:r>";
    }
}
