// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform has an approval centre of its own, and shows there what waits elsewhere. What is
 * decided is decided here, at the page to which the centre leads; the centre is told how it stands.
 */
@ConsumerType
public interface ApprovalCentre extends Connector {
    /** Whether the centre is to be told, as this account is configured now; answers at once. */
    boolean isCentre();

    /**
     * The next step of having the centre show this and nothing older. Pure, as {@link MessageSender#send} is; the calls do
     * no harm when made twice: what is told is always all of it.
     */
    Step<Boolean> show(Matter matter, Trail trail);

    /** How something stands. */
    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        /** It is no more to be decided: it has expired, or was overtaken. */
        WITHDRAWN
    }

    /**
     * What waits for somebody, or has waited.
     *
     * @param id ours, the same each time; at most 64 letters, digits and hyphens
     * @param title as the centre lists it, with no more in it than a card tells
     * @param by who asks for it, by name
     * @param byIds by which the platform knows them; empty where it does not
     * @param link the page on which it is decided
     * @param until the end, once it is over
     * @param told the moment of this telling: an older one never takes the place of a newer one
     * @param voices of those who have decided, and of those whose turn it is
     */
    record Matter(
            String id,
            String title,
            String by,
            List<String> byIds,
            String link,
            State state,
            Instant since,
            Optional<Instant> until,
            Instant told,
            List<Voice> voices) {
        public Matter {
            Objects.requireNonNull(id);
            Objects.requireNonNull(title);
            Objects.requireNonNull(by);
            byIds = List.copyOf(byIds);
            Objects.requireNonNull(link);
            Objects.requireNonNull(state);
            Objects.requireNonNull(since);
            Objects.requireNonNull(until);
            Objects.requireNonNull(told);
            voices = List.copyOf(voices);
        }

        /** Tells no words: safe for a log. */
        @Override
        public String toString() {
            return "Matter[" + id + " " + state + "]";
        }
    }

    /**
     * One who has decided, or whose turn it is.
     *
     * @param id ours, unique within the matter
     * @param ids by which the platform knows the person, as accounts of persons have them
     * @param state {@link State#WAITING} as long as it is their turn
     */
    record Voice(String id, List<String> ids, State state, Instant since, Optional<Instant> until) {
        public Voice {
            Objects.requireNonNull(id);
            ids = List.copyOf(ids);
            Objects.requireNonNull(state);
            Objects.requireNonNull(since);
            Objects.requireNonNull(until);
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Voice[" + state + "]";
        }
    }
}
