// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.hub.journal.Names;

/** The numbers of the names that a filter speaks of, and the places of its words. A name without a number stands in no line of the log. */
final class Known {
    private final Map<Asked, List<Integer>> numbers = new HashMap<>();
    private final Sought sought;
    private final boolean anyTwice;

    private Known(Sought sought, boolean anyTwice) {
        this.sought = sought;
        this.anyTwice = anyTwice;
    }

    /** A name as it was asked for. */
    private sealed interface Asked {
        record OfMark(Mark.Kind kind, String value) implements Asked {}

        record OfKind(Mark.Kind kind) implements Asked {}

        record OfSender(Optional<String> platform, Optional<String> tenant, String sender) implements Asked {}

        record OfRoom(Optional<String> platform, Optional<String> tenant, String conversation) implements Asked {}
    }

    static Known of(Connection connection, Sought sought) throws SQLException {
        Known known = new Known(sought, sought.once() && Names.isAnySame(connection));
        for (Asked asked : sought.filter().fold(Reading.INSTANCE)) {
            known.numbers.put(asked, look(connection, asked));
        }
        return known;
    }

    private static List<Integer> look(Connection connection, Asked asked) throws SQLException {
        if (asked instanceof Asked.OfMark mark) {
            return Names.mark(connection, mark.kind(), mark.value()).stream().toList();
        }
        if (asked instanceof Asked.OfKind any) {
            return Names.marks(connection, any.kind());
        }
        if (asked instanceof Asked.OfSender sender) {
            return Names.senders(connection, sender.platform(), sender.tenant(), sender.sender());
        }
        Asked.OfRoom room = (Asked.OfRoom) asked;
        return Names.rooms(connection, room.platform(), room.tenant(), room.conversation());
    }

    Sought sought() {
        return sought;
    }

    /** Whether anything came through two doors. */
    boolean isAnyTwice() {
        return anyTwice;
    }

    Optional<Integer> mark(Mark.Kind kind, String value) {
        return of(new Asked.OfMark(kind, value)).stream().findFirst();
    }

    /** All that there are of that kind. */
    List<Integer> marks(Mark.Kind kind) {
        return of(new Asked.OfKind(kind));
    }

    List<Integer> senders(Optional<String> platform, Optional<String> tenant, String sender) {
        return of(new Asked.OfSender(platform, tenant, sender));
    }

    List<Integer> rooms(Optional<String> platform, Optional<String> tenant, String conversation) {
        return of(new Asked.OfRoom(platform, tenant, conversation));
    }

    private List<Integer> of(Asked asked) {
        List<Integer> found = numbers.get(asked);
        if (found == null) {
            throw new IllegalStateException("a name was not looked up before its number was needed");
        }
        return found;
    }

    /** The fold. */
    private enum Reading implements Filter.Fold<Set<Asked>> {
        INSTANCE;

        @Override
        public Set<Asked> all(List<Set<Asked>> of) {
            Set<Asked> all = new HashSet<>();
            of.forEach(all::addAll);
            return all;
        }

        @Override
        public Set<Asked> any(List<Set<Asked>> of) {
            return all(of);
        }

        @Override
        public Set<Asked> not(Set<Asked> of) {
            return of;
        }

        @Override
        public Set<Asked> marked(Mark.Kind kind, String value) {
            return Set.of(new Asked.OfMark(kind, value));
        }

        @Override
        public Set<Asked> has(Mark.Kind kind) {
            return Set.of(new Asked.OfKind(kind));
        }

        @Override
        public Set<Asked> saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return Set.of(new Asked.OfSender(platform, tenant, sender));
        }

        @Override
        public Set<Asked> inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return Set.of(new Asked.OfRoom(platform, tenant, conversation));
        }

        @Override
        public Set<Asked> onPlatform(String platform) {
            return Set.of();
        }

        @Override
        public Set<Asked> onAccount(String account) {
            return Set.of();
        }

        @Override
        public Set<Asked> ofType(MessageType type) {
            return Set.of();
        }

        @Override
        public Set<Asked> sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return Set.of();
        }

        @Override
        public Set<Asked> ranked(Priority priority) {
            return marked(Mark.Kind.PRIORITY, priority.word());
        }

        @Override
        public Set<Asked> secrecyUpTo(Secrecy highest) {
            Set<Asked> levels = new HashSet<>();
            for (Secrecy level : Secrecy.values()) {
                levels.add(new Asked.OfMark(Mark.Kind.SECRECY, level.word()));
            }
            return levels;
        }

        @Override
        public Set<Asked> words(String words) {
            return Set.of();
        }
    }
}
