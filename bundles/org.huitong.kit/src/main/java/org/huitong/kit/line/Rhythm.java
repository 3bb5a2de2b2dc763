// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.time.Duration;

/**
 * How a conversation shows that it is alive.
 *
 * @param beat between two of our own signs of life
 * @param silence of the other side, after which the socket counts as dead whatever the network says: a half-open one
 *     still answers on its lower layers and brings nothing any more
 */
public record Rhythm(Duration beat, Duration silence) {
    public Rhythm {
        if (beat.isNegative() || beat.isZero() || silence.isNegative() || silence.isZero()) {
            throw new IllegalArgumentException("a rhythm has time between its beats");
        }
    }
}
