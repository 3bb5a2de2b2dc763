// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import java.util.Optional;

/**
 * The room a message was said in, by the platform's id within the tenant. Where a platform has no room (an event, a
 * message to an application), the connector names a stable one, such as the application and the person.
 */
public record Conversation(String id, Kind kind, Optional<String> title) {
    /** How many people the room is for. */
    public enum Kind {
        DIRECT,
        GROUP,
        /** Not a chat: the platform's own events. */
        EVENTS
    }

    public Conversation {
        if (Objects.requireNonNull(id).isBlank()) {
            throw new IllegalArgumentException("a conversation needs an id");
        }
        Objects.requireNonNull(kind);
        title = title.filter(t -> !t.isBlank());
    }

    /**
     * The room in which a platform tells of what happened in a company, where that concerns no chat. It is one room of
     * the platform and the tenant, whatever the event, and no other platform or company has a room of that id.
     */
    public static Conversation ofEvents(String platform, String tenant) {
        return of("events:" + platform + ":" + tenant, Kind.EVENTS);
    }

    public static Conversation of(String id, Kind kind) {
        return new Conversation(id, kind, Optional.empty());
    }
}
