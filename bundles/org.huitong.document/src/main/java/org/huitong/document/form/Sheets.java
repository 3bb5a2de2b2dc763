// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.document.Column;
import org.huitong.document.Parts;
import org.huitong.document.SheetCell;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A workbook (xlsx) as a form: its sheets, and what lies in other parts but has its place on one of them. */
final class Sheets implements Template {
    private static final Pattern PLAIN_NAME = Pattern.compile(
            "(?:(?:'[^'\\[\\]|]+'|[^'!\\[\\]|(]+)!\\$?[A-Z]{0,3}\\$?\\d{0,7}(?::\\$?[A-Z]{0,3}\\$?\\d{0,7})?,?)+|\"[^\"]*\"|[-\\d.]+");

    /** A reference behind its sheet's name, which is none whatever it looks like. */
    private static final Pattern REFERENCE = Pattern.compile("((?:'[^']*'|[^!',]+)!)([^,]*)");

    private final OfficeFile file;
    private final Vocabulary vocabulary;
    /** By part. */
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    /** Every part that is written anew, by name. */
    private final Map<String, Tree> trees = new LinkedHashMap<>();

    private final SheetFormats formats;
    private final String book;
    private final String styles;

    private Sheets(OfficeFile file, Vocabulary vocabulary) throws SAXException {
        this.file = file;
        this.vocabulary = vocabulary;
        book = only(file, "sheet.main+xml");
        trees.put(book, file.tree(book));
        styles = only(file, "spreadsheetml.styles+xml");
        trees.put(styles, file.tree(styles));
        formats = new SheetFormats(trees.get(styles));
    }

    private static String only(OfficeFile file, String type) throws SAXException {
        return file.ofType(type).stream().findFirst().orElseThrow(() -> new SAXException("no part is a " + type));
    }

    static Sheets read(OfficeFile file, Vocabulary vocabulary, List<Column> columns, Faults faults)
            throws SAXException {
        Sheets sheets = new Sheets(file, vocabulary);
        List<String> shared = sheets.shared();
        Map<String, String> targets = file.relations(sheets.book);
        for (Element named : sheets.trees.get(sheets.book).all("sheet")) {
            String part = targets.get(id(named));
            if (part == null || !file.parts().containsKey(part)) {
                throw new SAXException("a sheet has no part");
            }
            Tree tree = file.tree(part);
            sheets.trees.put(part, tree);
            vocabulary.check(named.getAttribute("name"), named.getAttribute("name"), faults);
            sheets.sheets.put(
                    part,
                    new Sheet(named.getAttribute("name"), tree, shared, vocabulary, columns, sheets.formats)
                            .read(faults));
            for (String drawing : file.relations(part).values()) {
                sheets.drawing(part, drawing, faults);
            }
        }
        for (Element name : sheets.trees.get(sheets.book).all("definedName")) {
            if (!PLAIN_NAME.matcher(name.getTextContent().strip()).matches()) {
                faults.add(
                        name.getAttribute("name"),
                        "名称里有公式或外部引用，请删除",
                        "a name stands for a formula or for something elsewhere: remove it");
            }
        }
        return sheets;
    }

    static String id(Element sheet) {
        for (int i = 0; i < sheet.getAttributes().getLength(); i++) {
            if (sheet.getAttributes().item(i).getNodeName().endsWith(":id")) {
                return sheet.getAttributes().item(i).getNodeValue();
            }
        }
        return "";
    }

    /** The texts that cells name by their numbers. */
    private List<String> shared() throws SAXException {
        List<String> texts = new ArrayList<>();
        for (String part : file.ofType("sharedStrings+xml")) {
            for (Element item : file.tree(part).all("si")) {
                texts.add(Sheet.words(item));
            }
        }
        return texts;
    }

    private void drawing(String sheet, String part, Faults faults) throws SAXException {
        if (file.types().getOrDefault(part, "").endsWith("drawing+xml")
                && !file.types().get(part).contains("vml")) {
            Tree tree = file.tree(part);
            trees.put(part, tree);
            for (Element paragraph : tree.all("p")) {
                String text = Paragraphs.text(paragraph);
                vocabulary.check(sheet, text, faults);
                if (vocabulary.in(text).stream().anyMatch(b -> b.isOfRow() || b instanceof Blank.Totals)) {
                    faults.add(sheet, "文本框里不能放明细占位符", "placeholders of rows do not stand in a box");
                }
            }
            sheets.get(sheet).drawing(tree);
        }
    }

    @Override
    public void fill(Filling filling, OutputStream out) throws IOException {
        moveNames(filling);
        nameSheets(filling);
        Map<String, Sheet.Filled> filled = new LinkedHashMap<>();
        sheets.forEach((part, sheet) -> filled.put(part, sheet.fill(filling)));
        try (Parts parts = new Parts(out)) {
            for (String part : file.parts().keySet()) {
                if (!part.equals(styles)) {
                    write(parts, part, filled.get(part));
                }
            }
            // Last: which styles the lines need is known once they are written.
            write(parts, styles, null);
        }
    }

    private void write(Parts parts, String part, Sheet.Filled sheetOrNull) throws IOException {
        Tree tree = trees.get(part);
        if (tree == null) {
            parts.add(part, file.parts().get(part));
            return;
        }
        Writer writer = parts.writer(part);
        tree.write(writer, sheetOrNull == null ? (element, to) -> false : sheetOrNull);
        writer.flush();
    }

    /** A sheet may be called by a placeholder, and names refer to it by what it is called. */
    private void nameSheets(Filling filling) {
        for (Element sheet : trees.get(book).all("sheet")) {
            String before = sheet.getAttribute("name");
            String after = SheetCell.sheet(Vocabulary.PLACEHOLDER
                    .matcher(before)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            filling.words(vocabulary, -1).apply(found.group(1)))));
            if (before.contains("{{") && !after.isEmpty()) {
                sheet.setAttribute("name", after);
                for (Element name : trees.get(book).all("definedName")) {
                    name.setTextContent(name.getTextContent().replace(quoted(before) + "!", quoted(after) + "!"));
                }
            }
        }
    }

    private static String quoted(String sheet) {
        return "'" + sheet.replace("'", "''") + "'";
    }

    /** Print areas and titles are said in the book, by the sheet's number or name. */
    private void moveNames(Filling filling) {
        List<Sheet> inOrder = List.copyOf(sheets.values());
        for (Element name : trees.get(book).all("definedName")) {
            String text = name.getTextContent();
            String local = name.getAttribute("localSheetId");
            Optional<Sheet> sheet = local.isEmpty()
                    ? inOrder.stream().filter(s -> s.isNamedIn(text)).findFirst()
                    : Optional.of(inOrder.get(Integer.parseInt(local)));
            sheet.flatMap(s -> s.moved(filling))
                    .ifPresent(moved -> name.setTextContent(REFERENCE
                            .matcher(text)
                            .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + moved.of(found.group(2))))));
        }
    }
}
