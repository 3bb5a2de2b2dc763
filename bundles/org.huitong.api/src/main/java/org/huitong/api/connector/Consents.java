// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform asks people of other companies whether what they say may be kept. It says whose
 * consent a message needs and how the platform is asked; whoever keeps consents asks, remembers and refuses.
 */
@ConsumerType
public interface Consents extends Connector {
    /** What is kept where somebody has not agreed, as the account is configured now; answers at once. */
    Policy policy();

    /** Whose consent a message needs; empty where only colleagues speak. Pure, any thread. */
    Optional<Need> need(Message message);

    /**
     * The next step of asking. Pure, as {@link MessageSender#send} is; the calls do no harm when made twice.
     *
     * @param whom all of them between two people, at most {@link #AT_ONCE}, or one room
     * @return what the platform knows of these; who is not named there is not known to it
     */
    Step<List<Consent>> ask(List<Between> whom, Trail trail);

    /** The next step of asking whom the platform's record covers: their ids, as senders have them. */
    Step<List<String>> covered(Trail trail);

    /** So many are asked for in one call. */
    int AT_ONCE = 100;

    /** What is kept. */
    enum Policy {
        /** Whatever the platform hands out; consent is asked for and shown. */
        EVERYTHING,
        /** Not what is said with somebody who refused. */
        UNLESS_REFUSED,
        /** Only what is said with somebody who agreed. */
        ONLY_AGREED
    }

    /**
     * Where somebody of another company speaks with ours.
     *
     * @param room the platform's id of a group; empty between two people
     * @param colleague of ours, between two people; empty in a group
     */
    record Between(String room, String colleague, String outsider) {
        public Between {
            Objects.requireNonNull(room);
            Objects.requireNonNull(colleague);
            Objects.requireNonNull(outsider);
            if (room.isEmpty() == colleague.isEmpty() || outsider.isEmpty()) {
                throw new IllegalArgumentException("either in a group or with one colleague");
            }
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Between[" + (room.isEmpty() ? "two" : "group") + "]";
        }
    }

    /**
     * Whose consent a message needs.
     *
     * @param anew it tells that the consent has changed: what is known of it is old
     */
    record Need(Between whom, boolean anew) {
        public Need {
            Objects.requireNonNull(whom);
        }
    }

    /** What somebody said to being kept, and since when, where the platform tells. */
    record Consent(Between whom, State state, Optional<Instant> since) {
        public Consent {
            Objects.requireNonNull(whom);
            Objects.requireNonNull(state);
            Objects.requireNonNull(since);
        }
    }

    /** What was said. */
    enum State {
        AGREED,
        REFUSED,
        /** Neither: they were not asked, have not answered, or the platform does not know them. */
        UNKNOWN
    }
}
