// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform keeps lists of what people have to do, and shows there what was given to them
 * here. It says what to do next and does nothing itself, as {@link MessageSender#send} does. Every call is {@link
 * Call#harmless}: an entry is made by a key that the platform knows, and told twice it stands as told once.
 */
@ConsumerType
public interface TodoList extends Connector {
    /** Whether such entries are to be made, as this account is configured now; answers at once. */
    boolean isTodoList();

    /**
     * Which entry something is about that the platform has told, by its {@link Shown#id}; empty of all else. That somebody
     * says so proves nothing: how the entry stands is asked for by {@link #show}.
     */
    Optional<String> touched(Message told);

    /**
     * The next step of having an entry stand as it is told. Of one that is to be open, and was shown before, it is asked
     * first whether it was done there; then nothing is changed.
     *
     * @param note as it was {@link Shown} last; empty where it never was
     */
    Step<Shown> show(Todo todo, Optional<String> note, Trail trail);

    /** How an entry is to stand. */
    enum State {
        OPEN,
        /** It was done here, and is to be done all the same: what stands there does not count. */
        OPEN_AGAIN,
        DONE,
        /** It is somebody else's now, or nobody's. */
        GONE
    }

    /**
     * What somebody has to do.
     *
     * @param id ours of this entry, the same each time; 10 to 80 letters, digits and hyphens
     * @param ids by which the platform knows who has to do it; at least one
     * @param link the page on which it is seen here
     * @param at the moment of this telling
     */
    record Todo(
            String id, String title, List<String> ids, Optional<Instant> due, String link, State state, Instant at) {
        public Todo {
            Objects.requireNonNull(id);
            Objects.requireNonNull(title);
            ids = List.copyOf(ids);
            Objects.requireNonNull(due);
            Objects.requireNonNull(link);
            Objects.requireNonNull(state);
            Objects.requireNonNull(at);
        }

        /** Tells no words: safe for a log. */
        @Override
        public String toString() {
            return "Todo[" + id + " " + state + "]";
        }
    }

    /**
     * How it stands there.
     *
     * @param id by which the platform names it in what it tells; empty where it was never there
     * @param note what is wanted back the next time; at most 200 characters
     * @param done whether it was done there, of one that was to be open
     */
    record Shown(String id, String note, boolean done) {
        public Shown {
            Objects.requireNonNull(id);
            Objects.requireNonNull(note);
        }

        /** It is nowhere. */
        public static final Shown NOWHERE = new Shown("", "", false);
    }
}
