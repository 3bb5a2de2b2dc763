// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.util.function.Consumer;

/** Takes a push to the hub and brings the reply. */
public interface Carrier {
    /** @param then called once, on any thread, not long after the deadline at the latest */
    void carry(Push push, Duration deadline, Consumer<Reply> then);
}
