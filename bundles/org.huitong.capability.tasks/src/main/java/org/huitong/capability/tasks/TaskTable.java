// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.SheetReader;
import org.huitong.api.document.SheetReader.Row;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * 《任务跟踪表》 as it goes out, and as it comes back. Two columns that are not shown say of which task a line is and what
 * stood in it: so lines may be sorted, left out and laid out anew, columns moved and taken away, and it is still known
 * what somebody has edited.
 */
record TaskTable(Roster roster, ZoneId zone) {
    static final LocalText YES = LocalText.of("是", "yes");
    static final Column LATE = Column.duration("late", LocalText.of("逾期工时", "Late, in time of work"))
            .withSum();
    private static final Column ID = Column.text("id", LocalText.of("汇通编号（请勿修改）", "Huitong id (leave as it is)"))
            .outOfSight();
    private static final Column VERSION = Column.text(
                    "version", LocalText.of("汇通版本（请勿修改）", "Huitong version (leave as it is)"))
            .outOfSight();
    static final List<Column> COLUMNS = List.of(
            TableField.CODE.column(),
            TableField.TITLE.column(),
            TableField.DEPARTMENT.column(),
            TableField.ASSIGNEE.column(),
            TableField.MADE.column(),
            TableField.DUE.column(),
            TableField.STATE.column(),
            TableField.ENDED.column(),
            LATE,
            TableField.SUPERVISED.column(),
            ID,
            VERSION);

    private static final Pattern TASK = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern STOOD = Pattern.compile("v(\\d{1,9})\\.([0-9a-f]{" + TableField.length() + "})");
    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T]+(\\d{1,2})[:：](\\d{2})(?:[:：](\\d{2}))?)?");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    /** A day without a time ends then, as everywhere. */
    private static final int EVENING = 18;

    /**
     * A line of it.
     *
     * @param number beside it in the spreadsheet
     * @param version of the task when the table was made
     * @param prints what stood in it then
     * @param texts what stands in it now, of the columns that are still there
     */
    record Line(int number, String task, int version, String prints, Map<TableField, String> texts) {
        boolean isEdited(TableField field) {
            String text = texts.get(field);
            return text != null && !field.of(prints).equals(field.print(text));
        }

        boolean isEdited() {
            return texts.keySet().stream().anyMatch(this::isEdited);
        }
    }

    /** @param without lines that somebody has written in, of which no task is known */
    record Read(List<Line> lines, List<Integer> without) {}

    List<Cell> row(Task task, Optional<Duration> late) {
        return List.of(
                Cell.text(task.code()),
                Cell.text(task.words().title()),
                Cell.maybe(department(task), Cell::text),
                Cell.maybe(assignee(task), Cell::text),
                Cell.moment(task.madeAt()),
                Cell.maybe(task.due(), Cell::moment),
                Cell.words(words(task.state())),
                Cell.maybe(task.endedAt(), Cell::moment),
                Cell.maybe(late, Cell::span),
                Cell.maybe(task.supervision().map(s -> YES), Cell::words),
                Cell.text(task.id()),
                Cell.text("v" + task.version() + "." + TableField.prints(field -> text(task, field))));
    }

    /** What stands in a field of a task, the same in every language. */
    String text(Task task, TableField field) {
        return switch (field) {
            case TITLE -> task.words().title().strip();
            case DEPARTMENT -> department(task).orElse("");
            case ASSIGNEE -> assignee(task).orElse("");
            case DUE -> task.due().map(this::text).orElse("");
            case STATE -> task.state().word();
            case CODE -> task.code();
            case MADE -> text(task.madeAt());
            case ENDED -> task.endedAt().map(this::text).orElse("");
            case SUPERVISED -> task.supervision().map(s -> YES.en()).orElse("");
        };
    }

    private Optional<String> department(Task task) {
        return task.department().map(id -> roster.name(id).orElse(id));
    }

    private Optional<String> assignee(Task task) {
        return task.assignee().map(id -> roster.name(id).orElse(id));
    }

    private String text(Instant at) {
        return MOMENT.format(LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS));
    }

    /** @throws Problem where it is no such table, its columns are gone that are not shown, or one has another heading */
    Read read(List<Row> rows, SheetReader sheets) {
        for (int i = 0; i < rows.size(); i++) {
            Map<Column, Integer> places = places(rows.get(i));
            if (places.containsKey(ID) && places.containsKey(VERSION)) {
                refuseRenamed(rows.subList(i, rows.size()), places);
                return read(rows.subList(i + 1, rows.size()), places, sheets);
            }
        }
        throw new Problem(
                400,
                "no-task-table",
                LocalText.of(
                        "这不是从汇通导出的《任务跟踪表》，或者其中隐藏的两列（汇通编号、汇通版本）已被删除。请重新导出 xlsx 后修改。",
                        "This is no table of tasks as Huitong gives it out, or the two columns in it that are not shown"
                                + " have been removed. Take out the xlsx again, and edit that."));
    }

    /**
     * A column may be taken away, and columns of one's own may be beside ours. But where one of ours is not there and
     * another one is, its heading was changed, and what was edited in it would be dropped without a word.
     */
    private static void refuseRenamed(List<Row> rows, Map<Column, Integer> places) {
        List<Column> missing = Arrays.stream(TableField.values())
                .filter(TableField::isEditable)
                .map(TableField::column)
                .filter(column -> !places.containsKey(column))
                .toList();
        boolean isTitle = missing.contains(TableField.TITLE.column());
        if (missing.isEmpty() || !isTitle && !hasOthers(rows, places)) {
            return;
        }
        throw new Problem(
                400,
                "column-missing",
                LocalText.of(
                        "没有找到列" + named(missing, column -> "“" + column.title().zh() + "”") + "：请把表头改回原来的文字后再上传。",
                        "The column " + named(missing, column -> column.title().en())
                                + " was not found: give it back the heading that it had, and upload it again."));
    }

    private static String named(List<Column> columns, Function<Column, String> name) {
        return columns.stream().map(name).collect(Collectors.joining(", "));
    }

    /** Whether something stands in a column that is none of ours: in its heading, or in the line of a task. */
    private static boolean hasOthers(List<Row> rows, Map<Column, Integer> places) {
        return rows.stream()
                .filter(row -> row == rows.get(0)
                        || TASK.matcher(words(row.cell(places.get(ID)))).matches())
                .anyMatch(row -> IntStream.range(0, row.cells().size())
                        .anyMatch(i -> !places.containsValue(i)
                                && !words(row.cells().get(i)).isEmpty()));
    }

    private static Map<Column, Integer> places(Row row) {
        Map<Column, Integer> places = new HashMap<>();
        for (int i = 0; i < row.cells().size(); i++) {
            if (row.cells().get(i) instanceof Cell.Text heading) {
                for (Column column : COLUMNS) {
                    if (heading.text().strip().equals(column.title().zh())
                            || heading.text().strip().equals(column.title().en())) {
                        places.putIfAbsent(column, i);
                    }
                }
            }
        }
        return places;
    }

    private Read read(List<Row> rows, Map<Column, Integer> places, SheetReader sheets) {
        List<Line> lines = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        for (Row row : rows) {
            String task = words(row.cell(places.get(ID)));
            Matcher stood = STOOD.matcher(words(row.cell(places.get(VERSION))));
            if (TASK.matcher(task).matches() && stood.matches()) {
                Map<TableField, String> texts = new EnumMap<>(TableField.class);
                for (TableField field : TableField.values()) {
                    Integer place = places.get(field.column());
                    if (place != null) {
                        texts.put(field, text(field, row.cell(place), sheets));
                    }
                }
                lines.add(new Line(row.number(), task, Integer.parseInt(stood.group(1)), stood.group(2), texts));
            } else if (!words(row.cell(places.getOrDefault(TableField.TITLE.column(), -1)))
                    .isEmpty()) {
                // The total, the notes and the names below the table have nothing there.
                without.add(row.number());
            }
        }
        return new Read(lines, without);
    }

    private static String words(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.text().strip();
        }
        return cell instanceof Cell.Number number
                ? number.value().stripTrailingZeros().toPlainString()
                : "";
    }

    /** What somebody wrote, as it would be given out: what is no moment or state is left as it is, to be said. */
    private static String text(TableField field, Cell cell, SheetReader sheets) {
        if (field.isMoment()) {
            Optional<LocalDateTime> at =
                    cell instanceof Cell.Number number ? sheets.moment(number) : written(words(cell));
            return at.map(MOMENT::format).orElse(words(cell));
        }
        String words = words(cell);
        return switch (field) {
            case STATE -> state(words).map(TaskState::word).orElse(words);
            case SUPERVISED -> words.equals(YES.zh()) ? YES.en() : words;
            default -> words;
        };
    }

    private static Optional<LocalDateTime> written(String text) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            boolean isDay = found.group(4) == null;
            return Optional.of(LocalDateTime.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)),
                    isDay ? EVENING : Integer.parseInt(found.group(4)),
                    isDay ? 0 : Integer.parseInt(found.group(5)),
                    found.group(6) == null ? 0 : Integer.parseInt(found.group(6))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    Optional<Instant> moment(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, MOMENT).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<TaskState> state(String words) {
        for (TaskState state : TaskState.values()) {
            if (words.equals(words(state).zh())
                    || words.equalsIgnoreCase(words(state).en())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    static LocalText words(TaskState state) {
        return switch (state) {
            case OPEN -> LocalText.of("待处理", "open");
            case DOING -> LocalText.of("处理中", "doing");
            case DONE -> LocalText.of("已办结", "done");
            case CANCELLED -> LocalText.of("已取消", "cancelled");
        };
    }
}
