// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.table.TextTable;

/**
 * One row about one person. A cell that is blank says nothing: what is known stays.
 *
 * @param number as a spreadsheet shows it beside the row
 */
record Line(int number, Map<Field, String> values, List<AccountCell> accounts) {
    /** A person in several departments has them in one cell, or a row for each. */
    private static final String SEVERAL = "[;；、|\\n]";

    private static final String SEVERAL_IDS = "[;；,，、|\\s]+";
    private static final int LONGEST = 128;
    private static final int LONGEST_ID = 256;

    /**
     * Ids in one account column.
     *
     * @param tenant where the heading names one
     */
    record AccountCell(String platform, Optional<String> tenant, List<String> ids) {}

    /** @throws Problem without the two columns that nothing goes without */
    static List<Line> of(TextTable table, Headings headings) {
        if (!headings.has(Field.EMPLOYEE) || !headings.has(Field.NAME)) {
            throw new Problem(
                    400,
                    "headings-missing",
                    LocalText.of(
                            "表头中至少要有“工号”和“姓名”（第一行是表头）。",
                            "The first row must have the headings “employee number” and “name” at least."));
        }
        List<Line> lines = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Map<Field, String> values = new EnumMap<>(Field.class);
            for (Map.Entry<Field, Integer> field : headings.fields().entrySet()) {
                String cell = table.cell(row, field.getValue());
                if (!cell.isEmpty()) {
                    values.put(field.getKey(), cell);
                }
            }
            List<AccountCell> accounts = new ArrayList<>();
            for (Map.Entry<Integer, Headings.AccountColumn> column :
                    headings.accounts().entrySet()) {
                List<String> ids = Stream.of(table.cell(row, column.getKey()).split(SEVERAL_IDS))
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
                if (!ids.isEmpty()) {
                    accounts.add(new AccountCell(
                            column.getValue().platform(), column.getValue().tenant(), ids));
                }
            }
            lines.add(new Line(table.numbers().get(row), values, accounts));
        }
        return lines;
    }

    Optional<String> value(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    String employee() {
        return value(Field.EMPLOYEE).orElse("");
    }

    String name() {
        return value(Field.NAME).orElse("");
    }

    List<String> departments() {
        return value(Field.DEPARTMENT).stream()
                .flatMap(cell -> Stream.of(cell.split(SEVERAL)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * What the person is to be asked about, {@link Contact#GENERAL} for everything else. Where the cell says
     * something, it says all of it.
     */
    Optional<List<String>> subjects() {
        return value(Field.SUBJECTS).map(Subjects::of);
    }

    boolean leads() {
        return value(Field.LEADS)
                .filter(word -> word.equalsIgnoreCase("是")
                        || word.equalsIgnoreCase("y")
                        || word.equalsIgnoreCase("yes")
                        || word.equalsIgnoreCase("true")
                        || word.equals("1"))
                .isPresent();
    }

    /** Whether nothing in it is longer than what is kept. */
    boolean fits() {
        return values.entrySet().stream()
                        .filter(value -> value.getKey() != Field.DEPARTMENT && value.getKey() != Field.SUBJECTS)
                        .allMatch(value -> value.getValue().length() <= LONGEST)
                && departments().stream().allMatch(name -> name.length() <= LONGEST)
                && subjects().orElse(List.of()).stream().allMatch(subject -> subject.length() <= LONGEST)
                && accounts.stream().flatMap(a -> a.ids().stream()).allMatch(id -> id.length() <= LONGEST_ID);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Line[" + number + "]";
    }
}
