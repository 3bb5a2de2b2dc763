// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Granting;
import org.huitong.api.access.Permission;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.message.MessageType;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 《权限配置表》: what each role may do and how far, and who holds it today. */
@Component(service = Document.class)
@DocumentName(document = "permissions", document_permission = RolesResource.READ)
public final class PermissionsDocument implements Document {
    private static final LocalText TITLE = LocalText.of("权限配置表", "Roles and permissions");
    private static final LocalText ALL = LocalText.of("全部", "All");
    private static final LocalText EVERYBODY = LocalText.of("全体在职人员", "Everybody who works here");
    private static final int MOST_NAMED = 50;
    private static final List<Column> COLUMNS = List.of(
            Column.text("role", LocalText.of("角色", "Role")),
            Column.text("permission", LocalText.of("权限", "Permission")),
            Column.text("word", LocalText.of("权限代码", "Word")),
            Column.text("kind", LocalText.of("类别", "Kind")),
            Column.text("where", LocalText.of("范围", "How far")),
            Column.text("platforms", LocalText.of("平台", "Platforms")),
            Column.text("types", LocalText.of("消息类型", "Types of message")),
            Column.text("secrecy", LocalText.of("密级上限", "Secrecy up to")),
            Column.text("holders", LocalText.of("持有人", "Who holds it")));

    private final RightsKeeper keeper;
    private final Granting granting;
    private final Clock clock;

    @Activate
    public PermissionsDocument(@Reference RightsKeeper keeper, @Reference Granting granting, @Reference Clock clock) {
        this.keeper = keeper;
        this.granting = granting;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public Report report(Asker asker, Period period) {
        Map<String, Optional<Permission>> known = new HashMap<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (Role role : keeper.roles()) {
            Cell holders = holders(role);
            for (Grant grant : role.grants()) {
                rows.add(row(role, grant, known.computeIfAbsent(grant.permission(), granting::described), holders));
            }
        }
        return Report.of(TITLE, clock.instant(), COLUMNS, Rows.of(rows))
                .withNote(
                        LocalText.of(
                                "默认拒绝：表中没有的都不允许。直接授予登录账号的权限见“登录账号”页。",
                                "What does not stand here is denied. What logins were given directly stands on the page Logins."))
                .signedFor(asker);
    }

    private Cell holders(Role role) {
        if (role.id().equals(Reach.EMPLOYEE)) {
            return Cell.words(EVERYBODY);
        }
        List<String> names = keeper.holdersOf(role.id());
        String first = names.stream().limit(MOST_NAMED).collect(Collectors.joining("、"));
        return names.size() <= MOST_NAMED
                ? Cell.text(first)
                : Cell.words(LocalText.of(
                        first + " 等 " + names.size() + " 人", first + " and more, " + names.size() + " in all"));
    }

    private static List<Cell> row(Role role, Grant grant, Optional<Permission> permission, Cell holders) {
        return List.of(
                Cell.words(role.name()),
                Cell.maybe(permission.map(Permission::title), Cell::words),
                Cell.text(grant.permission()),
                Cell.maybe(permission.map(Permission::kind), kind -> Cell.words(words(kind))),
                Cell.words(grant.where().text()),
                some(grant.platforms(), Function.identity()),
                some(grant.types(), MessageType::word),
                Cell.words(grant.upTo().label()),
                holders);
    }

    private static <T> Cell some(Set<T> these, Function<T, String> word) {
        return these.isEmpty()
                ? Cell.words(ALL)
                : Cell.text(String.join("、", these.stream().map(word).collect(Collectors.toCollection(TreeSet::new))));
    }

    private static LocalText words(Permission.Kind kind) {
        return switch (kind) {
            case MANAGE -> LocalText.of("管理", "manage");
            case CONTENT -> LocalText.of("内容", "content");
            case SECURITY -> LocalText.of("安全", "security");
            case AUDIT -> LocalText.of("审计", "audit");
        };
    }
}
