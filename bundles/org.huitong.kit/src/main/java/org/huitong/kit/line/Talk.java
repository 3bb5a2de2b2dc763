// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is spoken on one open socket. It holds no thread and waits for nothing; asked on one thread at a time, so that it may
 * remember what belongs together. What is thrown ends the line.
 */
@ConsumerType
public interface Talk {
    /** What has to be said before the other side brings anything; where there is nothing, an open socket stands. */
    default Optional<Frame> greeting() {
        return Optional.empty();
    }

    Heard hear(Frame frame);

    /** Asked before each wait, for some platforms change it as they go. */
    Rhythm rhythm();

    /** Our sign of life; empty where the other side wants none. */
    default Optional<Frame> beat() {
        return Optional.empty();
    }
}
