// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.Leaving.Done;
import org.huitong.capability.people.Leaving.Owed;
import org.huitong.capability.people.account.SeenAccounts;
import org.huitong.capability.people.roster.HeardLocksmith;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to be done on platforms when people leave, and when they are back. */
class LeavingTest {
    private static final String HEAD = "工号,姓名,公司,钉钉账号@ding1\n";
    private static final String ONE = HEAD + "1002,李明,总部,u2";
    private static final String BOTH = ONE + "\n1001,王芳,总部,u1";

    private final Vault vault = new OneKeyVault();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    private DerbyStore store;
    private SyncDesk desk;
    private Leaving leaving;
    private String wang;

    @BeforeEach
    void begin() {
        store = new DerbyStore().migrate("people");
        RosterKeeper keeper = RosterKeeper.of(
                new RosterShelf(store, vault),
                clock,
                new HeardLocksmith().departures(clock),
                account -> Optional.empty());
        desk = SyncDesk.of(keeper, store, vault, new SeenAccounts(store, vault), clock);
        leaving = new Leaving(keeper, store, clock);
        list(BOTH);
        wang = keeper.roster().holder("dingtalk", "ding1", "u1").orElseThrow().id();
    }

    @AfterEach
    void end() {
        store.close();
    }

    private void list(String csv) {
        desk.sync(csv.getBytes(StandardCharsets.UTF_8), "import", "anna");
    }

    @Test
    void byAListItIsDoneLaterByHandAtOnce() {
        list(ONE);
        assertThat(leaving.open()).singleElement().satisfies(owed -> assertThat(owed.next())
                .contains(clock.instant().plus(Duration.ofMinutes(30))));
        leaving.leave(wang, "anna");
        assertThat(leaving.open()).singleElement().satisfies(owed -> {
            assertThat(owed.state()).isEqualTo("to-shut");
            assertThat(owed.next()).isEmpty();
        });
    }

    @Test
    void whoIsBackBeforeIsLeftAlone() {
        list(ONE);
        list(BOTH);
        assertThat(leaving.open()).isEmpty();
        assertThatThrownBy(() -> leaving.done(wang, new Done("dingtalk", "ding1", "u1"), "anna"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void whoIsBackAfterwardsStandsThereUntilSomebodyHasOpenedIt() {
        list(ONE);
        shutByTheHub();
        assertThat(leaving.open()).isEmpty();
        list(BOTH);
        assertThat(leaving.open()).singleElement().satisfies(owed -> {
            assertThat(owed.state()).isEqualTo("to-open");
            assertThat(owed.reason().zh()).contains("汇通已停用");
        });
        leaving.done(wang, new Done("dingtalk", "ding1", "u1"), "anna");
        assertThat(leaving.open()).isEmpty();
    }

    /** The platform answers when somebody is back already. */
    @Test
    void whatWasShutMeanwhileIsToBeOpenedToo() {
        list(ONE);
        list(BOTH);
        shutByTheHub();
        assertThat(leaving.open()).extracting(Owed::state).containsExactly("to-open");
    }

    @Test
    void whatIsOnNoListIsNamed() {
        assertThatThrownBy(() -> leaving.done(wang, new Done("dingtalk", "ding1", "u9"), "anna"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.detail().en()).doesNotContain("such such"));
    }

    private void shutByTheHub() {
        store.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE people_leaving SET done_at = ?, done_by = ? WHERE done_at IS NULL")) {
                update.setLong(1, clock.millis());
                update.setString(2, Doer.HUB.account());
                return update.executeUpdate();
            }
        });
    }
}
