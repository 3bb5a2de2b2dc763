// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What becomes of what a platform could not bring while an account was away, as the platform documents it and the account
 * is set up. The ledger of gaps is judged by it, so a connector that does not know says so.
 */
public sealed interface Redelivery {
    /**
     * The platform keeps what there is, and the hub asks for it from the place up to which it had come.
     *
     * @param time for which the platform keeps it at least; empty where it does not throw it away
     */
    record Kept(Optional<Duration> time) implements Redelivery {
        public Kept {
            Objects.requireNonNull(time);
        }
    }

    /**
     * The platform tries each of them again for a while.
     *
     * @param last how long after the first try the last one comes
     * @param pause the longest time between two tries: so long after an outage the last of it has come
     */
    record Retried(Duration last, Duration pause) implements Redelivery {
        public Retried {
            Objects.requireNonNull(last);
            Objects.requireNonNull(pause);
        }
    }

    /** Nobody brings it any more. */
    record Lost(LocalText why) implements Redelivery {
        public Lost {
            Objects.requireNonNull(why);
        }
    }

    /** Whether it comes again cannot be said. */
    record Unknown(LocalText why) implements Redelivery {
        public Unknown {
            Objects.requireNonNull(why);
        }
    }
}
