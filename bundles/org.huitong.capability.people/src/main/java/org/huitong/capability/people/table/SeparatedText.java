// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Text with a separator (RFC 4180), as spreadsheet programs of either language save it. */
final class SeparatedText {
    private static final Charset CHINESE = Charset.forName("GB18030");

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private SeparatedText(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static TextTable read(byte[] file) {
        String text = decoded(file);
        return new SeparatedText(text, separator(text)).table();
    }

    /** By its mark where it has one; else as UTF-8 where it is that without a fault, for no GB18030 text is by chance. */
    private static String decoded(byte[] file) {
        if (startsWith(file, 0xFF, 0xFE)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16BE);
        }
        int from = startsWith(file, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return strictly(file, from, StandardCharsets.UTF_8)
                .or(() -> strictly(file, 0, CHINESE))
                .filter(text -> text.indexOf('\0') < 0)
                .orElseThrow(() -> new Problem(
                        400,
                        "unreadable-file",
                        LocalText.of(
                                "无法读取文件：请使用 xlsx，或 UTF-8、GB18030 编码的 csv。",
                                "The file cannot be read: send xlsx, or csv in UTF-8 or GB18030.")));
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= file.length || (file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strictly(byte[] file, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(file, from, file.length - from))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whichever the headings have most of. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {'\t', ';'}) {
            if (count(first, candidate) > count(first, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private TextTable table() {
        TextTable.Gathering gathering = new TextTable.Gathering();
        int row = 0;
        while (at < text.length()) {
            gathering.add(++row, row());
        }
        return gathering.table();
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        boolean more = true;
        while (more) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            more = at < text.length() && text.charAt(at) == separator;
            if (more) {
                at++;
            }
            if (cells.size() > TextTable.MOST_COLUMNS) {
                throw TextTable.tooMuch(
                        "最多 " + TextTable.MOST_COLUMNS + " 列", "at most " + TextTable.MOST_COLUMNS + " columns");
            }
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
        return cells;
    }

    private String plain() {
        int from = at;
        while (at < text.length() && !ends(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean ends(char c) {
        return c == separator || c == '\r' || c == '\n';
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int begin = line;
        at++;
        while (true) {
            if (at >= text.length()) {
                throw new Problem(
                        400,
                        "unreadable-file",
                        LocalText.of(
                                "csv 第 " + begin + " 行的引号没有结束。",
                                "A quotation mark in row " + begin + " of the csv is never closed."));
            }
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                // What follows a closing mark before the separator belongs to the cell, as spreadsheets read it.
                return cell.append(plain()).toString();
            }
        }
    }
}
