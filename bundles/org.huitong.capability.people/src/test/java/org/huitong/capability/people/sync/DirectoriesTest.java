// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.people.Directory;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.QuietRun;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a company's directory does to the roster, day after day. */
class DirectoriesTest {
    private final Vault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-29T02:00:00Z"));
    private final HeardLocksmith locksmith = new HeardLocksmith();
    private final List<Directory.Entry> there = new ArrayList<>();
    private DerbyStore store;
    private RosterKeeper keeper;
    private Directories directories;
    private SyncDesk desk;
    private SyncLedger ledger;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("people");
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault), clock, locksmith.departures(clock), account -> Optional.empty());
        desk = new SyncDesk(keeper, new PlanShelf(store, vault), new SeenAccounts(store, vault), clock);
        directories = directories(Optional.of(Duration.ofHours(1)), desk);
        directories.addDirectory(directory(new Directory.Reading.Everybody(there)));
    }

    private Directories directories(Optional<Duration> every, SyncDesk desk) {
        ledger = new SyncLedger(store, vault);
        return new Directories(every, Leads.of(""), desk, ledger, null, null, store, clock);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private Directory directory(Directory.Reading reading) {
        return new Directory() {
            @Override
            public String platform() {
                return "ldap";
            }

            @Override
            public String tenant() {
                return "main";
            }

            @Override
            public Reading read(Progress progress) throws InterruptedException {
                progress.read(there.size());
                return reading instanceof Reading.Everybody ? new Reading.Everybody(there) : reading;
            }
        };
    }

    private void put(int key, String employee, String name, String... departments) {
        take(key);
        there.add(new Directory.Entry(
                "guid-" + key, employee, name, "总部", List.of(departments), "", "", "", "", Optional.of("u" + key)));
    }

    private void take(int key) {
        there.removeIf(entry -> entry.key().equals("guid-" + key));
    }

    private String sync() throws JobFailure, InterruptedException {
        return directories.run(QuietRun.of("ldap:main")).en();
    }

    private Person person(int key) {
        return keeper.roster().holder("ldap", "main", "guid-" + key).orElseThrow();
    }

    @Test
    void whoIsRenamedRenumberedOrHiredAgainIsTheSamePerson() throws JobFailure, InterruptedException {
        put(1, "1001", "王芳", "销售部/华东", "财务部");
        put(2, "1002", "王芳", "财务部");
        assertThat(sync()).startsWith("2 added");
        String first = person(1).id();
        assertThat(person(1).departments(clock.today())).hasSize(2);
        assertThat(person(2).id()).isNotEqualTo(first);
        put(1, "2001", "王芳芳", "财务部");
        assertThat(sync()).contains("1 changed");
        assertThat(person(1))
                .extracting(Person::id, Person::name, Person::employee)
                .containsExactly(first, "王芳芳", "2001");
        take(1);
        assertThat(sync()).contains("1 left");
        assertThat(person(1).active()).isFalse();
        assertThat(locksmith.lines()).containsExactly(first + " by anna");
        put(1, "3001", "王方", "财务部");
        assertThat(sync()).startsWith("1 added");
        assertThat(person(1)).extracting(Person::id, Person::active).containsExactly(first, true);
        assertThat(keeper.roster().persons()).hasSize(2);
    }

    /** As a domain controller has it: the entry of before is deleted, and the one of today has a key of its own. */
    @Test
    void whoIsHiredAgainUnderAnotherKeyIsTheSamePerson() throws JobFailure, InterruptedException {
        put(1, "1001", "王芳", "财务部");
        put(2, "1002", "李明", "财务部");
        sync();
        String first = person(1).id();
        take(1);
        sync();
        there.add(new Directory.Entry("guid-3", "1001", "王芳", "总部", List.of("销售部"), "", "", "", "", Optional.of("u1")));
        assertThat(sync()).startsWith("1 added");
        assertThat(person(3)).extracting(Person::id, Person::active).containsExactly(first, true);
        assertThat(keeper.roster().persons()).hasSize(2);
    }

    @Test
    void whatItWouldDoIsShownFirst() throws JobFailure, InterruptedException {
        put(1, "1001", "王芳", "财务部");
        put(2, "1002", "李明", "财务部");
        sync();
        take(2);
        put(3, "1003", "赵六", "销售部");
        assertThat(directories.run(QuietRun.of("look ldap:main")).en())
                .startsWith("1 added")
                .contains("1 left");
        LastSync shown = ledger.of("ldap:main").orElseThrow();
        assertThat(shown.state()).isEqualTo("shown");
        assertThat(shown.changes()).extracting(Difference::what).containsExactlyInAnyOrder("left", "added");
        assertThat(person(2).active()).isTrue();
        desk.carryOut(shown.plan().orElseThrow(), Optional.empty(), "anna");
        assertThat(person(2).active()).isFalse();
        assertThat(person(3).active()).isTrue();
    }

    @Test
    void anotherPersonWithTheNumberOfOneWhoLeftIsAnotherPerson() throws JobFailure, InterruptedException {
        put(1, "1001", "王芳", "财务部");
        put(2, "1002", "李明", "财务部");
        sync();
        take(1);
        sync();
        put(3, "1001", "赵六", "财务部");
        sync();
        assertThat(person(3).id()).isNotEqualTo(person(1).id());
        assertThat(person(1).active()).isFalse();
    }

    @Test
    void whatWouldLetManyGoWaits() throws JobFailure, InterruptedException {
        IntStream.range(0, 50).forEach(i -> put(i, "1" + i, "员工" + i, "部门" + i % 5));
        sync();
        IntStream.range(0, 20).forEach(this::take);
        assertThatThrownBy(this::sync).isInstanceOf(JobFailure.class).hasMessageContaining("20 people");
        assertThat(keeper.roster().persons()).allMatch(Person::active);
        assertThat(locksmith.lines()).isEmpty();
        LastSync last = ledger.of("ldap:main").orElseThrow();
        assertThat(last.state()).isEqualTo("braked");
        assertThat(last.plan()).isPresent();
        assertThat(last.changes()).hasSize(20).allMatch(one -> one.what().equals("left"));
    }

    @Test
    void aDirectoryThatIsEmptyOrCannotBeReadChangesNothing() throws JobFailure, InterruptedException {
        put(1, "1001", "王芳", "财务部");
        sync();
        there.clear();
        assertThatThrownBy(this::sync).isInstanceOf(JobFailure.class).hasMessageContaining("nobody in it");
        assertThatThrownBy(() -> directories.run(QuietRun.of("ldap:other"))).hasMessageContaining("there no more");
        Directories broken = directories(Optional.empty(), null);
        broken.addDirectory(directory(new Directory.Reading.Unreadable(LocalText.of("坏", "broken"))));
        assertThatThrownBy(() -> broken.run(QuietRun.of("ldap:main"))).hasMessageContaining("broken");
        assertThat(person(1).active()).isTrue();
    }
}
