// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.filter.FilterJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The policy of keeping as it is printed, signed and filed. */
@Component(service = Document.class)
@DocumentName(document = "retention", document_permission = KeepingPage.READ)
public final class RetentionDocument implements Document {
    private static final List<Column> COLUMNS = List.of(
            Column.text("name", LocalText.of("类别", "Kind")),
            Column.text("filter", LocalText.of("适用范围", "Which messages")),
            Column.text("keep", LocalText.of("保管期限", "Kept for")),
            Column.text("then", LocalText.of("期满处理", "Then")),
            Column.text("basis", LocalText.of("依据", "Legal basis")),
            Column.text("version", LocalText.of("版本", "Version")));

    private static final LocalText ARCHIVE = LocalText.of("归档，核验后销毁", "Archived, destroyed once that was read back");
    private static final LocalText DESTROY = LocalText.of("公示后销毁", "Announced, then destroyed");

    private final Statutes statutes;
    private final RecordsOffice office;
    private final Clock clock;

    @Activate
    public RetentionDocument(@Reference Statutes statutes, @Reference RecordsOffice office, @Reference Clock clock) {
        this.statutes = statutes;
        this.office = office;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return LocalText.of("数据归档策略", "Policy of archives");
    }

    @Override
    public Report report(Asker asker, Period period) {
        Snapshot<Rule> rules = statutes.rules().newest();
        long holds = statutes.holds().newest().items().stream()
                .filter(hold -> hold.isInForce(clock.instant()))
                .count();
        String grace = office.grace().toString();
        return Report.of(title(), clock.instant(), COLUMNS, taker -> {
                    for (Rule rule : rules.items()) {
                        if (!taker.take(row(rule))) {
                            return;
                        }
                    }
                })
                .about(LocalText.of("规则版本 " + rules.word(), "Version " + rules.word()))
                .withNote(
                        LocalText.of(
                                "期限自消息发出之日起计算；同时符合几条规则的按最长期限保管，不在任何规则内的一直保留。保全和有未完成任务的消息不归档、不销毁，现有保全 "
                                        + holds + " 项。每日执行；归档逐件回读核验后才计为完成，宽限期 " + grace
                                        + " 之后销毁并出具销毁证明，证明载入审计链。",
                                "Time is counted from when a message was said; the longest rule counts, and what no rule speaks of is"
                                        + " kept. What is on hold or needed by an open task is neither archived nor destroyed; "
                                        + holds
                                        + " holds are in force. It is done each day; an archive counts once it was read"
                                        + " back, and after " + grace
                                        + " the message is destroyed with a certificate that stands in the chain of the audit."))
                .signedFor(asker);
    }

    private static List<Cell> row(Rule rule) {
        String filter = FilterJson.write(rule.filter());
        return List.of(
                Cell.text(rule.name()),
                rule.filter().equals(Filter.everything())
                        ? Cell.words(LocalText.of("全部消息", "Every message"))
                        : Cell.text(filter),
                Cell.text(rule.keep().toString()),
                Cell.words(rule.then() == Rule.Then.ARCHIVE ? ARCHIVE : DESTROY),
                Cell.text(rule.basis()),
                Cell.text("keeping_rule-" + rule.version()));
    }
}
