// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Profile;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** 《通讯工具配置表》: every account on every platform, who answers for it, and whether it is still being tried out. */
@Component(service = Document.class)
@DocumentName(document = "tools", document_permission = Permissions.READ_CONNECTORS)
public final class ToolsDocument implements Document {
    private static final List<Column> COLUMNS = List.of(
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.text("account", LocalText.of("账号", "Account")),
            Column.text("tenant", LocalText.of("企业标识", "Tenant")),
            Column.text("owner", LocalText.of("负责人", "Owner")),
            Column.text("stage", LocalText.of("状态", "State")),
            Column.text("connection", LocalText.of("连接情况", "Connection")),
            Column.number("messages", LocalText.of("已接入消息", "Messages taken in"))
                    .withSum(),
            Column.moment("last-message", LocalText.of("最近消息", "Last message")),
            Column.text("note", LocalText.of("备注", "Note")));

    private final Clock clock;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Activate
    public ToolsDocument(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return LocalText.of("通讯工具配置表", "Communication tools");
    }

    @Override
    public Report report(Asker asker, Period period) {
        List<Standing> standings = Rights.present(board, Rights.CONNECTORS).standings();
        return of(standings, title(), clock.instant()).signedFor(asker);
    }

    static Report of(List<Standing> standings, LocalText title, Instant asOf) {
        return Report.of(
                        title,
                        asOf,
                        COLUMNS,
                        Rows.of(standings.stream()
                                .sorted(Comparator.comparing(Standing::platform).thenComparing(Standing::account))
                                .map(ToolsDocument::row)
                                .toList()))
                .withNote(LocalText.of(
                        "“测试中”的账号功能完整，但尚未正式启用。",
                        "An account that is in trial works in full and has not gone live yet."))
                .drawn(Chart.bars("account", "messages"));
    }

    private static List<Cell> row(Standing standing) {
        Optional<Profile> profile = standing.profile();
        return List.of(
                profile.map(p -> Cell.words(p.name())).orElseGet(() -> Cell.text(standing.platform())),
                Cell.text(standing.account()),
                Cell.text(profile.map(Profile::tenant).orElse("")),
                Cell.text(profile.map(Profile::owner).orElse("")),
                Cell.maybe(profile, p -> Cell.words(stage(p))),
                Cell.words(connection(standing)),
                Cell.number(standing.messages()),
                Cell.maybe(standing.lastMessage(), Cell::moment),
                Cell.text(profile.map(Profile::note).orElse("")));
    }

    private static LocalText stage(Profile profile) {
        return profile.live() ? LocalText.of("已完成", "Completed") : LocalText.of("测试中", "In trial");
    }

    private static LocalText connection(Standing standing) {
        if (standing.problem().isPresent()) {
            return LocalText.of("配置有误", "Misconfigured");
        }
        if (standing.paused()) {
            return LocalText.of("已暂停", "Paused");
        }
        if (standing.profile().isEmpty()) {
            return LocalText.of("连接器未运行", "Connector away");
        }
        if (standing.lastMessage().isPresent()) {
            return LocalText.of("正在接收", "Receiving");
        }
        return standing.lastCall().isPresent()
                ? LocalText.of("已有回调", "Called")
                : LocalText.of("等待回调", "Waiting for calls");
    }
}
