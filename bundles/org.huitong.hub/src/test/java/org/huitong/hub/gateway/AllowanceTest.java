// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final int BEGINNING = Allowance.BEGINNING;

    private final List<Integer> out = new ArrayList<>();
    private long now;
    private final Allowance allowance = new Allowance(3L * BEGINNING, () -> now);
    private int made;

    private Allowance.Share share() {
        int number = made++;
        return allowance.share(() -> out.add(number));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theSlowestOfThoseWhoAreStillComingInMakeRoom() {
        Allowance.Share slow = share();
        Allowance.Share slower = share();
        Allowance.Share whole = share();
        assertThat(slow.take(BEGINNING)).isTrue();
        assertThat(slower.take(BEGINNING / 2)).isTrue();
        assertThat(whole.take(BEGINNING)).isTrue();
        assertThat(whole.isWhole()).isTrue();
        // None of them is slow yet.
        assertThat(share().take(BEGINNING)).isFalse();
        pass(Allowance.QUICK.plusMillis(1));
        Allowance.Share quick = share();
        assertThat(quick.take(BEGINNING)).isTrue();
        assertThat(out).containsExactly(1);
        assertThat(slower.isWhole()).isFalse();
        assertThat(slower.take(1)).isFalse();
        assertThat(share().take(BEGINNING)).isTrue();
        assertThat(out).containsExactly(1, 0);
        // Who has it now has it for good, or is as quick.
        assertThat(share().take(BEGINNING)).isFalse();
        assertThat(quick.isWhole()).isTrue();
        assertThat(out).containsExactly(1, 0);
    }

    @Test
    void whoIsTheSlowestThemselvesGoes() {
        Allowance.Share slow = share();
        assertThat(slow.take(1)).isTrue();
        Allowance.Share quick = share();
        assertThat(quick.take(3 * BEGINNING - 1)).isTrue();
        pass(Allowance.QUICK.plusMillis(1));
        assertThat(slow.take(1)).isFalse();
        assertThat(out).isEmpty();
    }

    /** Small ones are not in the way of what comes behind the beginnings of large ones. */
    @Test
    void onlyWhoHasWhatIsLackingMakesRoom() {
        Allowance.Share small = share();
        Allowance.Share large = share();
        assertThat(small.take(1)).isTrue();
        assertThat(large.take(BEGINNING)).isTrue();
        assertThat(large.take(6 * BEGINNING)).isTrue();
        pass(Allowance.QUICK.plusMillis(1));
        Allowance.Share quick = share();
        assertThat(quick.take(BEGINNING)).isTrue();
        assertThat(quick.take(6 * BEGINNING)).isTrue();
        assertThat(out).containsExactly(1);
    }

    @Test
    void largeBodiesLeaveThePlaceOfSmallOnesAlone() {
        Allowance.Share large = share();
        assertThat(large.take(BEGINNING)).isTrue();
        assertThat(large.take(6 * BEGINNING)).isTrue();
        assertThat(large.take(1)).isFalse();
        assertThat(share().take(BEGINNING)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Allowance.Share all = share();
        assertThat(all.take(3 * BEGINNING)).isTrue();
        assertThat(all.take(6 * BEGINNING)).isTrue();
        assertThat(share().take(1)).isFalse();
        all.giveBack();
        all.giveBack();
        Allowance.Share next = share();
        assertThat(next.take(3 * BEGINNING)).isTrue();
        assertThat(share().take(1)).isFalse();
    }
}
