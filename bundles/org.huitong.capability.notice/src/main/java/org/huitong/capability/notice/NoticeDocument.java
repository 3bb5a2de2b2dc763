// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《个人信息处理告知书》: what staff are told, and who has acknowledged it when. */
@Component(service = Document.class)
@DocumentName(document = "notice", document_permission = NoticePage.MANAGE)
public final class NoticeDocument implements Document {
    private static final List<Column> COLUMNS = List.of(
            Column.text("employee", LocalText.of("工号", "Employee")),
            Column.text("name", LocalText.of("姓名", "Name")),
            Column.text("department", LocalText.of("部门", "Department")),
            Column.moment("acknowledged", LocalText.of("确认时间", "Acknowledged")));

    private final NoticeDesk desk;
    private final Clock clock;

    @Activate
    public NoticeDocument(@Reference NoticeDesk desk, @Reference Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return LocalText.of("个人信息处理告知书", "Notice to staff");
    }

    @Override
    public Report report(Asker asker, Period period) {
        NoticeDesk.Standing standing = desk.standing();
        Map<String, Instant> acknowledged = standing.acknowledged();
        Report report = Report.of(
                title(),
                clock.instant(),
                COLUMNS,
                Rows.of(desk.staff().stream()
                        .sorted(Comparator.comparing((Person person) -> acknowledged.containsKey(person.id()))
                                .thenComparing(Person::employee))
                        .map(person -> row(person, acknowledged))
                        .toList()));
        return standing.notice()
                .map(notice -> report.about(LocalText.of(
                                "第 " + notice.version() + " 版；"
                                        + notice.basis().title().zh(),
                                "version " + notice.version() + "; "
                                        + notice.basis().title().en()))
                        .withNote(LocalText.of(notice.text(), notice.text())))
                .orElseGet(() -> report.withNote(LocalText.of("还没有发布告知书。", "No notice was published yet.")))
                .signedFor(asker);
    }

    private List<Cell> row(Person person, Map<String, Instant> acknowledged) {
        return List.of(
                Cell.text(person.employee()),
                Cell.text(person.name()),
                Cell.text(String.join("、", desk.departments(person))),
                Cell.maybe(Optional.ofNullable(acknowledged.get(person.id())), Cell::moment));
    }
}
