// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What people of several departments work on together.
 *
 * @param id the hub's own, never used for another
 * @param code what the company calls it in lists; unique
 * @param owner the id of the person who answers for it
 * @param members ids of persons
 * @param rooms where it is talked about
 */
public record Project(
        String id,
        String code,
        String name,
        Optional<String> owner,
        Set<String> members,
        State state,
        Set<Room> rooms) {
    /** Whether it is worked on. */
    public enum State {
        OPEN,
        CLOSED
    }

    public Project {
        Objects.requireNonNull(id);
        Objects.requireNonNull(code);
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        members = Set.copyOf(members);
        Objects.requireNonNull(state);
        rooms = Set.copyOf(rooms);
    }

    /** Whether that person owns it or works on it. */
    public boolean has(String person) {
        return members.contains(person) || owner.filter(person::equals).isPresent();
    }

    /** A room, by the platform's own id of it. */
    public record Room(String platform, String tenant, String conversation) {
        public Room {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(conversation);
        }
    }
}
