// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Questions that are asked elsewhere while a stranger waits for the answer. Whoever is asked may be slow, and must not
 * keep all threads of a port: so there are only so many at once. One address has a part of them, or a single stranger
 * who sends nonsense all the time would keep everybody else from logging in.
 */
final class Errands {
    private final int most;
    private final int ofOne;
    private final Map<String, Integer> underWay = new HashMap<>();
    private int all;

    Errands(int most, int ofOne) {
        this.most = most;
        this.ofOne = ofOne;
    }

    /** @param turnedAway what comes of it where there is no place */
    <T> T run(String remote, Supplier<T> errand, Supplier<T> turnedAway) {
        String address = Brake.network(remote);
        if (!enter(address)) {
            return turnedAway.get();
        }
        try {
            return errand.get();
        } finally {
            leave(address);
        }
    }

    private synchronized boolean enter(String address) {
        if (all >= most || underWay.getOrDefault(address, 0) >= ofOne) {
            return false;
        }
        all++;
        underWay.merge(address, 1, Integer::sum);
        return true;
    }

    private synchronized void leave(String address) {
        all--;
        underWay.computeIfPresent(address, (of, count) -> count == 1 ? null : count - 1);
    }
}
