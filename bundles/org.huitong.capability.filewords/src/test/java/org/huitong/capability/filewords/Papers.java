// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files as people send them, and as nobody should. */
final class Papers {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Papers() {}

    static byte[] xlsx(String... cells) throws IOException {
        try (Workbook book = new XSSFWorkbook()) {
            return book(book, cells);
        }
    }

    static byte[] xls(String... cells) throws IOException {
        try (Workbook book = new HSSFWorkbook()) {
            return book(book, cells);
        }
    }

    private static byte[] book(Workbook book, String... cells) throws IOException {
        Row row = book.createSheet("报价").createRow(0);
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    static byte[] docx(String... paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            for (String paragraph : paragraphs) {
                document.createParagraph().createRun().setText(paragraph);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        }
    }

    static byte[] pdf(String words, String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            if (!words.isEmpty()) {
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 700);
                    content.showText(words);
                    content.endText();
                }
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    static byte[] locked(byte[] office) throws IOException, GeneralSecurityException {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("geheim");
            try (OutputStream out = encryptor.getDataStream(files)) {
                out.write(office);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            files.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    static byte[] mail(String text, String name, byte[] attachment) {
        String words = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String body = Base64.getMimeEncoder().encodeToString(attachment);
        return ("From: a@example.com\r\nTo: b@example.com\r\nSubject: offer\r\nMIME-Version: 1.0\r\n"
                        + "Message-ID: <1@example.com>\r\nDate: Mon, 02 Nov 2026 09:00:00 +0800\r\n"
                        + "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + words
                        + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                        + "Content-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + body + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] gb18030(String text) {
        return text.getBytes(GB18030);
    }

    /** A workbook of some kilobytes whose sheet unfolds to hundreds of megabytes. */
    static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream whole = new ZipInputStream(new java.io.ByteArrayInputStream(xlsx("a")));
                ZipOutputStream bomb = new ZipOutputStream(out)) {
            for (ZipEntry entry = whole.getNextEntry(); entry != null; entry = whole.getNextEntry()) {
                bomb.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("sheet1.xml")) {
                    bomb.write("<worksheet><sheetData>".getBytes(StandardCharsets.US_ASCII));
                    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 400; i++) {
                        bomb.write(blanks);
                    }
                } else {
                    whole.transferTo(bomb);
                }
                bomb.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** Entities that unfold to a thousand million letters, if anybody unfolds them. */
    static byte[] laughs() throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        }
        xml.append("]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream whole = new ZipInputStream(new java.io.ByteArrayInputStream(docx("a")));
                ZipOutputStream laughs = new ZipOutputStream(out)) {
            for (ZipEntry entry = whole.getNextEntry(); entry != null; entry = whole.getNextEntry()) {
                laughs.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("word/document.xml")) {
                    laughs.write(xml.toString().getBytes(StandardCharsets.UTF_8));
                } else {
                    whole.transferTo(laughs);
                }
                laughs.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
