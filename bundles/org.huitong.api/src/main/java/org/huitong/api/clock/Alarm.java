// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers when the alarms of one name ring. Implemented by any bundle, registered as a service with {@link AlarmName}.
 * While the bundle is away its alarms wait.
 *
 * <p>It runs in a transaction: what it writes there and that the alarm has rung are kept together. What it throws undoes
 * both, and it rings again after a pause that grows to five minutes; {@code /health} tells of it. So an effect outside
 * the database may be begun twice and must bear that. Calls of one name come one after the other (two nodes may ring two
 * different keys at a time); each is to take no longer than some seconds.
 *
 * <p>Missed alarms ring as soon as the hub is back, or the clock has leapt: {@code due} lies in the past then, and it is
 * the alarm's own rule what to do: the work all the same; nothing; and, where it repeats, to go on from {@code due} (each
 * that was missed rings) or from {@code now} (they ring once).
 */
@ConsumerType
public interface Alarm {
    /**
     * Asked just before it rings, on the same thread and outside the transaction: whatever takes a while, or asks others,
     * belongs here, so that no row is held meanwhile. It may be in vain, since another node may be the faster one; what it
     * throws is a failed ringing like any other.
     *
     * @return who rings: this one, or one that knows what was found out
     */
    default Alarm prepare(String key) {
        return this;
    }

    /**
     * Whether several that are due may ring in one transaction, so that a minute in which thousands are is soon over. For
     * those that are short and neither write nor read but in that transaction, which holds rows of the others meanwhile.
     * Where one of them throws, each rings alone.
     */
    default boolean sharesTransaction() {
        return false;
    }

    /** @return whether it is over, or rings again */
    After ring(Connection transaction, Ring ring) throws SQLException;

    /**
     * What rings.
     *
     * @param due the moment it was set to
     * @param now the moment in which it rings; never before {@code due}
     */
    record Ring(String key, Instant due, Instant now) {
        public Ring {
            Objects.requireNonNull(key);
            Objects.requireNonNull(due);
            Objects.requireNonNull(now);
        }
    }

    /** How it goes on. */
    sealed interface After {
        /** It has rung. */
        record Over() implements After {}

        /** It rings again, under the same key; {@code at} lies behind the moment that has just rung. */
        record Again(Instant at) implements After {
            public Again {
                Objects.requireNonNull(at);
            }
        }
    }
}
