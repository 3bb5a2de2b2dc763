// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.huitong.api.operation.Check.Status;
import org.junit.jupiter.api.Test;

/** 《等保三级自查表》 goes by the beginning of what is said where a second factor is asked for. */
class FactorCheckTest {
    private static final String ASKED = "A second factor is asked for";

    @Test
    void onlyWhereAFactorIsAskedForItIsSaidToBe() {
        FactorCheck asked = new FactorCheck(Office.settings(Map.of("secondFactor", "administrators")), true);
        assertThat(asked.result().message()).startsWith(ASKED);
        for (boolean reachable : new boolean[] {true, false}) {
            FactorCheck unasked = new FactorCheck(Office.settings(Map.of("secondFactor", "nobody")), reachable);
            assertThat(unasked.result().status()).isEqualTo(Status.UP);
            assertThat(unasked.result().message()).doesNotStartWith(ASKED);
        }
    }
}
