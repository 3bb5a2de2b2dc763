// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.MonitorPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《领导简报》 of the week in which the period begins; without one of the week before this one. */
@Component(service = Document.class)
@DocumentName(document = "weekly-brief", document_permission = MonitorPage.READ)
public final class WeeklyBriefDocument implements Document {
    private static final LocalText TITLE = LocalText.of("领导简报", "Brief for leaders");
    private static final List<Column> COLUMNS = List.of(
            Column.text("section", LocalText.of("类别", "Section")),
            Column.text("item", LocalText.of("项目", "Item")),
            Column.number("value", LocalText.of("本周", "This week")),
            Column.number("before", LocalText.of("上周", "The week before")));

    private final DayBook book;
    private final BriefWriter writer;
    private final Clock clock;

    @Activate
    public WeeklyBriefDocument(@Reference DayBook book, @Reference BriefWriter writer, @Reference Clock clock) {
        this.book = book;
        this.writer = writer;
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
        LocalDate monday = period.from()
                .or(period::to)
                .orElse(clock.today().minusWeeks(1))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        String days = monday + " – " + monday.plusDays(6);
        List<List<Cell>> rows = book.transactions().read(c -> writer.lines(c, monday)).stream()
                .map(line -> List.of(
                        Cell.words(line.section()),
                        Cell.words(line.item()),
                        Cell.number(line.value()),
                        Cell.maybe(line.before(), Cell::number)))
                .toList();
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .about(LocalText.of(days, days))
                .signedFor(asker);
    }
}
