// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.MonitorPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《平台运行日报》: a day as it was written down; one that is not over as it is so far. Without a period it is yesterday. */
@Component(service = Document.class)
@DocumentName(document = "daily-report", document_permission = MonitorPage.READ)
public final class DailyReportDocument implements Document {
    private static final LocalText TITLE = LocalText.of("平台运行日报", "The platforms' day");
    private static final int MOST_DAYS = 31;
    private static final List<Column> COLUMNS = List.of(
            Column.day("day", LocalText.of("日期", "Day")),
            Column.text("section", LocalText.of("类别", "Section")),
            Column.text("item", LocalText.of("项目", "Item")),
            Column.text("subject", LocalText.of("对象", "Of what")),
            Column.number("value", LocalText.of("数值", "Value"), 2),
            Column.text("unit", LocalText.of("单位", "Unit")),
            Column.text("normal", LocalText.of("正常值", "Normal")),
            Column.text("state", LocalText.of("状态", "State")),
            Column.text("note", LocalText.of("说明", "Note")));

    private final DayBook book;
    private final Clock clock;

    @Activate
    public DailyReportDocument(@Reference DayBook book, @Reference Clock clock) {
        this.book = book;
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
        LocalDate yesterday = clock.today().minusDays(1);
        LocalDate from = period.from().or(period::to).orElse(yesterday);
        LocalDate to = period.to().or(period::from).orElse(yesterday);
        if (to.isAfter(from.plusDays(MOST_DAYS - 1L))) {
            throw Problem.badRequest("一次最多 31 天。", "Up to 31 days at a time.");
        }
        String days = from.equals(to) ? from.toString() : from + " – " + to;
        return Report.of(TITLE, clock.instant(), COLUMNS, taker -> pour(from, to, taker))
                .about(LocalText.of(days, days))
                .withNote(LocalText.of(
                        "数值为当日最差的一次测量；“消息接入”为计数，异常停机前不足一分钟的部分不在其中。",
                        "Figures are the worst measurement of the day. What was taken in is counted; the part of a minute"
                                + " before a crash is not among it."))
                .signedFor(asker);
    }

    private void pour(LocalDate from, LocalDate to, Rows.Taker taker) {
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            LocalDate one = day;
            for (DailyLine line : book.transactions().read(c -> lines(c, one))) {
                List<Cell> cells = new ArrayList<>(List.of(Cell.day(one)));
                cells.addAll(line.cells());
                if (!taker.take(cells)) {
                    return;
                }
            }
        }
    }

    /** A day that was never written down, because nobody watched, has nothing to tell. */
    private List<DailyLine> lines(Connection connection, LocalDate day) throws SQLException {
        Optional<List<DailyLine>> written = book.read(connection, day);
        if (written.isPresent()) {
            return written.get();
        }
        return day.isBefore(clock.today().minusDays(1)) || day.isAfter(clock.today())
                ? List.of()
                : book.look(connection, day);
    }
}
