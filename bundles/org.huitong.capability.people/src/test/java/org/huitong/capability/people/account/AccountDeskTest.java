// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.api.access.Asker;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.reader.Entry;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.account.AccountBench.AccountItem;
import org.huitong.capability.people.account.AccountBench.Verdict;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.huitong.capability.people.roster.With;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountDeskTest {
    private static final Instant AT = Instant.parse("2026-11-29T02:00:00Z");

    private final Vault vault = new OneKeyVault();
    private final DerbyStore store = new DerbyStore().migrate("people");
    private final SeenAccounts seen = new SeenAccounts(store, vault);
    private RosterKeeper keeper;
    private AccountReader reader;
    private AccountBench bench;
    private long seq;

    @BeforeEach
    void begin() {
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                new TestClock(AT),
                new HeardLocksmith().departures(new TestClock(AT)),
                account -> account.equals("me") ? Optional.of("p1") : Optional.empty());
        ListedAccounts listed = new ListedAccounts(store, vault);
        AccountDesk desk = new AccountDesk(keeper, seen, listed);
        reader = new AccountReader(seen, desk);
        bench = new AccountBench(keeper, seen, listed, desk);
        keeper.change(new Origin("test", "edit", "begin"), draft -> {
            draft.put(new Company("c1", "华东", Optional.empty(), Optional.empty(), List.of()));
            draft.put(person("p1", "1001", "王建国", Person.State.ACTIVE, "wang"));
            draft.put(person("p2", "1002", "李娜", Person.State.ACTIVE));
            draft.put(person("p3", "1003", "赵敏", Person.State.LEFT, "zhao"));
        });
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static Person person(String id, String employee, String name, Person.State state, String... ids) {
        List<PlatformAccount> accounts = ids.length == 0
                ? List.of()
                : List.of(new PlatformAccount("wecom", RosterPicture.FIRST_SEEN, List.of(ids), Optional.empty()));
        return new Person(
                id,
                employee,
                name,
                "c1",
                List.of(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                accounts,
                Optional.empty(),
                state);
    }

    private void says(String tenant, Sender... senders) {
        for (Sender sender : senders) {
            seq++;
            Message message = new Message(
                    new MessageKey("wecom", tenant, "m" + seq),
                    "main",
                    Conversation.of("room", Conversation.Kind.GROUP),
                    sender,
                    Content.text("你好"),
                    AT,
                    0,
                    "");
            Entry said = new Entry.Said(seq, seq, Entry.Liveness.LIVE, message, 1, false, AT, List.of());
            store.write(connection -> {
                reader.read(List.of(said), connection);
                return null;
            });
        }
    }

    private Map<String, String> states() {
        return bench.items().stream().collect(Collectors.toMap(AccountItem::id, AccountItem::state));
    }

    @Test
    void accountsWithoutTenantAreInTheFirstThatSpeaks() {
        says("ww1", Sender.person("wang"));
        assertThat(keeper.roster().holder("wecom", "ww1", "wang").map(Person::id))
                .contains("p1");
        says("ww2", Sender.person("wang"));
        assertThat(keeper.roster().holder("wecom", "ww2", "wang")).isEmpty();
        assertThat(seen.tenants()).containsEntry("wecom", List.of("ww1", "ww2"));
    }

    @Test
    void theBenchTellsWhatIsToBeLookedAtAndWhy() {
        says(
                "ww1",
                Sender.person("wang", "王建国"),
                Sender.person("1002", "小李"),
                Sender.person("x9", "李娜"),
                Sender.person("zhao", "赵敏"),
                Sender.person("wang2").alias("wang", "zhao"),
                Sender.robot("bot", "机器人"));
        assertThat(states())
                .containsOnly(
                        Map.entry("1002", "proposed"),
                        Map.entry("x9", "unmapped"),
                        Map.entry("zhao", "orphaned"),
                        Map.entry("wang2", "conflicting"));
    }

    @Test
    void anAccountIsGivenAndNotTakenWithoutASay() {
        says("ww1", Sender.person("x9", "李娜").alias("union-9"));
        bench.judge(verdict("x9", Optional.of("p2"), Optional.empty()), "anna");
        assertThat(keeper.roster().holder("wecom", "ww1", "union-9").map(Person::id))
                .contains("p2");
        assertThatThrownBy(() -> bench.judge(verdict("x9", Optional.of("p1"), Optional.empty()), "anna"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("account-taken"));
        bench.judge(verdict("x9", Optional.of("p1"), Optional.of("p2")), "anna");
        assertThat(keeper.roster().holder("wecom", "ww1", "x9").map(Person::id)).contains("p1");
        assertThat(keeper.roster().person("p2").orElseThrow().accounts()).isEmpty();
    }

    /** Finding: who writes people read what others had said, by moving their account to a puppet. */
    @Test
    void whatWasSaidBeforeAnAccountChangedHandsStaysTheOthers() {
        says("ww1", Sender.person("x9", "李娜"));
        bench.judge(verdict("x9", Optional.of("p2"), Optional.empty()), "anna");
        assertThat(since("p2", "x9")).as("it was nobody's before").isEmpty();
        bench.judge(verdict("x9", Optional.of("p1"), Optional.of("p2")), "anna");
        assertThat(since("p1", "x9")).contains(AT);
        assertThat(since("p1", "wang")).isEmpty();
        // Nor by taking it away first, nor by writing the person down anew, nor after a restart.
        keeper.change(
                new Origin("anna", "edit", "-"),
                draft -> draft.put(With.accounts(draft.person("p1").orElseThrow(), List.of(account("ww1", "wang")))));
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                new TestClock(AT.plusSeconds(60)),
                new HeardLocksmith().departures(new TestClock(AT)),
                account -> Optional.empty());
        keeper.change(
                new Origin("anna", "edit", "+"),
                draft -> draft.put(With.accounts(
                        draft.person("p3").orElseThrow(),
                        List.of(account(RosterPicture.FIRST_SEEN, "x9"), account("ww2", "x9")))));
        assertThat(since("p3", "x9")).contains(AT.plusSeconds(60));
        keeper.change(
                new Origin("anna", "edit", "the same"),
                draft -> draft.put(With.accounts(draft.person("p3").orElseThrow(), List.of(account("ww1", "x9")))));
        assertThat(since("p3", "x9")).contains(AT.plusSeconds(60));
    }

    private static PlatformAccount account(String tenant, String id) {
        return new PlatformAccount("wecom", tenant, List.of(id), Optional.empty());
    }

    private Optional<Instant> since(String person, String id) {
        return keeper.roster().person(person).orElseThrow().accounts().stream()
                .filter(account -> account.ids().contains(id))
                .findFirst()
                .orElseThrow()
                .since();
    }

    /** Finding: who writes people gave themselves others' accounts and departments, and so what is to be read there. */
    @Test
    void nobodyChangesTheirOwnPlace() {
        says("ww1", Sender.person("ceo", "总经理"));
        assertOwnPlace(() -> bench.judge(verdict("ceo", Optional.of("p1"), Optional.empty()), "me"));
        keeper.change(new Origin("anna", "edit", "d1 d2 j1"), draft -> {
            draft.put(department("d1", Optional.empty()));
            draft.put(department("d2", Optional.empty()));
            draft.put(belonging(draft, "p1", "d1"));
            draft.put(project(Set.of()));
        });
        assertOwnPlace(() -> mine(draft -> {
            draft.put(belonging(draft, "p1", "d2"));
        }));
        assertOwnPlace(() -> mine(draft -> draft.put(department("d2", Optional.of("d1")))));
        assertOwnPlace(() -> mine(draft -> draft.put(project(Set.of("p1")))));
        assertOwnPlace(() ->
                mine(draft -> draft.put(new Company("c2", "华南", Optional.of("c1"), Optional.empty(), List.of()))));
        mine(draft -> draft.put(belonging(draft, "p2", "d2")));
        bench.judge(verdict("ceo", Optional.of("p2"), Optional.empty()), "me");
        assertThat(keeper.roster().holder("wecom", "ww1", "ceo").map(Person::id))
                .contains("p2");
    }

    /** Finding: who writes people made herself the executive's deputy, and had the executive's tasks and approvals. */
    @Test
    void nobodyPutsThemselvesAboveOrInAnothersPlace() {
        Optional<Absence> away = Optional.of(new Absence(LocalDate.EPOCH, LocalDate.EPOCH, Optional.of("p1")));
        assertOwnPlace(() -> mine(draft -> draft.put(answering(draft, "p2", Optional.empty(), away))));
        assertOwnPlace(() -> mine(draft -> draft.put(answering(draft, "p2", Optional.of("p1"), Optional.empty()))));
        assertOwnPlace(() -> mine(draft -> draft.put(led("d1", "p1"))));
        assertOwnPlace(() ->
                mine(draft -> draft.put(new Company("c1", "华东", Optional.empty(), Optional.of("p1"), List.of()))));
        keeper.change(new Origin("anna", "edit", "by another"), draft -> {
            draft.put(answering(draft, "p2", Optional.of("p1"), away));
            draft.put(led("d1", "p1"));
        });
        Absence longer = new Absence(LocalDate.EPOCH, LocalDate.MAX, Optional.of("p1"));
        assertOwnPlace(() -> mine(draft -> draft.put(answering(draft, "p2", Optional.of("p1"), Optional.of(longer)))));
        // Who is away names the deputy; and what one does for others may be laid down.
        Absence mine = new Absence(LocalDate.EPOCH, LocalDate.MAX, Optional.of("p2"));
        mine(draft -> {
            draft.put(answering(draft, "p1", Optional.empty(), Optional.of(mine)));
            draft.put(led("d1", "p2"));
            draft.put(answering(draft, "p2", Optional.empty(), Optional.empty()));
        });
        assertThat(keeper.roster().departmentsLed("p1")).isEmpty();
    }

    /** Finding: who writes people chose who approves what she asked for. */
    @Test
    void whoPutsSomebodyInTheirPlaceIsRemembered() {
        Asker me = new Asker("me", "me", Optional.of("p1"));
        Optional<Absence> away = Optional.of(new Absence(LocalDate.EPOCH, LocalDate.MAX, Optional.of("p3")));
        assertThat(keeper.givenBy(me, AT)).isEmpty();
        mine(draft -> draft.put(led("d1", "p2")));
        assertThat(keeper.givenBy(me, AT)).containsExactly("p2");
        keeper.change(
                new Origin("me", "ldap:main", "a directory's"),
                draft -> draft.put(answering(draft, "p2", Optional.empty(), away)));
        assertThat(keeper.givenBy(me, AT)).containsExactly("p2");
        mine(draft -> draft.put(answering(draft, "p2", Optional.empty(), Optional.empty())));
        keeper.change(
                new Origin("me", "import", "a list"),
                draft -> draft.put(answering(draft, "p2", Optional.of("p2"), away)));
        assertThat(keeper.givenBy(me, AT)).containsExactlyInAnyOrder("p2", "p3");
        assertThat(keeper.givenBy(me, AT.plusSeconds(1))).isEmpty();
        assertThat(keeper.givenBy(new Asker("test", "test", Optional.empty()), AT))
                .as("the first list of all")
                .isEmpty();
        RosterKeeper again = RosterKeeper.of(
                new RosterShelf(store, vault),
                new TestClock(AT),
                new HeardLocksmith().departures(new TestClock(AT)),
                account -> Optional.empty());
        assertThat(again.givenBy(new Asker("second", "another account of hers", Optional.of("p1")), AT))
                .containsExactlyInAnyOrder("p2", "p3");
    }

    /** An account is a way in as well. */
    @Test
    void whoGivesSomebodyAnAccountIsRemembered() {
        says("ww1", Sender.person("x9", "李娜"));
        Asker anna = new Asker("anna", "anna", Optional.empty());
        bench.judge(verdict("x9", Optional.of("p2"), Optional.empty()), "anna");
        assertThat(keeper.givenBy(anna, AT)).containsExactly("p2");
        says("ww1", Sender.person("wang"));
        assertThat(keeper.givenBy(anna, AT)).as("settled by the hub").containsExactly("p2");
    }

    private static Department led(String id, String head) {
        return new Department(id, id, "c1", Optional.empty(), Optional.of(head), Optional.empty(), false);
    }

    private static Person answering(Draft draft, String id, Optional<String> superior, Optional<Absence> absent) {
        Person p = draft.person(id).orElseThrow();
        return new Person(
                p.id(),
                p.employee(),
                p.name(),
                p.company(),
                p.memberships(),
                p.post(),
                p.level(),
                superior,
                p.mail(),
                p.mobile(),
                p.login(),
                p.accounts(),
                absent,
                p.state());
    }

    private void mine(Consumer<Draft> change) {
        keeper.change(new Origin("me", "edit", "mine"), change);
    }

    private static void assertOwnPlace(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.word())
                .isEqualTo("own-place"));
    }

    private static Person belonging(Draft draft, String id, String department) {
        Person p = draft.person(id).orElseThrow();
        return new Person(
                p.id(),
                p.employee(),
                p.name(),
                p.company(),
                List.of(new Membership(department, LocalDate.EPOCH, Optional.empty())),
                p.post(),
                p.level(),
                p.superior(),
                p.mail(),
                p.mobile(),
                p.login(),
                p.accounts(),
                p.absent(),
                p.state());
    }

    private static Department department(String id, Optional<String> parent) {
        return new Department(id, id, "c1", parent, Optional.empty(), Optional.empty(), false);
    }

    private static Project project(Set<String> members) {
        return new Project("j1", "J", "J", Optional.empty(), members, Project.State.OPEN, Set.of());
    }

    @Test
    void anAccountCanBeNobodys() {
        says("ww1", Sender.person("machine-7"));
        bench.judge(
                new Verdict("wecom", "ww1", "machine-7", Optional.empty(), Optional.empty(), Optional.of(true)),
                "anna");
        assertThat(states()).containsEntry("machine-7", "ignored");
    }

    private static Verdict verdict(String id, Optional<String> person, Optional<String> from) {
        return new Verdict("wecom", "ww1", id, person, from, Optional.empty());
    }
}
