// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import org.huitong.api.clock.Ticks;

/** The ticks of this bundle, for tests of what hangs on them. */
public final class TestTicks {
    private TestTicks() {}

    public static Ticks real() {
        return new Ticker(new Wheel());
    }
}
