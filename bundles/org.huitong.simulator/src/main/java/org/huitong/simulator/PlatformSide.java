// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Instant;
import org.huitong.simulator.day.Happening;

/** One platform as its callbacks look from outside. Pure; safe for many threads. */
public interface PlatformSide {
    String platform();

    Ladder ladder();

    /** How this platform tells of what happened. */
    Letter write(Happening happening);

    /** A push of it at that time, sealed and signed. */
    Push post(Letter letter, Instant now);

    /** Whether that answer is the one the platform waits for. */
    boolean isThanks(Letter letter, int status, String body);

    /** What the platform sends when somebody enters the address in its console. */
    Push handshake(Instant now);

    boolean isGreeting(int status, String body);
}
