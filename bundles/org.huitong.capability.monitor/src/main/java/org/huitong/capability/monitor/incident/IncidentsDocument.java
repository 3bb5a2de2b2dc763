// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.huitong.capability.monitor.MonitorPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《问题处理记录》: every incident that was not over before the time begins, by when it was opened. */
@Component(service = Document.class)
@DocumentName(document = "incidents", document_permission = MonitorPage.READ)
public final class IncidentsDocument implements Document {
    private static final LocalText TITLE = LocalText.of("问题处理记录", "Record of incidents");
    private static final int AT_A_TIME = 200;
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");
    private static final List<Column> COLUMNS = List.of(
            Column.text("code", LocalText.of("编号", "No.")),
            Column.moment("opened", LocalText.of("发生时间", "Opened")),
            Column.text("title", LocalText.of("问题", "Incident")),
            Column.text("cause", LocalText.of("原因", "Cause")),
            Column.text("owner", LocalText.of("负责人", "Owner")),
            Column.text("remedy", LocalText.of("处理措施", "Remedy")),
            Column.moment("over", LocalText.of("恢复时间", "Over")),
            Column.duration("lasted", LocalText.of("历时", "Lasted")),
            Column.text("state", LocalText.of("状态", "State")),
            Column.text("review", LocalText.of("复盘", "Review")));

    private final IncidentShelf shelf;
    private final Clock clock;

    @Activate
    public IncidentsDocument(@Reference IncidentShelf shelf, @Reference Clock clock) {
        this.shelf = shelf;
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
        Instant from = period.from().map(this::begin).orElse(Instant.EPOCH);
        Instant to = period.to().map(day -> begin(day.plusDays(1))).orElse(EVER);
        LocalText about = LocalText.of(
                period.from().map(LocalDate::toString).orElse("") + " – "
                        + period.to().map(LocalDate::toString).orElse("")
                        + "（含此前发生、其间尚未结束的）",
                period.from().map(LocalDate::toString).orElse("") + " – "
                        + period.to().map(LocalDate::toString).orElse("") + ", with those of before that went on");
        Report report = Report.of(TITLE, clock.instant(), COLUMNS, taker -> pour(from, to, taker))
                .signedFor(asker);
        return period.from().isEmpty() && period.to().isEmpty() ? report : report.about(about);
    }

    private Instant begin(LocalDate day) {
        return day.atStartOfDay(clock.zone()).toInstant();
    }

    /** Some at a time, each page from behind the last one of the page before. */
    private void pour(Instant from, Instant to, Rows.Taker taker) {
        Optional<Incident> last = Optional.empty();
        List<Incident> some;
        do {
            Optional<Incident> behind = last;
            some = shelf.transactions().read(c -> shelf.during(c, from, to, behind, AT_A_TIME));
            for (Incident one : some) {
                if (!taker.take(row(one))) {
                    return;
                }
                last = Optional.of(one);
            }
        } while (some.size() == AT_A_TIME);
    }

    private static List<Cell> row(Incident one) {
        Optional<Instant> end = one.overAt().or(one::closedAt);
        return List.of(
                Cell.text(one.code()),
                Cell.moment(one.openedAt()),
                Cell.maybe(one.words().title().text(), Cell::words),
                Cell.maybe(one.words().cause().text(), Cell::words),
                Cell.text(one.words().owner()),
                Cell.maybe(one.words().remedy().text(), Cell::words),
                Cell.maybe(end, Cell::moment),
                Cell.maybe(end.map(e -> Duration.between(one.openedAt(), e)), Cell::span),
                Cell.words(words(one.state())),
                Cell.text(one.words().review()));
    }

    private static LocalText words(Incident.State state) {
        return switch (state) {
            case OPEN -> LocalText.of("处理中", "open");
            case OVER -> LocalText.of("已恢复，待复盘", "over, to be reviewed");
            case CLOSED -> LocalText.of("已关闭", "closed");
        };
    }
}
