// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;

class SeenTest {
    @Test
    void whoHasSeenNoVersionChangesNothing() {
        assertThat(Seen.version(7)).isEqualTo(7);
        for (Integer none : new Integer[] {null, 0, -1}) {
            assertThatThrownBy(() -> Seen.version(none))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(400));
        }
    }
}
