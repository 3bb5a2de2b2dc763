// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.filter.Filter;

/**
 * Messages that stay, whatever the rules say: a dispute, an inspection, a person who is looked into.
 *
 * @param until empty: until somebody lifts it
 */
record Hold(long id, int version, String name, Filter filter, String reason, Optional<Instant> until) {
    Hold as(long newId, int newVersion) {
        return new Hold(newId, newVersion, name, filter, reason, until);
    }

    boolean isInForce(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }

    /** Names no reason: that is told to who may read holds alone. */
    @Override
    public String toString() {
        return "Hold[" + id + "]";
    }
}
