// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The first sheet of an xlsx as it lies in the file: of each cell its text, or its number as it is written. */
record Sheet(List<List<String>> rows) {
    static Sheet read(byte[] xlsx) throws Exception {
        Document sheet = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(entry(xlsx, "xl/worksheets/sheet1.xml")));
        List<List<String>> rows = new ArrayList<>();
        NodeList lines = sheet.getElementsByTagName("row");
        for (int i = 0; i < lines.getLength(); i++) {
            List<String> row = new ArrayList<>();
            NodeList cells = ((Element) lines.item(i)).getElementsByTagName("c");
            for (int j = 0; j < cells.getLength(); j++) {
                row.add(cells.item(j).getTextContent());
            }
            rows.add(row);
        }
        return new Sheet(rows);
    }

    private static byte[] entry(byte[] zip, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("no " + name);
    }

    /** Those below the line that begins with this heading. */
    List<List<String>> below(String heading) {
        int at = 0;
        while (!rows.get(at).get(0).equals(heading)) {
            at++;
        }
        return rows.subList(at + 1, rows.size());
    }
}
