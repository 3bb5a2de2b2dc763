// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which nonces were used, so that a handshake or a command heard by somebody else cannot be played again.
 * Messages need none of this: the hub stores a repeated one once. Bounded; safe for many threads.
 */
public final class NonceMemory {
    private final Map<String, Instant> used = new LinkedHashMap<>();
    private final Duration window;
    private final int limit;

    /**
     * @param window how long a nonce counts as used: twice the freshness covers stamps of the past and the future
     * @param limit the most that is remembered; beyond it the oldest is forgotten
     */
    public NonceMemory(Duration window, int limit) {
        this.window = window;
        this.limit = limit;
    }

    /** True for the first use of a nonce within the window. */
    public synchronized boolean isFirst(String nonce, Instant now) {
        Iterator<Instant> oldest = used.values().iterator();
        while (oldest.hasNext()) {
            boolean forgotten = oldest.next().plus(window).isBefore(now);
            if (!forgotten && used.size() < limit) {
                break;
            }
            oldest.remove();
        }
        return used.putIfAbsent(nonce, now) == null;
    }
}
