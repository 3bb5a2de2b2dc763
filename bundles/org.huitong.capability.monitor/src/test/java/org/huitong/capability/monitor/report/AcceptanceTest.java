// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.report.Acceptance.Item;
import org.huitong.capability.monitor.report.Acceptance.Verdict;
import org.junit.jupiter.api.Test;

/** An account is taken over for what was seen of it, and for nothing that was not. */
class AcceptanceTest {
    private static final Limits DELAY = Limits.atMost(3, 5);
    private static final Map<String, Delay> QUICK = Map.of("platform", new Delay(200, 400, 900, 200));
    private static final Map<String, Delay> SLOW = Map.of("platform", new Delay(200, 400, 9_000, 200));

    @Test
    void whatWasSeenPasses() {
        assertThat(verdicts(called(Scene.account("sales", true, QUICK, 40, 3, 0))))
                .containsOnly(Verdict.PASSED)
                .hasSize(6);
    }

    @Test
    void whatNobodyHasSeenYetIsOpen() {
        List<Item> items = Acceptance.of(Scene.account("sales", true, Map.of()), DELAY);
        assertThat(items)
                .extracting(Item::verdict)
                .containsExactly(
                        Verdict.PASSED, Verdict.OPEN, Verdict.OPEN, Verdict.OPEN, Verdict.PASSED, Verdict.PASSED);
        assertThat(Acceptance.all(items)).isEqualTo(Verdict.OPEN);
    }

    @Test
    void oneFailureIsEnough() {
        assertThat(Acceptance.all(Acceptance.of(called(Scene.account("sales", true, SLOW, 40, 0, 0)), DELAY)))
                .isEqualTo(Verdict.FAILED);
        assertThat(Acceptance.all(Acceptance.of(called(Scene.account("sales", true, QUICK, 40, 0, 1)), DELAY)))
                .isEqualTo(Verdict.FAILED);
        assertThat(Acceptance.all(Acceptance.of(called(Scene.account("sales", true, QUICK, 40, 40, 0)), DELAY)))
                .isEqualTo(Verdict.FAILED);
        assertThat(Acceptance.all(Acceptance.of(called(Scene.account("sales", false, QUICK, 40, 0, 0)), DELAY)))
                .isEqualTo(Verdict.FAILED);
    }

    private static List<Verdict> verdicts(Standing account) {
        return Acceptance.of(account, DELAY).stream().map(Item::verdict).toList();
    }

    private static Standing called(Standing account) {
        return new Standing(
                account.platform(),
                account.account(),
                account.paused(),
                account.profile(),
                account.problem(),
                account.strain(),
                Optional.of(Instant.EPOCH),
                account.lastMessage(),
                account.lastRefusal(),
                account.messages(),
                account.refused(),
                account.deadLetters(),
                account.delays(),
                account.line(),
                account.askedBack());
    }
}
