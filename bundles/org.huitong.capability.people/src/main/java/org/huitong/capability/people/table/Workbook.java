// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** The first sheet of a workbook (xlsx). */
final class Workbook {
    private static final long MOST_UNPACKED = 64L << 20;
    /** XFD: the last column that a sheet can have. */
    private static final int LAST_COLUMN = 16_384;

    private static final int LONGEST_NUMBER = 400;

    private Workbook() {}

    static TextTable read(byte[] file) {
        try {
            weigh(file);
            measure(file);
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
                TextTable.Gathering gathering = new TextTable.Gathering();
                try (Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                    rows.forEach(row -> gathering.add(row.getRowNum(), cells(row)));
                }
                return gathering.table();
            }
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable();
        }
    }

    /** A small file may hold a thousand times its size; the reader itself keeps much of it at once. */
    private static void weigh(byte[] file) throws IOException {
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MOST_UNPACKED) {
                            throw TextTable.tooMuch(
                                    "解压后最多 " + (MOST_UNPACKED >> 20) + " MB",
                                    "at most " + (MOST_UNPACKED >> 20) + " MB unpacked");
                        }
                    }
                }
            }
        }
    }

    /**
     * Looks at where cells say they stand and how long their numbers are, before the reader does: it makes room up to the
     * last column that one names, were it the three hundred millionth, and reads a million digits in minutes.
     */
    private static void measure(byte[] file) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getName().toLowerCase(Locale.ROOT).contains("worksheets")
                        && entry.getName().endsWith(".xml")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        measure(in);
                    }
                }
            }
        }
    }

    private static void measure(InputStream sheet) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(sheet);
            boolean number = false;
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (reader.getLocalName().equals("c")) {
                    String type = reader.getAttributeValue(null, "t");
                    number = type == null || type.equals("n");
                    if (column(reader.getAttributeValue(null, "r")) > LAST_COLUMN) {
                        throw unreadable();
                    }
                } else if (number
                        && reader.getLocalName().equals("v")
                        && reader.getElementText().length() > LONGEST_NUMBER) {
                    throw unreadable();
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable();
        }
    }

    /** Of {@code AB12}: 28. */
    private static long column(String place) {
        long column = 0;
        for (int i = 0; place != null && i < place.length() && column <= LAST_COLUMN; i++) {
            char letter = Character.toUpperCase(place.charAt(i));
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + (letter - 'A' + 1);
        }
        return column;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < Math.min(row.getCellCount(), TextTable.MOST_COLUMNS + 1); column++) {
            cells.add(row.getOptionalCell(column).map(Workbook::text).orElse(""));
        }
        return cells;
    }

    /** Numbers as people wrote them: an employee number or a telephone number is no 1.38E10. */
    private static String text(Cell cell) {
        if (cell.getType() == CellType.ERROR || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = Optional.ofNullable(cell.getRawValue()).orElse("");
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
            return number(raw);
        }
        return Optional.ofNullable(cell.getText()).orElse(raw);
    }

    private static String number(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw);
            // A number of a thousand digits is none that people wrote.
            return number.precision() > 40 || Math.abs((long) number.scale()) > 40
                    ? raw
                    : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    private static Problem unreadable() {
        return new Problem(
                400,
                "unreadable-file",
                LocalText.of(
                        "无法读取这个 xlsx 文件：它已损坏、已加密，或不是工作簿。",
                        "This xlsx file cannot be read: it is damaged, encrypted, or no workbook."));
    }
}
