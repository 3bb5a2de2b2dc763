// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
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
    private static final int AT_A_TIME = 200;

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
        Sight sight = Sight.of(asker, decisions, desk.duty());
        Selection seen = new Selection(sight.ways(Optional.empty()), EnumSet.allOf(TaskState.class), Condition.NONE);
        if (period.from().isPresent()) {
            seen = seen.and("made_at >= ?", Days.begin(period.from().get(), clock));
        }
        if (period.to().isPresent()) {
            seen = seen.and("made_at < ?", Days.begin(period.to().get().plusDays(1), clock));
        }
        Selection selection = seen;
        Instant now = clock.instant();
        return Report.of(TITLE, now, TaskTable.COLUMNS, taker -> pour(selection, now, taker))
                .about(Days.words(period))
                .signedFor(asker)
                .drawn(Chart.bars("code", "late"));
    }

    /** Some at a time, each page from behind the last one of the page before. */
    private void pour(Selection selection, Instant now, Rows.Taker taker) {
        TaskTable table = new TaskTable(desk.duty().roster(), clock.zone());
        Optional<Selection> left = Optional.of(selection);
        while (left.isPresent()) {
            Selection asked = left.get();
            Selection.Page page = shelf.transactions().read(c -> shelf.page(c, asked, AT_A_TIME));
            for (Task task : page.tasks()) {
                if (!taker.take(table.row(task, late(task, now)))) {
                    return;
                }
            }
            left = page.next().map(selection::behind);
        }
    }

    private Optional<Duration> late(Task task, Instant now) {
        Instant end = task.endedAt().orElse(now);
        return task.due().filter(end::isAfter).map(due -> desk.work(task.department())
                .between(due, end));
    }
}
