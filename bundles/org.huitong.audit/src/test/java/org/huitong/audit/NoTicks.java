// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.time.Duration;
import org.huitong.api.clock.Ticks;

/** Nothing happens by itself: the test says when. */
final class NoTicks implements Ticks {
    @Override
    public Tick after(Duration pause, Runnable work) {
        return () -> {};
    }

    @Override
    public Tick every(Duration pause, Runnable work) {
        return () -> {};
    }
}
