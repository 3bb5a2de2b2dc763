// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector that can open rooms on its platform and keep their name and members. It says what to do next and
 * does nothing itself. Every call is {@link Call#harmless}: a room is opened by a key that the platform knows, and a
 * change that is made twice comes to the same, so that the hub may ask again whenever nobody can tell. Called as {@link
 * MessageSender#send} is.
 */
@ConsumerType
public interface RoomHost extends Connector {
    /** What rooms this account can open as it is configured now; answers at once. */
    Hosting hosting();

    /** The next step of opening a room; ends with the platform's id of it, by which its messages name it, too. */
    Step<String> open(Wish wish, Trail trail);

    /** The next step of changing a room that this account has opened; ends with its id. */
    Step<String> change(String room, Change change, Trail trail);

    /**
     * What rooms there can be.
     *
     * @param fewest members a room must have, its owner among them
     * @param most members it can have
     * @param atOnce members that one change may name
     * @param keyHolds for how long the platform opens no second room for the same key; empty where that never ends
     * @param problem why none can be opened now, as a sentence that says what to mend and shows no secret
     */
    record Hosting(int fewest, int most, int atOnce, Optional<Duration> keyHolds, Optional<LocalText> problem) {
        public Hosting {
            Objects.requireNonNull(keyHolds);
            Objects.requireNonNull(problem);
        }
    }

    /**
     * A room as it is wanted.
     *
     * @param key names this room and no other, the same at each try; at most 32 letters and digits
     * @param owner the platform's id of who it belongs to there; one of the members
     * @param members no more than {@link Hosting#atOnce}; others join by a change
     */
    record Wish(String key, String name, String owner, List<String> members) {
        public Wish {
            Objects.requireNonNull(key);
            Objects.requireNonNull(name);
            Objects.requireNonNull(owner);
            members = List.copyOf(members);
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Wish[" + key + "]";
        }
    }

    /** What is to become different about a room. */
    sealed interface Change {
        record Renamed(String name) implements Change {}

        /** @param members the platform's ids; who is there already stays */
        record Joined(List<String> members) implements Change {
            public Joined {
                members = List.copyOf(members);
            }
        }

        /** @param members the platform's ids; who is not there stays away */
        record Left(List<String> members) implements Change {
            public Left {
                members = List.copyOf(members);
            }
        }
    }
}
