// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.AccountBench;
import org.huitong.capability.people.account.AccountBench.AccountItem;
import org.huitong.capability.people.account.AccountDesk;
import org.huitong.capability.people.account.ListedAccounts;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.sync.LastSync;
import org.huitong.capability.people.sync.Source.Outcome;
import org.huitong.capability.people.sync.Source.Taking;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.QuietRun;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a platform's directory does to the people who are written down here. */
class PlatformDirectoriesTest {
    private static final String NAME = "dingtalk:sales";

    private final Vault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    private final HeardLocksmith locksmith = new HeardLocksmith();
    private final ToldDirectory told = new ToldDirectory();
    private DerbyStore store;
    private RosterKeeper keeper;
    private AccountBench bench;
    private SyncDesk desk;
    private PlatformDirectories directories;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("people");
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault), clock, locksmith.departures(clock), account -> Optional.empty());
        SeenAccounts seen = new SeenAccounts(store, vault);
        ListedAccounts listed = new ListedAccounts(store, vault);
        AccountDesk accounts = new AccountDesk(keeper, seen, listed);
        bench = new AccountBench(keeper, seen, listed, accounts);
        desk = SyncDesk.of(keeper, store, vault, seen, clock);
        directories = started(new Findings(desk, accounts, listed, keeper, clock));
        told.department("10", "销售部", "").department("11", "华东", "10");
    }

    private PlatformDirectories started(Findings findings) {
        PlatformDirectories one =
                new PlatformDirectories(new PageShelf(store, vault), findings, clock).with(told.errands());
        one.add(told, told.properties("sales"));
        return one;
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void roster(String... lines) {
        desk.sync(
                ("工号,姓名,公司,部门,岗位,邮箱,手机,钉钉账号@ding1\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8),
                "import",
                "anna");
    }

    private LastSync read(Optional<String> leads) throws JobFailure, InterruptedException {
        return read(leads, Taking.CARRY_OUT);
    }

    private LastSync read(Optional<String> leads, Taking taking) throws JobFailure, InterruptedException {
        return ((Outcome.Read) directories.read(NAME, leads, taking, QuietRun.of(NAME))).sync();
    }

    private Person person(String account) {
        return keeper.roster().holder("dingtalk", "ding1", account).orElseThrow();
    }

    @Test
    void aPlatformComesLast() throws JobFailure, InterruptedException {
        roster("1001,王芳,总部,财务部,会计,fang@x.example,,u1", "1002,李明,总部,财务部,,,,u2");
        told.member("u1", "王芳芳", "", "销售经理", "other@x.example", "13800000001", "10")
                .member("u2", "李明", "", "出纳", "ming@x.example", "", "10");
        LastSync last = read(Optional.empty());
        assertThat(last.state()).isEqualTo("done");
        assertThat(last.listed()).isEqualTo(2);
        assertThat(last.changes()).extracting(one -> one.name()).containsExactlyInAnyOrder("王芳", "李明");
        assertThat(person("u1").name()).isEqualTo("王芳");
        assertThat(person("u1").post()).isEqualTo("会计");
        assertThat(person("u1").mail()).contains("fang@x.example");
        assertThat(person("u1").mobile()).contains("13800000001");
        assertThat(person("u2").post()).isEqualTo("出纳");
        assertThat(keeper.roster().departments()).extracting(one -> one.name()).containsExactly("财务部");
        assertThat(read(Optional.empty()).changes()).isEmpty();
    }

    /** What a look shows is what is carried out, also where the platform says something else meanwhile. */
    @Test
    void whatAPlatformWouldChangeIsShownFirst() throws JobFailure, InterruptedException {
        roster("1001,王芳,总部,财务部,,,,u1");
        told.member("u1", "王芳", "1001", "会计", "fang@x.example", "", "10").member("u2", "李明", "", "", "", "", "10");
        LastSync shown = read(Optional.empty(), Taking.SHOW);
        assertThat(shown.state()).isEqualTo("shown");
        assertThat(shown.changes()).singleElement().satisfies(one -> assertThat(one.name())
                .isEqualTo("王芳"));
        assertThat(shown.proposed()).isEqualTo(1);
        assertThat(person("u1").post()).isEmpty();
        assertThat(bench.items())
                .as("nothing of the platform is kept by looking")
                .isEmpty();
        told.leave("u1");
        told.member("u1", "王芳", "1001", "出纳", "", "", "10");
        desk.carryOut(shown.plan().orElseThrow(), Optional.empty(), "anna");
        assertThat(person("u1").post()).isEqualTo("会计");
        assertThat(person("u1").mail()).contains("fang@x.example");
    }

    @Test
    void whomAPlatformThatLeadsWouldLetGoIsShownFirst() throws JobFailure, InterruptedException {
        told.member("u1", "王芳", "1001", "", "", "", "10").member("u2", "李明", "1002", "", "", "", "10");
        read(Optional.of("总部"));
        told.leave("u2");
        LastSync shown = read(Optional.of("总部"), Taking.SHOW);
        assertThat(shown.state()).isEqualTo("shown");
        assertThat(shown.changes()).singleElement().satisfies(one -> assertThat(one.what())
                .isEqualTo("left"));
        assertThat(person("u2").active()).isTrue();
        desk.carryOut(shown.plan().orElseThrow(), Optional.empty(), "anna");
        assertThat(person("u2").active()).isFalse();
    }

    @Test
    void whoIsNobodysWaitsWithItsEvidenceAndIsNeverTakenByName() throws JobFailure, InterruptedException {
        roster("1001,王芳,总部,财务部,,fang@x.example,+86 138-0000-0001,", "1002,李明,总部,财务部,,,,");
        told.member("u1", "王芳", "1001", "", "", "13800000001", "11").member("u2", "李明", "", "", "", "", "10");
        assertThat(read(Optional.empty()).proposed()).isEqualTo(2);
        List<AccountItem> items = bench.items();
        assertThat(items).extracting(AccountItem::state).containsExactly("proposed", "unmapped");
        assertThat(items.get(0).reason().en()).contains("number, telephone").contains("same name");
        assertThat(items.get(0).names()).containsValue("王芳");
        assertThat(items.get(1).reason().en())
                .contains("nothing tells whose it is")
                .contains("销售部");
        assertThat(keeper.roster().holder("dingtalk", "ding1", "u1")).isEmpty();
        bench.judge(
                new AccountBench.Verdict(
                        "dingtalk", "ding1", "u2", Optional.empty(), Optional.empty(), Optional.of(true)),
                "anna");
        bench.judge(
                new AccountBench.Verdict(
                        "dingtalk",
                        "ding1",
                        "u1",
                        Optional.of(items.get(0).persons().get(0)),
                        Optional.empty(),
                        Optional.empty()),
                "anna");
        assertThat(person("union-u1").employee()).isEqualTo("1001");
        read(Optional.empty());
        assertThat(bench.items()).extracting(AccountItem::state).containsExactly("ignored");
    }

    @Test
    void aPlatformThatLeadsIsTheWholeListAndHasTheBrake() throws JobFailure, InterruptedException {
        for (int i = 0; i < 30; i++) {
            told.member("u" + i, "员工" + i, "1" + i, "", "", "", i == 0 ? "11" : "10");
        }
        assertThat(read(Optional.of("总部")).changes()).hasSize(30);
        assertThat(keeper.roster().departments()).extracting(one -> one.name()).contains("销售部", "华东");
        String first = person("u0").id();
        told.leave("u0");
        assertThat(read(Optional.of("总部")).state()).isEqualTo("done");
        assertThat(keeper.roster().person(first).orElseThrow().active()).isFalse();
        for (int i = 1; i < 20; i++) {
            told.leave("u" + i);
        }
        LastSync last = read(Optional.of("总部"));
        assertThat(last.state()).isEqualTo("braked");
        assertThat(last.plan()).isPresent();
        assertThat(keeper.roster().persons().stream().filter(Person::active)).hasSize(29);
    }

    @Test
    void whatAScopeHidesHasNotLeft() throws JobFailure, InterruptedException {
        roster("1001,王芳,总部,财务部,,,,u1", "1002,李明,总部,财务部,,,,u2");
        told.member("u1", "王芳", "1001", "", "", "", "10").hides("只看得到销售部", "sales alone");
        LastSync last = read(Optional.of("总部"));
        assertThat(last.withheld()).extracting(LocalText::en).anyMatch(one -> one.contains("sales alone"));
        assertThat(last.withheld())
                .extracting(LocalText::en)
                .anyMatch(one -> one.contains("nobody was added or let go"));
        assertThat(keeper.roster().persons()).allMatch(Person::active);
    }

    @Test
    void aReadingGoesOnWhereItWasCutOff() throws JobFailure, InterruptedException {
        roster("1001,王芳,总部,财务部,,,,u1");
        told.member("u1", "王芳", "1001", "会计", "", "", "10").member("u2", "李明", "", "", "", "", "11");
        told.restAfter(4);
        Outcome outcome = directories.read(NAME, Optional.empty(), Taking.CARRY_OUT, QuietRun.of(NAME));
        assertThat(outcome).isEqualTo(new Outcome.Resting(Duration.ofMinutes(5), ToldDirectory.TIRED));
        assertThat(told.asked()).isEqualTo(5);
        told.restAfter(Integer.MAX_VALUE);
        // Another process: nothing but the tables is left.
        SeenAccounts seen = new SeenAccounts(store, vault);
        ListedAccounts listed = new ListedAccounts(store, vault);
        directories = started(new Findings(desk, new AccountDesk(keeper, seen, listed), listed, keeper, clock));
        assertThat(read(Optional.empty()).listed()).isEqualTo(2);
        assertThat(told.asked()).isEqualTo(told.pages() + 3);
        assertThat(person("u1").post()).isEqualTo("会计");
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        told.fails(LocalText.of("没有权限", "no permission"));
        assertThatThrownBy(() -> read(Optional.empty()))
                .isInstanceOf(JobFailure.class)
                .hasMessage("no permission");
        directories.remove(told);
        assertThat(directories.names()).isEmpty();
        assertThatThrownBy(() -> read(Optional.empty())).hasMessageContaining("is away");
    }
}
