// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

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
import org.huitong.capability.monitor.gauge.Photographer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《等保三级自查表》: each point as the hub stands now, with what that was judged by. */
@Component(service = Document.class)
@DocumentName(document = "self-check", document_permission = MonitorPage.READ)
public final class SelfCheckDocument implements Document {
    private static final LocalText TITLE = LocalText.of("等保三级自查表", "Self-check for level 3 of 等保");
    private static final List<Column> COLUMNS = List.of(
            Column.text("point", LocalText.of("条款", "Point")),
            Column.text("item", LocalText.of("要求", "What is asked for")),
            Column.text("grade", LocalText.of("结论", "Grade")),
            Column.text("evidence", LocalText.of("依据（系统自检）", "Judged by (checks of the hub)")));

    private final Photographer photographer;
    private final Clock clock;

    @Activate
    public SelfCheckDocument(@Reference Photographer photographer, @Reference Clock clock) {
        this.photographer = photographer;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<List<Cell>> rows = SelfCheck.of(
                        photographer.checks(), photographer.figure("huitong_certificate_end_seconds"), clock.instant())
                .stream()
                .map(line -> List.of(
                        Cell.text(line.point()),
                        Cell.words(line.item()),
                        Cell.words(words(line.grade())),
                        Cell.text(line.evidence())))
                .toList();
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .about(LocalText.of("GB/T 22239-2019 第三级", "GB/T 22239-2019, level 3"))
                .withNote(
                        LocalText.of(
                                "只判断本系统自己能看到的；“由用户负责”的各项请另附材料。",
                                "Only what the hub itself can see is judged; add your own material where it is the customer’s."))
                .signedFor(asker);
    }

    private static LocalText words(SelfCheck.Grade grade) {
        return switch (grade) {
            case MET -> LocalText.of("符合", "met");
            case NOT_MET -> LocalText.of("不符合", "not met");
            case UNKNOWN -> LocalText.of("无法判断（相关模块未运行）", "unknown: what judges it is not here");
            case CUSTOMER -> LocalText.of("由用户负责", "the customer’s");
        };
    }
}
