// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.util.Set;

/**
 * What the platforms do wrong, each a switch.
 *
 * @param repushRate how many of a hundred acknowledged letters are pushed again all the same
 * @param duplicates further copies of each push, at the same moment
 * @param delay between what happens and its first push
 * @param staleRate how many of a hundred letters are accompanied by a call with a signature of yesterday
 * @param down platforms that push nothing, until they are up again
 */
record Switches(int repushRate, int duplicates, Duration delay, int staleRate, Set<String> down) {
    static final Switches CALM = new Switches(0, 0, Duration.ZERO, 0, Set.of());

    Switches {
        down = Set.copyOf(down);
    }
}
