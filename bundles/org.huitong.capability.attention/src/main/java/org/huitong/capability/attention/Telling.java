// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody was told something: what, when and why.
 *
 * @param kind {@code push}, {@code repeat}, {@code up} or {@code digest}
 * @param notice of which; empty for a digest
 * @param endsAt the end of the window of a digest
 * @param amount of how many messages
 * @param words whether it had words of a message in it
 */
record Telling(
        String id,
        Instant at,
        String person,
        String kind,
        Optional<String> notice,
        Optional<Instant> endsAt,
        int amount,
        boolean words,
        String letter) {
    static final String PUSH = "push";
    static final String REPEAT = "repeat";
    static final String UP = "up";
    static final String DIGEST = "digest";
}
