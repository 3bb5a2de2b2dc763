// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls back in a while: for what need not survive the process, such as looking again, a deadline, a heartbeat. What must
 * survive is an {@link Alarm}. The time is the machine's own and does not leap with the {@link Clock}.
 *
 * <p>The work runs on a thread of the clock's that is shared by all: it is to be short and to wait for nothing; longer
 * work is handed on. What it throws is logged and ends nothing. Provided by clock; a bundle's ticks end with it.
 */
@ProviderType
public interface Ticks {
    /** Once, after so long. */
    Tick after(Duration pause, Runnable work);

    /** Again and again; the pause lies between the end of one call and the beginning of the next. */
    Tick every(Duration pause, Runnable work);

    /** One that was asked for. */
    interface Tick extends AutoCloseable {
        /** No call begins after this; one that is under way goes on. */
        @Override
        void close();
    }
}
