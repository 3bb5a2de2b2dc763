// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.huitong.capability.monitor.MonitorShelf;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.gauge.Standing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《运行监控表》: what is watched, how often, by whom, what is normal, how it stands, and what to do beyond that. */
@Component(service = Document.class)
@DocumentName(document = "monitoring", document_permission = MonitorPage.READ)
public final class MonitoringDocument implements Document {
    private static final LocalText TITLE = LocalText.of("运行监控表", "What is watched");
    private static final List<Column> COLUMNS = List.of(
            Column.text("item", LocalText.of("项目", "Item")),
            Column.text("subject", LocalText.of("对象", "Of what")),
            Column.text("frequency", LocalText.of("频率", "How often")),
            Column.text("owner", LocalText.of("负责人", "Owner")),
            Column.text("normal", LocalText.of("正常值范围", "Normal")),
            Column.number("value", LocalText.of("当前值", "Value"), 2),
            Column.text("unit", LocalText.of("单位", "Unit")),
            Column.text("state", LocalText.of("状态", "State")),
            Column.text("handling", LocalText.of("异常处理措施", "What to do")));

    private final MonitorShelf shelf;
    private final Norms norms;
    private final Clock clock;

    @Activate
    public MonitoringDocument(@Reference MonitorShelf shelf, @Reference Norms norms, @Reference Clock clock) {
        this.shelf = shelf;
        this.norms = norms;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        Map<Gauge, Norm> normal = norms.all();
        List<List<Cell>> rows = shelf.standings().values().stream()
                .sorted(Comparator.comparing(Standing::gauge).thenComparing(Standing::subject))
                .map(standing -> row(standing, normal.get(standing.gauge())))
                .toList();
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows)).signedFor(asker);
    }

    private static List<Cell> row(Standing standing, Norm norm) {
        Gauge gauge = standing.gauge();
        return List.of(
                Cell.words(gauge.item()),
                Cell.text(standing.subject()),
                Cell.words(gauge.frequency()),
                Cell.text(norm.owner()),
                Cell.text(gauge.normal(norm.limits())),
                Cell.number(BigDecimal.valueOf(standing.value())),
                Cell.text(gauge.unit()),
                Cell.words(DailyLine.words(standing.state())),
                Cell.words(gauge.handling()));
    }
}
