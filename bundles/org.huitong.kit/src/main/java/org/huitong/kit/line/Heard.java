// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** What a frame of the other side means. */
public sealed interface Heard {
    /** A sign of life, or a part of something that is not whole yet. */
    record Nothing() implements Heard {}

    /** It wants this said at once. */
    record Answered(Frame answer) implements Heard {
        public Answered {
            Objects.requireNonNull(answer);
        }
    }

    /** From now on it brings what there is. */
    record Stands() implements Heard {}

    /**
     * Something to keep.
     *
     * @param raw as it came, or as much of it as is the same each time it comes; shared and not to be changed
     * @param notes what belongs to it and does not stand in it; no secrets
     * @param thanks what is said when it is safe on disk, and not before; empty where nobody waits for thanks
     */
    record Brought(byte[] raw, Map<String, String> notes, Optional<Thanks> thanks) implements Heard {
        public Brought {
            Objects.requireNonNull(raw);
            notes = Map.copyOf(notes);
            Objects.requireNonNull(thanks);
        }

        @Override
        public String toString() {
            return "Brought[" + raw.length + " bytes]";
        }
    }

    /** It will bring no more here: another socket is to be opened, and this one left when that one is there. */
    record Moves() implements Heard {}

    /** It will not have us now. */
    record Over(LocalText why, Duration after) implements Heard {
        public Over {
            Objects.requireNonNull(why);
            Objects.requireNonNull(after);
        }
    }

    /** Says that something was kept. */
    interface Thanks {
        /** @param took from when it came to when it was safe */
        Frame after(Duration took);
    }

    static Heard nothing() {
        return new Nothing();
    }
}
