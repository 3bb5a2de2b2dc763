// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《个人信息保护影响评估说明》: on what basis messages are handled, and what the assessment found (PIPL, article 55). */
@Component(service = Document.class)
@DocumentName(document = "impact-assessment", document_permission = NoticePage.MANAGE)
public final class AssessmentDocument implements Document {
    private static final List<Column> COLUMNS = List.of(
            Column.text("item", LocalText.of("事项", "Item")), Column.text("content", LocalText.of("内容", "Content")));

    private final NoticeDesk desk;
    private final Clock clock;

    @Activate
    public AssessmentDocument(@Reference NoticeDesk desk, @Reference Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return LocalText.of("个人信息保护影响评估说明", "Note on the impact assessment");
    }

    @Override
    public Report report(Asker asker, Period period) {
        Report report = Report.of(
                title(),
                clock.instant(),
                COLUMNS,
                Rows.of(desk.standing().notice().map(this::rows).orElse(List.of())));
        return (desk.standing().notice().isPresent()
                        ? report
                        : report.withNote(LocalText.of("还没有发布告知书。", "No notice was published yet.")))
                .signedFor(asker);
    }

    private List<List<Cell>> rows(Notice notice) {
        int staff = desk.staff().size();
        int told = staff - desk.outstanding().size();
        return List.of(
                row(
                        LocalText.of("处理依据", "Lawful basis"),
                        Cell.words(notice.basis().title())),
                row(
                        LocalText.of("告知", "Notice"),
                        Cell.words(LocalText.of(
                                "第 " + notice.version() + " 版，" + staff + " 人中已有 " + told + " 人确认",
                                "version " + notice.version() + ", acknowledged by " + told + " of " + staff))),
                row(LocalText.of("评估", "Assessment"), Cell.text(notice.assessment())));
    }

    private static List<Cell> row(LocalText item, Cell content) {
        return List.of(Cell.words(item), content);
    }
}
