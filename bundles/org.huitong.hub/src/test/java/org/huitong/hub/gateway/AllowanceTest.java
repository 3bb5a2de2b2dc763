// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final int BEGINNING = Allowance.BEGINNING;

    private final Allowance allowance = new Allowance(3L * BEGINNING);

    @Test
    void largeBodiesLeaveThePlaceOfSmallOnesAlone() {
        Allowance.Share large = allowance.share();
        assertThat(large.take(BEGINNING)).isTrue();
        assertThat(large.take(6 * BEGINNING)).isTrue();
        assertThat(large.take(1)).isFalse();
        assertThat(allowance.share().take(BEGINNING)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Allowance.Share all = allowance.share();
        assertThat(all.take(3 * BEGINNING)).isTrue();
        assertThat(all.take(6 * BEGINNING)).isTrue();
        assertThat(allowance.share().take(1)).isFalse();
        all.giveBack();
        all.giveBack();
        Allowance.Share next = allowance.share();
        assertThat(next.take(3 * BEGINNING)).isTrue();
        assertThat(allowance.share().take(1)).isFalse();
    }
}
