// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A platform accepted something. That it was delivered is not said by this.
 *
 * @param nativeId the platform's id of it; empty where it gives none
 * @param message whether that id is the one by which the platform names the message wherever it tells of it
 * @param change how it is changed later, as {@link Outgoing.Topic#replaces} wants it, without anybody having pressed
 *     anything; empty where it is not, or nothing on it can be pressed
 */
public record Sent(String nativeId, boolean message, Optional<Change> change) {
    public Sent {
        Objects.requireNonNull(nativeId);
        Objects.requireNonNull(change);
    }

    /** What cannot be changed by itself. */
    public Sent(String nativeId, boolean message) {
        this(nativeId, message, Optional.empty());
    }

    /** The same, which can be changed. */
    public Sent changedBy(Change how) {
        return new Sent(nativeId, message, Optional.of(how));
    }

    /**
     * What a change takes.
     *
     * @param code that the platform wants back, once; blank where the names of the message are enough
     * @param holds for how long the platform takes changes
     */
    public record Change(String code, Duration holds) {
        /** The longest code that is kept, in characters. */
        public static final int LONGEST = 1_000;

        public Change {
            Objects.requireNonNull(code);
            Objects.requireNonNull(holds);
        }

        /** By the names of the message alone. */
        public static Change within(Duration holds) {
            return new Change("", holds);
        }

        /** Whoever has the code can change the message. */
        @Override
        public String toString() {
            return "Change[" + holds + "]";
        }
    }
}
