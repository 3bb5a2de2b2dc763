// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.huitong.api.document.Cell;
import org.huitong.api.document.SheetReader.Row;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.SheetCell;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads the first sheet of a workbook, cell by cell, without ever holding it as a tree. */
public final class SheetScan {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_TEXTS = 500_000;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_TEXT = 32_767;
    private static final Pattern PLACE = Pattern.compile("([A-Z]{1,3})(\\d{1,7})");
    /** As spreadsheets write a character by its number. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> shared;
    private final List<Row> rows = new ArrayList<>();
    private List<Cell> cells = new ArrayList<>();
    private int number;

    private SheetScan(List<String> shared) {
        this.shared = shared;
    }

    /** @throws Problem where it is none, or too much */
    public static List<Row> read(byte[] xlsx) {
        Faults faults = new Faults();
        OfficeFile file =
                OfficeFile.open(xlsx, OfficeFile.LARGEST_SHEET, faults).orElseThrow(faults::unreadable);
        try {
            List<String> shared = new ArrayList<>();
            for (String part : file.ofType("sharedStrings+xml")) {
                shared(file.parts().get(part), shared);
            }
            SheetScan scan = new SheetScan(shared);
            scan.scan(file.parts().get(first(file)));
            return scan.rows;
        } catch (SAXException | XMLStreamException | IllegalArgumentException | IndexOutOfBoundsException e) {
            faults.add("xml", "工作表的内容无法读取", "the content of its sheet cannot be read");
            throw faults.unreadable();
        }
    }

    private static String first(OfficeFile file) throws SAXException {
        List<String> books = file.ofType("sheet.main+xml");
        if (!books.isEmpty()) {
            Map<String, String> targets = file.relations(books.get(0));
            for (Element sheet : file.tree(books.get(0)).all("sheet")) {
                String part = targets.get(Sheets.id(sheet));
                if (part != null && file.parts().containsKey(part)) {
                    return part;
                }
            }
        }
        throw new SAXException("there is no sheet");
    }

    private static XMLStreamReader reader(byte[] part) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new ByteArrayInputStream(part));
    }

    private static void shared(byte[] part, List<String> texts) throws XMLStreamException {
        XMLStreamReader reader = reader(part);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("si")) {
                if (texts.size() == MOST_TEXTS) {
                    throw new XMLStreamException("there are too many texts");
                }
                texts.add(text(reader, "si"));
            }
        }
    }

    /** The words up to an element's end, without what tells how to pronounce them. */
    private static String text(XMLStreamReader reader, String until) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean aside = false;
        boolean inText = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                aside |= reader.getLocalName().equals("rPh");
                inText = reader.getLocalName().equals("t");
            } else if (event == XMLStreamConstants.CHARACTERS && inText && !aside && text.length() < LONGEST_TEXT) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inText = false;
                aside &= !reader.getLocalName().equals("rPh");
                if (reader.getLocalName().equals(until)) {
                    break;
                }
            }
        }
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    private void scan(byte[] sheet) throws XMLStreamException {
        XMLStreamReader reader = reader(sheet);
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("row")) {
                String given = reader.getAttributeValue(null, "r");
                number = given == null ? number + 1 : Integer.parseInt(given);
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("c")) {
                cell(reader);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("row")) {
                end();
            }
        }
    }

    private void cell(XMLStreamReader reader) throws XMLStreamException {
        String given = reader.getAttributeValue(null, "r");
        int column = cells.size();
        if (given != null) {
            Matcher place = PLACE.matcher(given);
            column = place.matches() ? SheetCell.column(place.group(1)) : MOST_COLUMNS;
        }
        Cell cell = value(reader, String.valueOf(reader.getAttributeValue(null, "t")));
        if (column >= MOST_COLUMNS || cell instanceof Cell.Empty) {
            return;
        }
        while (cells.size() < column) {
            cells.add(Cell.empty());
        }
        if (cells.size() == column) {
            cells.add(cell);
        } else {
            cells.set(column, cell);
        }
    }

    private Cell value(XMLStreamReader reader, String type) throws XMLStreamException {
        Cell cell = Cell.empty();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("c")) {
                return cell;
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("is")) {
                cell = words(text(reader, "is"));
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("v")) {
                String raw = reader.getElementText();
                cell = switch (type) {
                    case "s" -> words(shared.get(Integer.parseInt(raw.strip())));
                    case "str", "inlineStr", "d" -> words(raw);
                    case "b" -> words(raw.strip().equals("1") ? "TRUE" : "FALSE");
                    case "e" -> Cell.empty();
                    default -> number(raw.strip());
                };
            }
        }
        return cell;
    }

    private static Cell words(String text) {
        return text.isBlank() ? Cell.empty() : Cell.text(text.strip());
    }

    private static Cell number(String raw) {
        if (raw.isEmpty()) {
            return Cell.empty();
        }
        if (raw.length() > LONGEST_NUMBER) {
            return Cell.text(raw);
        }
        BigDecimal number = new BigDecimal(raw);
        return Math.abs(number.scale()) > LONGEST_NUMBER ? Cell.text(raw) : Cell.number(number);
    }

    private void end() {
        if (!cells.isEmpty()) {
            if (rows.size() == MOST_ROWS) {
                throw new Problem(
                        413,
                        "too-many-rows",
                        LocalText.of("表格最多 " + MOST_ROWS + " 行。", "A table has at most " + MOST_ROWS + " rows."));
            }
            rows.add(new Row(number, cells));
            cells = new ArrayList<>();
        }
    }
}
