// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.tasks.TaskJson.TaskWish;

/**
 * What an edited line would make of a task as it stands by now. Pure.
 *
 * @param task empty where there is none, or none that its reader may see
 * @param wish what is to be done; empty where nothing can be
 */
record TableDifference(TaskTable.Line line, Optional<Task> task, List<Change> changes, Optional<TaskWish> wish) {
    /** What comes of an edited cell. */
    enum Verdict {
        /** It will be done. */
        CHANGE,
        /** Somebody else has changed the same since the table was made: theirs stays. */
        CONFLICT,
        /** The table does not change this. */
        FIXED,
        /** Its reader may not. */
        REFUSED,
        /** It cannot be understood. */
        UNCLEAR
    }

    /** @param why absent where it will be done */
    record Change(TableField field, String before, String after, Verdict verdict, Optional<LocalText> why) {}

    static TableDifference unknown(TaskTable.Line line) {
        return new TableDifference(line, Optional.empty(), List.of(), Optional.empty());
    }

    /** A line of a task that has stood further up already: which of them is meant, nobody can tell. */
    TableDifference twice() {
        Optional<LocalText> why = Optional.of(
                LocalText.of("同一个任务在表中出现了两次，只按第一行修改。", "The task stands in the table twice; the first line counts."));
        return new TableDifference(
                line,
                task,
                changes.stream()
                        .map(c -> new Change(c.field(), c.before(), c.after(), Verdict.UNCLEAR, why))
                        .toList(),
                Optional.empty());
    }

    static TableDifference of(TaskTable table, TaskTable.Line line, Task task, Amending amending, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (TableField field : TableField.values()) {
            String after = line.texts().get(field);
            String before = table.text(task, field);
            if (line.isEdited(field) && !before.equals(after)) {
                changes.add(judged(table, line, field, before, after));
            }
        }
        Optional<TaskWish> wish = wish(table, task, changes);
        if (wish.isEmpty()) {
            return new TableDifference(line, Optional.of(task), changes, wish);
        }
        Optional<Problem> objection = objection(task, wish.get(), amending, now);
        return objection.isEmpty()
                ? new TableDifference(line, Optional.of(task), changes, wish)
                : new TableDifference(
                        line,
                        Optional.of(task),
                        changes.stream().map(c -> refused(c, objection.get())).toList(),
                        Optional.empty());
    }

    private static Optional<Problem> objection(Task task, TaskWish wish, Amending amending, Instant now) {
        try {
            return amending.objection(task, TaskEdit.of(wish).on(task, now));
        } catch (Problem problem) {
            return Optional.of(problem);
        }
    }

    private static Change refused(Change change, Problem why) {
        return change.verdict() == Verdict.CHANGE
                ? new Change(
                        change.field(), change.before(), change.after(), Verdict.REFUSED, Optional.of(why.detail()))
                : change;
    }

    private static Change judged(TaskTable table, TaskTable.Line line, TableField field, String before, String after) {
        if (!field.isEditable()) {
            return new Change(
                    field,
                    before,
                    after,
                    Verdict.FIXED,
                    Optional.of(LocalText.of(
                            "这一列由汇通填写，不能在表中修改。", "Huitong fills in this column; the table does not change it.")));
        }
        if (!field.of(line.prints()).equals(field.print(before))) {
            return new Change(
                    field,
                    before,
                    after,
                    Verdict.CONFLICT,
                    Optional.of(LocalText.of(
                            "导出之后别人也改了这里，保留现在的值。",
                            "Somebody else has changed this since the table was taken out; it stays as it is now.")));
        }
        Optional<LocalText> unclear = unclear(table, field, after);
        return new Change(field, before, after, unclear.isPresent() ? Verdict.UNCLEAR : Verdict.CHANGE, unclear);
    }

    private static Optional<LocalText> unclear(TaskTable table, TableField field, String text) {
        return switch (field) {
            case TITLE -> text.isEmpty()
                    ? Optional.of(LocalText.of("任务不能为空。", "A task has a title."))
                    : Optional.empty();
            case STATE -> TaskState.ofWord(text).isPresent()
                    ? Optional.empty()
                    : Optional.of(LocalText.of("状态是待处理、处理中、已办结或已取消。", "The state is open, doing, done or cancelled."));
            case DUE -> text.isEmpty() || table.moment(text).isPresent()
                    ? Optional.empty()
                    : Optional.of(LocalText.of("时间的写法是 2026-10-09 18:00。", "A time reads as 2026-10-09 18:00."));
            case ASSIGNEE -> one(text.isEmpty() ? 1 : persons(table, text).size(), "人员", "person");
            case DEPARTMENT -> one(text.isEmpty() ? 1 : departments(table, text).size(), "部门", "department");
            default -> Optional.empty();
        };
    }

    private static Optional<LocalText> one(int found, String zh, String en) {
        if (found == 1) {
            return Optional.empty();
        }
        return Optional.of(
                found == 0
                        ? LocalText.of("没有这个" + zh + "。", "There is no such " + en + ".")
                        : LocalText.of(
                                "有几个同名的" + zh + "，请写工号，或在任务页面修改。",
                                "Several have this name: write the employee number, or change it on the page."));
    }

    /** By name, or by employee number. */
    private static List<String> persons(TaskTable table, String text) {
        return table.roster().persons().stream()
                .filter(Person::active)
                .filter(p -> p.name().equals(text) || p.employee().equals(text))
                .map(Person::id)
                .toList();
    }

    private static List<String> departments(TaskTable table, String text) {
        return table.roster().departments().stream()
                .filter(d -> d.name().equals(text))
                .map(Department::id)
                .toList();
    }

    private static Optional<TaskWish> wish(TaskTable table, Task task, List<Change> changes) {
        Map<TableField, String> wanted = new EnumMap<>(TableField.class);
        changes.stream().filter(c -> c.verdict() == Verdict.CHANGE).forEach(c -> wanted.put(c.field(), c.after()));
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String assignee = wanted.get(TableField.ASSIGNEE);
        String department = wanted.get(TableField.DEPARTMENT);
        String due = wanted.get(TableField.DUE);
        return Optional.of(new TaskWish(
                task.version(),
                wanted.get(TableField.TITLE),
                null,
                null,
                null,
                assignee == null || assignee.isEmpty()
                        ? assignee
                        : persons(table, assignee).get(0),
                department == null || department.isEmpty()
                        ? department
                        : departments(table, department).get(0),
                due == null ? null : table.moment(due).map(Objects::toString).orElse(""),
                wanted.get(TableField.STATE),
                null));
    }
}
