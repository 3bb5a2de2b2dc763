// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What time it is. Everybody takes the moment from here, so that a test can set it, and knows the one zone in which this
 * hub's days begin and end. It may go forwards by a leap, and back: who measures how long something takes asks
 * {@link System#nanoTime()}. Provided by clock from the first moment on, without waiting for anything; safe for many
 * threads.
 */
@ProviderType
public interface Clock extends InstantSource {
    /** The zone of this hub: Asia/Shanghai unless another one is set. */
    ZoneId zone();

    /** The day that it is here. */
    default LocalDate today() {
        return LocalDate.ofInstant(instant(), zone());
    }
}
