// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.table;

import java.util.ArrayList;
import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * What stands in a file with headings. Blank rows are left out; rows may be shorter than the headings.
 *
 * @param numbers for each row, the number that a spreadsheet shows beside it
 */
public record TextTable(List<String> headings, List<List<String>> rows, List<Integer> numbers) {
    static final int MOST_ROWS = 100_000;
    static final int MOST_COLUMNS = 200;
    static final int LONGEST_CELL = 2_000;

    public TextTable {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads a file: a workbook of a spreadsheet program, else text with commas, semicolons or tabs, in UTF-8, UTF-16 or
     * GB18030.
     *
     * @throws Problem it is neither, or too much
     */
    public static TextTable read(byte[] file) {
        if (file.length == 0) {
            throw new Problem(400, "empty-file", LocalText.of("文件是空的。", "The file is empty."));
        }
        return file.length > 3 && file[0] == 'P' && file[1] == 'K' ? Workbook.read(file) : SeparatedText.read(file);
    }

    /** A cell without blanks around it; empty where the row is shorter. */
    public String cell(int row, int column) {
        List<String> cells = rows.get(row);
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Quotes nothing: safe for a log. */
    @Override
    public String toString() {
        return "TextTable[" + headings.size() + " columns, " + rows.size() + " rows]";
    }

    /** Gathers the rows as they are read; the first that is not blank has the headings. */
    static final class Gathering {
        private final List<String> headings = new ArrayList<>();
        private final List<List<String>> rows = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();

        void add(int number, List<String> cells) {
            List<String> clean = cells.stream().map(Gathering::clean).toList();
            if (clean.stream().allMatch(String::isEmpty)) {
                return;
            }
            if (clean.size() > MOST_COLUMNS) {
                throw tooMuch("最多 " + MOST_COLUMNS + " 列", "at most " + MOST_COLUMNS + " columns");
            }
            if (headings.isEmpty()) {
                headings.addAll(clean);
            } else if (rows.size() == MOST_ROWS) {
                throw tooMuch("最多 " + MOST_ROWS + " 行", "at most " + MOST_ROWS + " rows");
            } else {
                rows.add(clean);
                numbers.add(number);
            }
        }

        /** Spreadsheet programs keep a number from being one by {@code ="00123"}. */
        private static String clean(String cell) {
            String text = cell.strip();
            if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2) {
                text = text.substring(2, text.length() - 1).strip();
            }
            text = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                    .replace("\uFEFF", "")
                    .strip();
            return text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text;
        }

        TextTable table() {
            return new TextTable(headings, rows, numbers);
        }
    }

    static Problem tooMuch(String zh, String en) {
        return new Problem(
                413, "file-too-large", LocalText.of("文件太大：" + zh + "。", "The file is too large: " + en + "."));
    }
}
