// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《任务跟踪表》: every task that its reader may see, of a time in which it was made, by its deadline. */
@Component(service = Document.class)
@DocumentName(document = "task-table", document_permission = Permitted.EVERYBODY)
public final class TaskTableDocument implements Document {
    private static final LocalText TITLE = LocalText.of("任务跟踪表", "Tasks and their progress");
    private static final LocalText YES = LocalText.of("是", "yes");
    private static final int AT_A_TIME = 200;
    private static final List<Column> COLUMNS = List.of(
            Column.text("code", LocalText.of("编号", "No.")),
            Column.text("title", LocalText.of("任务", "Task")),
            Column.text("department", LocalText.of("部门", "Department")),
            Column.text("assignee", LocalText.of("负责人", "Who sees to it")),
            Column.moment("made", LocalText.of("创建时间", "Made at")),
            Column.moment("due", LocalText.of("截止时间", "Due")),
            Column.text("state", LocalText.of("状态", "State")),
            Column.moment("ended", LocalText.of("办结时间", "Done at")),
            Column.duration("late", LocalText.of("逾期工时", "Late, in time of work"))
                    .withSum(),
            Column.text("supervised", LocalText.of("督办", "Supervised")));

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final DecisionPoint decisions;
    private final Clock clock;

    @Activate
    public TaskTableDocument(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public boolean ofPeriod() {
        return true;
    }

    @Override
    public Report report(Asker asker, Period period) {
        Sight.Condition seen = Sight.of(asker, decisions, desk.duty()).condition();
        if (period.from().isPresent()) {
            seen = seen.and("made_at >= ?", Days.begin(period.from().get(), clock));
        }
        if (period.to().isPresent()) {
            seen = seen.and("made_at < ?", Days.begin(period.to().get().plusDays(1), clock));
        }
        Sight.Condition condition = seen;
        Instant now = clock.instant();
        return Report.of(TITLE, now, COLUMNS, taker -> pour(condition, now, taker))
                .about(Days.words(period))
                .signedFor(asker)
                .drawn(Chart.bars("code", "late"));
    }

    /** Some at a time, each page from behind the last one of the page before. */
    private void pour(Sight.Condition condition, Instant now, Rows.Taker taker) {
        Roster roster = desk.duty().roster();
        Sight.Condition page = condition;
        List<Task> tasks;
        do {
            Sight.Condition asked = page;
            tasks = shelf.transactions().read(c -> shelf.tasks(c, asked.sql(), asked.values(), AT_A_TIME));
            for (Task task : tasks) {
                if (!taker.take(row(task, roster, now))) {
                    return;
                }
            }
            if (!tasks.isEmpty()) {
                Task last = tasks.get(tasks.size() - 1);
                long due = last.due().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
                page = condition.and("(due_sort > ? OR (due_sort = ? AND id > ?))", due, due, last.id());
            }
        } while (tasks.size() == AT_A_TIME);
    }

    private List<Cell> row(Task task, Roster roster, Instant now) {
        return List.of(
                Cell.text(task.code()),
                Cell.text(task.words().title()),
                Cell.maybe(task.department().map(id -> roster.name(id).orElse(id)), Cell::text),
                Cell.maybe(task.assignee().map(id -> roster.name(id).orElse(id)), Cell::text),
                Cell.moment(task.madeAt()),
                Cell.maybe(task.due(), Cell::moment),
                Cell.words(words(task.state())),
                Cell.maybe(task.endedAt(), Cell::moment),
                Cell.maybe(late(task, now), Cell::span),
                Cell.maybe(task.supervision().map(s -> YES), Cell::words));
    }

    private Optional<Duration> late(Task task, Instant now) {
        Instant end = task.endedAt().orElse(now);
        return task.due().filter(end::isAfter).map(due -> desk.work(task.department())
                .between(due, end));
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
