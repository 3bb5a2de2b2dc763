// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;

/**
 * That something really came.
 *
 * @param messages how many
 * @param lastAt when the newest of them was sent
 */
record Seen(long messages, Instant lastAt) {
    Seen and(Seen other) {
        return new Seen(messages + other.messages, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }
}
