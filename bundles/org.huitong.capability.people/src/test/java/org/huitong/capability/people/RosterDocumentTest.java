// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.account.Seen;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RosterDocumentTest {
    private static final Instant AT = Instant.parse("2026-11-30T02:00:00Z");
    private static final LocalDate JOINED = LocalDate.of(2025, 1, 2);

    private final DerbyStore store = new DerbyStore().migrate("people");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void has_a_column_for_each_platform_and_nobody_who_has_left() {
        TestClock clock = new TestClock(AT);
        RosterKeeper keeper = RosterKeeper.of(
                new RosterShelf(store, new OneKeyVault()),
                clock,
                new HeardLocksmith().departures(clock),
                account -> Optional.empty());
        keeper.change(new Origin("hub", "test", ""), draft -> {
            draft.put(new Company(
                    "c1",
                    "甲公司",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new Company.Contact("报销", "p2"), new Company.Contact(Company.Contact.GENERAL, "p2"))));
            draft.put(new Department("d1", "财务部", "c1", Optional.empty(), Optional.of("p1"), Optional.empty(), false));
            draft.put(person("p1", "007", "张三", Person.State.ACTIVE));
            draft.put(person(
                    "p2",
                    "008",
                    "李四",
                    Person.State.ACTIVE,
                    new PlatformAccount("wecom", "t1", List.of("lisi", "wo1"), Optional.empty()),
                    new PlatformAccount("acme", "t2", List.of("=ls"), Optional.empty())));
            draft.put(person("p3", "009", "王五", Person.State.LEFT));
        });
        Seen spoke = new Seen(
                new Seen.Place("wecom", "t1", "wo1"),
                List.of(),
                AT,
                Instant.parse("2026-11-29T17:30:00Z"),
                Optional.empty(),
                false);
        Report report = RosterDocument.of(
                keeper.roster(), List.of(spoke), Map.of("wecom", LocalText.of("企业微信", "WeCom")), clock);
        assertThat(report.columns())
                .extracting(Column::title)
                .extracting(LocalText::zh)
                .containsExactly(
                        "工号", "姓名", "公司", "部门", "岗位", "级别", "直接上级", "手机", "邮箱", "登录名", "对接事项", "acme账号", "企业微信账号",
                        "最近发言");
        List<List<Cell>> rows = new ArrayList<>();
        report.rows().pour(rows::add);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).subList(0, 2)).containsExactly(Cell.text("007"), Cell.text("张三"));
        assertThat(rows.get(1))
                .containsExactly(
                        Cell.text("008"),
                        Cell.text("李四"),
                        Cell.text("甲公司"),
                        Cell.text("财务部"),
                        Cell.text("会计"),
                        Cell.text(""),
                        Cell.text("张三"),
                        Cell.text("13800000000"),
                        Cell.empty(),
                        Cell.empty(),
                        Cell.text("报销、其他"),
                        Cell.text("=ls"),
                        Cell.text("lisi"),
                        Cell.day(LocalDate.of(2026, 11, 30)));
    }

    @Test
    void exportedAndImportedItChangesNothing() {
        TestClock clock = new TestClock(AT);
        OneKeyVault vault = new OneKeyVault();
        RosterKeeper keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                clock,
                new HeardLocksmith().departures(clock),
                account -> Optional.empty());
        keeper.change(new Origin("hub", "test", ""), draft -> {
            draft.put(new Company(
                    "c1",
                    "甲公司",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                            new Company.Contact("报销", "p2"),
                            new Company.Contact("年度审计", "p1"),
                            new Company.Contact(Company.Contact.GENERAL, "p2"),
                            new Company.Contact("客诉", "p4"))));
            draft.put(new Company("c2", "乙公司", Optional.empty(), Optional.empty(), List.of()));
            draft.put(new Department("d1", "财务部", "c1", Optional.empty(), Optional.of("p1"), Optional.empty(), false));
            draft.put(person("p1", "007", "张三", Person.State.ACTIVE));
            draft.put(person("p2", "008", "李四", Person.State.ACTIVE));
        });
        Report report = RosterDocument.of(keeper.roster(), List.of(), Map.of(), clock);
        List<String> lines = new ArrayList<>();
        lines.add(report.columns().stream().map(column -> column.title().zh()).collect(Collectors.joining(",")));
        report.rows()
                .pour(row -> lines.add(row.stream()
                        .map(cell -> cell instanceof Cell.Text text ? text.text() : "")
                        .collect(Collectors.joining(","))));
        assertThat(lines.get(1)).contains("年度审计");
        SyncDesk.Told told = SyncDesk.of(keeper, store, vault, new SeenAccounts(store, vault), clock)
                .plan(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "import", "x");
        assertThat(told.plan().differences()).isEmpty();
        assertThat(told.plan().conflicts()).isEmpty();
        assertThat(told.plan().after().company("c1")).isEqualTo(keeper.roster().company("c1"));
    }

    private static Person person(
            String id, String employee, String name, Person.State state, PlatformAccount... accounts) {
        return new Person(
                id,
                employee,
                name,
                "c1",
                List.of(new Membership("d1", JOINED, Optional.empty())),
                "会计",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of("13800000000"),
                Optional.empty(),
                List.of(accounts),
                Optional.empty(),
                state);
    }
}
