// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.capability.approvals.Approval.Step;

/** As much of an approval as tells whose it is to decide, and who may know of it: nothing that is sealed. */
interface Matter {
    String id();

    State state();

    /** The account that asked. */
    String account();

    /** The person who asked. */
    Optional<String> maker();

    /** The person whom it is about. */
    String concerned();

    Instant madeAt();

    List<Step> steps();

    /** The one whose turn it is. */
    default Optional<Step> turn() {
        return state() == State.WAITING
                ? steps().stream().filter(step -> step.said().isEmpty()).findFirst()
                : Optional.empty();
    }

    /** An approval in a list, before anybody has opened it. */
    record Glance(
            String id,
            State state,
            String account,
            Optional<String> maker,
            String concerned,
            Instant madeAt,
            List<Step> steps)
            implements Matter {
        public Glance {
            Objects.requireNonNull(id);
            Objects.requireNonNull(state);
            Objects.requireNonNull(account);
            Objects.requireNonNull(maker);
            Objects.requireNonNull(concerned);
            Objects.requireNonNull(madeAt);
            steps = List.copyOf(steps);
        }
    }
}
