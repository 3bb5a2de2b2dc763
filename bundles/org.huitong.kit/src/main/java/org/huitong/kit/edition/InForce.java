// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.time.Duration;
import org.huitong.api.clock.Ticks;

/**
 * The set of now at hand, for who asks for it too often to ask the database. What is changed on this node is in force as
 * soon as {@link #renew} returns, what is changed on another within half a minute. An older version never comes after a
 * newer one. Safe for many threads; only renewing blocks on the database.
 *
 * @param <T> the things in it
 */
public final class InForce<T> implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final EditedShelf<?, T> shelf;
    private final Ticks.Tick look;
    private volatile Snapshot<T> now;

    public InForce(EditedShelf<?, T> shelf, Ticks ticks) {
        this.shelf = shelf;
        now = shelf.newest();
        look = ticks.every(LOOK, this::renew);
    }

    public Snapshot<T> now() {
        return now;
    }

    /** Reads the set anew where it has changed since; one at a time, so that nobody puts back what they read earlier. */
    public synchronized void renew() {
        shelf.newerThan(now.version()).ifPresent(newer -> now = newer);
    }

    /** Looks no more; what is at hand stays. */
    @Override
    public void close() {
        look.close();
    }
}
