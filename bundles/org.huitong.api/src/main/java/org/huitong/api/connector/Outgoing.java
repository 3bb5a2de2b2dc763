// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.Objects;
import org.huitong.api.outbox.Writing;

/**
 * One piece of a letter, ready to be sent: no longer than the platform takes it.
 *
 * @param key names this piece and no other, the same at each try; at most 40 letters, digits and hyphens
 * @param writing of a kind that the {@link Abilities} name
 * @param at the moment of this try, for platforms that want to be told the time
 * @param tried how often it was tried before
 */
public record Outgoing(String key, Target target, Writing writing, Instant at, int tried) {
    public Outgoing {
        Objects.requireNonNull(key);
        Objects.requireNonNull(target);
        Objects.requireNonNull(writing);
        Objects.requireNonNull(at);
    }

    /** A piece that is tried for the first time. */
    public Outgoing(String key, Target target, Writing writing, Instant at) {
        this(key, target, writing, at, 0);
    }

    /** Where it goes, by the platform's own ids. */
    public record Target(Kind kind, String id) {
        /** What a platform tells apart. */
        public enum Kind {
            USER,
            ROOM
        }

        public Target {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(id);
        }
    }
}
