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
     * The next step of having the centre show this and nothing older. Pure, as {@link MessageSender#send} is. A centre that
     * takes an id of ours is told all of it by harmless calls. Where the platform gives ids of its own, one thing is made
     * at a time: a telling makes at most one call that is not harmless, and says in its {@link Shown} what came of it, which
     * is kept before the next telling.
     *
     * @param standing how the telling before ended. Of a {@link Standing#doubtful} one nothing is made again: by harmless
     *     calls it is asked back, or what may have been made is withdrawn; where neither can be done it ends as {@link
     *     Step.Failure#UNKNOWN}
     */
    Step<Shown> show(Matter matter, Standing standing, Trail trail);

    /** How something stands. */
    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        /** It is no more to be decided: it has expired, or was overtaken. */
        WITHDRAWN
    }

    /**
     * How a telling ended.
     *
     * @param note as it was {@link Shown} last; empty where it never was
     * @param doubtful whether a call has left since that is not harmless, and nobody can tell what came of it
     */
    record Standing(String note, boolean doubtful) {
        /** Nothing was told yet. */
        public static final Standing NOWHERE = new Standing("", false);

        public Standing {
            Objects.requireNonNull(note);
        }
    }

    /**
     * It stands there as far as this.
     *
     * @param note what is wanted back the next time; at most 8,000 characters, without words of people
     * @param more whether this was not all of it: the next telling follows at once
     */
    record Shown(String note, boolean more) {
        /** All of it, and nothing is wanted back. */
        public static final Shown WHOLE = new Shown("", false);

        public Shown {
            Objects.requireNonNull(note);
        }
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
