// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Profile;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.document.Signature;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.report.Acceptance.Item;
import org.huitong.capability.monitor.report.Acceptance.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《平台对接验收报告》: every account with its checks, what was seen, and what comes of it. */
@Component(service = Document.class)
@DocumentName(document = "acceptance", document_permission = Permissions.READ_CONNECTORS)
public final class AcceptanceDocument implements Document {
    private static final LocalText TITLE = LocalText.of("平台对接验收报告", "Acceptance of the platforms");
    private static final LocalText RESULT = LocalText.of("结论", "Result");
    private static final List<Column> COLUMNS = List.of(
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.text("account", LocalText.of("账号", "Account")),
            Column.text("owner", LocalText.of("负责人", "Owner")),
            Column.text("check", LocalText.of("验收项", "Check")),
            Column.text("verdict", LocalText.of("结果", "Verdict")),
            Column.text("seen", LocalText.of("实测", "Seen")));

    private final ConnectorBoard board;
    private final Norms norms;
    private final Clock clock;

    @Activate
    public AcceptanceDocument(@Reference ConnectorBoard board, @Reference Norms norms, @Reference Clock clock) {
        this.board = board;
        this.norms = norms;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        return of(board.standings(), norms.of(Gauge.DELAY).limits())
                .signed(List.of(
                        Signature.madeBy(asker),
                        new Signature(LocalText.of("对接方确认", "Confirmed by the platform's side"), Optional.empty()),
                        new Signature(LocalText.of("验收人", "Accepted by"), Optional.empty())));
    }

    private Report of(List<Standing> accounts, Limits delay) {
        List<List<Cell>> rows = new ArrayList<>();
        accounts.stream()
                .sorted(Comparator.comparing(Standing::platform).thenComparing(Standing::account))
                .forEach(account -> {
                    List<Item> items = Acceptance.of(account, delay);
                    items.forEach(item -> rows.add(row(account, item)));
                    rows.add(row(account, new Item(RESULT, Acceptance.all(items), stage(account))));
                });
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .withNote(LocalText.of(
                        "计数自本系统本次启动起；延迟为最近一小时。", "Counts since the hub's start; delays of the last hour."));
    }

    private static List<Cell> row(Standing account, Item item) {
        Optional<Profile> profile = account.profile();
        return List.of(
                profile.map(p -> Cell.words(p.name())).orElseGet(() -> Cell.text(account.platform())),
                Cell.text(account.account()),
                Cell.text(profile.map(Profile::owner).orElse("")),
                Cell.words(item.check()),
                Cell.words(words(item.verdict())),
                Cell.words(item.seen()));
    }

    private static LocalText stage(Standing account) {
        return account.profile().filter(Profile::live).isPresent()
                ? LocalText.of("已正式启用", "live")
                : LocalText.of("测试中", "in trial");
    }

    private static LocalText words(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> LocalText.of("通过", "passed");
            case OPEN -> LocalText.of("待验证", "open");
            case FAILED -> LocalText.of("未通过", "failed");
        };
    }
}
