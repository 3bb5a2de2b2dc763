// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An office file: a zip of parts (ECMA-376, part 2), written so that the same parts are the same bytes: no part has the
 * time of its writing.
 */
public final class Parts implements AutoCloseable {
    static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private static final String PROPERTIES = "docProps/core.xml";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    private final ZipOutputStream zip;

    public Parts(OutputStream to) {
        this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    }

    /** Writes a part; flushed before the next one begins. */
    public Writer writer(String name) throws IOException {
        begin(name);
        return new OutputStreamWriter(zip, StandardCharsets.UTF_8);
    }

    void add(String name, String content) throws IOException {
        begin(name);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    public void add(String name, byte[] content) throws IOException {
        begin(name);
        zip.write(content);
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /** What each part is; comes first. */
    void types(String... types) throws IOException {
        add(
                "[Content_Types].xml",
                XML + "<Types xmlns=\"" + PACKAGE + "content-types\"><Default Extension=\"rels\" ContentType=\""
                        + "application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + String.join("", types)
                        + type(PROPERTIES, "application/vnd.openxmlformats-package.core-properties+xml")
                        + "</Types>");
    }

    static String type(String part, String type) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>";
    }

    /** With which part the file starts. */
    void start(String part) throws IOException {
        relations(
                "_rels/.rels",
                relation(
                        "start",
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                        part),
                relation("properties", PACKAGE + "relationships/metadata/core-properties", PROPERTIES));
    }

    void relations(String name, String... relations) throws IOException {
        add(
                name,
                XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + String.join("", relations)
                        + "</Relationships>");
    }

    static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
    }

    /** Title and time of an office file. The time is that of what it shows. */
    void properties(Heading heading) throws IOException {
        add(
                PROPERTIES,
                XML + "<cp:coreProperties xmlns:cp=\"" + PACKAGE + "metadata/core-properties\""
                        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
                        + escaped(heading.title())
                        + "</dc:title><dc:creator>Huitong</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">"
                        + MOMENT.format(heading.asOf()) + "</dcterms:created></cp:coreProperties>");
    }

    /** A text as it stands in XML. */
    static String escaped(String text) {
        if (text.chars().noneMatch(Parts::means)) {
            return text;
        }
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static boolean means(int character) {
        return character == '&' || character == '<' || character == '>' || character == '"';
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
