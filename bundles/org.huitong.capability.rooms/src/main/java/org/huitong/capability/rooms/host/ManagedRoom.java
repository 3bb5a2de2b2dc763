// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;

/**
 * A room that the hub has opened, or is about to, and what its platform was told of it.
 *
 * @param account by which of our accounts, the part of the configuration's name after {@code ~}
 * @param target the id of the department or project
 * @param key by which the platform is asked to open it, the same at each try
 * @param conversation the platform's id of it; empty until it is open
 * @param name as the platform was told
 * @param members the platform's ids of who is in it, as the platform was told
 * @param askedAt when it was first asked for, as long as nobody knows whether it is open
 * @param why what stands in the way
 * @param despite how many may leave at once although the brake says no; until that was carried out
 */
record ManagedRoom(
        String id,
        String platform,
        String account,
        Kind kind,
        String target,
        String key,
        Optional<String> conversation,
        Optional<String> name,
        Set<String> members,
        Optional<Instant> askedAt,
        Optional<LocalText> why,
        Optional<Integer> despite) {
    /** Whose room it is. */
    enum Kind {
        DEPARTMENT,
        PROJECT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    ManagedRoom {
        Objects.requireNonNull(kind);
        members = Set.copyOf(members);
    }

    static ManagedRoom wanted(String id, String platform, String account, Kind kind, String target, String key) {
        return new ManagedRoom(
                id,
                platform,
                account,
                kind,
                target,
                key,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The platform was asked for it, at that moment for the first time. */
    ManagedRoom asked(Instant at) {
        return with(key, conversation, name, members, askedAt.or(() -> Optional.of(at)), Optional.empty(), despite);
    }

    ManagedRoom open(String room, String called, Set<String> with) {
        return with(key, Optional.of(room), Optional.of(called), with, Optional.empty(), Optional.empty(), despite);
    }

    ManagedRoom holding(String called, Set<String> with) {
        return with(key, conversation, Optional.of(called), with, Optional.empty(), Optional.empty(), despite);
    }

    ManagedRoom hindered(LocalText reason) {
        return with(key, conversation, name, members, askedAt, Optional.of(reason), despite);
    }

    /** So many may leave at once; none where all have left who were to. */
    ManagedRoom despite(Optional<Integer> leaving) {
        return with(key, conversation, name, members, askedAt, why, leaving);
    }

    /** As if it had never been asked for. */
    ManagedRoom anew(String otherKey) {
        return with(otherKey, conversation, name, members, Optional.empty(), Optional.empty(), despite);
    }

    private ManagedRoom with(
            String aKey,
            Optional<String> room,
            Optional<String> called,
            Set<String> in,
            Optional<Instant> asked,
            Optional<LocalText> reason,
            Optional<Integer> leaving) {
        return new ManagedRoom(id, platform, account, kind, target, aKey, room, called, in, asked, reason, leaving);
    }
}
