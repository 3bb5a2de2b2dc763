// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Remedy;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.document.Signature;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《覆盖范围说明》: what the company can and cannot see through the hub, to be signed by whoever answers for it. */
@Component(service = Document.class)
@DocumentName(document = "coverage", document_permission = Permissions.READ_CONNECTORS)
public final class CoverageDocument implements Document {
    private static final LocalText TITLE = LocalText.of("覆盖范围说明", "Coverage");
    private static final List<Column> COLUMNS = List.of(
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.text("account", LocalText.of("账号", "Account")),
            Column.text("what", LocalText.of("内容", "What")),
            Column.text("state", LocalText.of("情况", "State")),
            Column.number("messages", LocalText.of("已收到", "Came")),
            Column.moment("last", LocalText.of("最近一条", "Last")),
            Column.text("why", LocalText.of("依据", "Why")),
            Column.text("remedy", LocalText.of("如何改变", "What would change it")));

    private final CoverageDesk desk;

    @Activate
    public CoverageDocument(@Reference CoverageDesk desk) {
        this.desk = desk;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AccountOutlook account : desk.accounts()) {
            account.sights().forEach(sight -> rows.add(row(account, sight)));
        }
        return Report.of(TITLE, desk.now(), COLUMNS, Rows.of(rows))
                .withNote(LocalText.of(
                        "“看得到”指最近 30 天确实收到过；“未知”指既不能确认看得到，也不能确认看不到；“目前看不到”可按最后一列改变；“平台不提供”无法改变。",
                        "Seen: it came within the last 30 days. Unknown: neither that it is seen nor that it is not can be"
                                + " told. Not seen: the last column says what would change that. Not given: nothing"
                                + " changes it."))
                .signed(List.of(
                        Signature.madeBy(asker),
                        Signature.checked(),
                        new Signature(LocalText.of("确认", "Confirmed by"), Optional.empty())));
    }

    private static List<Cell> row(AccountOutlook account, Outlook sight) {
        return List.of(
                account.standing()
                        .profile()
                        .map(Profile::name)
                        .map(Cell::words)
                        .orElseGet(() -> Cell.text(account.standing().platform())),
                Cell.text(account.standing().account()),
                Cell.words(sight.sight().what()),
                Cell.words(name(sight.light())),
                Cell.maybe(sight.seen(), seen -> Cell.number(seen.messages())),
                Cell.maybe(sight.seen(), seen -> Cell.moment(seen.lastAt())),
                Cell.words(sight.why()),
                sight.remedies().isEmpty() ? Cell.empty() : Cell.words(together(sight.remedies())));
    }

    static LocalText name(Outlook.Light light) {
        return switch (light) {
            case SEEN -> LocalText.of("看得到", "Seen");
            case UNKNOWN -> LocalText.of("未知", "Unknown");
            case WITHHELD -> LocalText.of("目前看不到", "Not seen");
            case NEVER -> LocalText.of("平台不提供", "Not given");
        };
    }

    private static LocalText together(List<Remedy> remedies) {
        return LocalText.of(
                remedies.stream().map(remedy -> remedy.how().zh()).collect(Collectors.joining("；")),
                remedies.stream().map(remedy -> remedy.how().en()).collect(Collectors.joining("; ")));
    }
}
