// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.platform.LeaverShelf.Owed;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever leaves is shut out of the platforms where that can be done, and of nothing else. */
class GatekeeperTest {
    private static final String HEAD = "工号,姓名,公司,钉钉账号@ding1,飞书账号@t1\n";
    private static final String BOTH = HEAD + "1001,王芳,总部,u1,f1\n1002,李明,总部,u2,";

    private final Vault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    private final HeardLocksmith locksmith = new HeardLocksmith();
    private final HeardAudit audit = new HeardAudit();
    private final ToldDirectory told = new ToldDirectory();
    private DerbyStore store;
    private RosterKeeper keeper;
    private SyncDesk desk;
    private Gatekeeper gatekeeper;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("people");
        keeper = RosterKeeper.of(
                new RosterShelf(store, vault), clock, locksmith.departures(clock), account -> Optional.empty());
        desk = SyncDesk.of(keeper, store, vault, new SeenAccounts(store, vault), clock);
        gatekeeper = new Gatekeeper(keeper, store, audit, clock).with(told.errands());
        gatekeeper.add(told, told.properties("sales"));
        told.member("u1", "王芳", "1001", "", "", "", "10").member("u2", "李明", "1002", "", "", "", "10");
        list(BOTH);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void list(String csv) {
        desk.sync(csv.getBytes(StandardCharsets.UTF_8), "import", "anna");
    }

    /** The list can be undone no more. */
    private void undoIsOver() {
        clock.leap(Duration.ofMinutes(30));
    }

    private void round() {
        gatekeeper.prepare("all");
    }

    private List<Owed> open() {
        // Whatever its turn is.
        return store.read(connection -> LeaverShelf.due(connection, Instant.parse("2099-01-01T00:00:00Z")));
    }

    @Test
    void whoLeavesIsShutOutWhereAnAccountMay() {
        round();
        assertThat(told.shut()).isEmpty();
        list(HEAD + "1002,李明,总部,u2,");
        clock.leap(Duration.ofMinutes(29));
        round();
        assertThat(told.shut()).isEmpty();
        clock.leap(Duration.ofMinutes(1));
        round();
        assertThat(told.shut()).containsExactly("u1");
        assertThat(open()).extracting(Owed::platform).containsExactly("feishu");
        assertThat(audit.deeds()).anySatisfy(deed -> assertThat(deed.verb()).isEqualTo("people.shut-out"));
        clock.leap(Duration.ofDays(2));
        round();
        assertThat(told.shut()).containsExactly("u1");
    }

    @Test
    void whatCannotBeDoneStaysWithItsReasonAndIsTriedAgain() {
        told.fails(LocalText.of("不是企业账号", "no account of the company's own"));
        list(HEAD + "1002,李明,总部,u2,");
        undoIsOver();
        round();
        assertThat(open()).extracting(Owed::platform).contains("dingtalk");
        assertThat(reason("dingtalk")).isEqualTo("no account of the company's own");
        told.works();
        round();
        assertThat(told.shut()).isEmpty();
        clock.leap(Duration.ofHours(2));
        round();
        assertThat(told.shut()).containsExactly("u1");
        assertThat(open()).extracting(Owed::platform).containsExactly("feishu");
    }

    @Test
    void whoIsBackIsNotShutOut() {
        list(HEAD + "1002,李明,总部,u2,");
        round();
        list(BOTH);
        assertThat(keeper.roster().persons()).allMatch(Person::active);
        assertThat(open()).isEmpty();
        clock.leap(Duration.ofHours(1));
        round();
        assertThat(told.shut()).isEmpty();
        list(HEAD + "1002,李明,总部,u2,");
        undoIsOver();
        round();
        assertThat(told.shut()).containsExactly("u1");
    }

    @Test
    void anotherCompanysAccountShutsNobodyHere() {
        told.of("ding2");
        list(HEAD + "1002,李明,总部,u2,");
        undoIsOver();
        round();
        assertThat(told.shut()).isEmpty();
        assertThat(open()).hasSize(2);
    }

    private String reason(String platform) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("SELECT why_en FROM people_leaving WHERE platform = ?")) {
                select.setString(1, platform);
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getString(1);
                }
            }
        });
    }
}
