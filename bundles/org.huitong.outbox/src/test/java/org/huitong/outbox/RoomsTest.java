// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.To;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.query.Trace;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** Somebody reads everything and may write in the rooms of one department alone. */
class RoomsTest {
    private static final Asker ZHANG = new Asker("zhang", "张三", Optional.of("p-zhang"));
    private static final Mark FINANCE = Mark.of(Mark.Kind.DEPARTMENT, "finance");
    private static final Message MESSAGE = Messages.text("m-1", "你好", Instant.parse("2026-11-29T08:00:00Z"));
    private static final To.Room HERE = new To.Room(
            MESSAGE.key().platform(), MESSAGE.account(), MESSAGE.conversation().id());
    private static final To.Room UNHEARD = new To.Room(HERE.platform(), HERE.account(), "nobody wrote here");

    @Test
    void oneWritesWhereTheRightToWriteReaches() {
        Rooms rooms = rooms(Set.of(FINANCE), Filter.marked(FINANCE.kind(), FINANCE.value()));
        assertThat(rooms.find(ZHANG, HERE, Optional.empty()).place()).isPresent();
        assertRefused(rooms, UNHEARD);
    }

    @Test
    void whoMayReadARoomMayNotThereforeWriteInIt() {
        assertRefused(rooms(Set.of(), Filter.marked(FINANCE.kind(), FINANCE.value())), HERE);
    }

    @Test
    void whoMayWriteInSomeRoomsWritesToNoAddress() {
        Rooms rooms = rooms(Set.of(FINANCE), Filter.marked(FINANCE.kind(), FINANCE.value()));
        assertRefused(rooms, new To.Person("p-boss"));
        assertRefused(rooms, new To.User(HERE.platform(), HERE.account(), "u-boss"));
        assertRefused(rooms, new To.Mobile("13800000000"));
        assertRefused(rooms, new To.Role("executive", Optional.of("finance")));
    }

    @Test
    void whoMayWriteEverywhereWritesAlsoWhereNobodyHasYet() {
        Rooms rooms = rooms(Set.of(), Filter.everything().and(Filter.everything()));
        assertThat(rooms.find(ZHANG, UNHEARD, Optional.empty()).place()).isEmpty();
        rooms.find(ZHANG, new To.Person("p-boss"), Optional.empty());
    }

    private static void assertRefused(Rooms rooms, To to) {
        assertThatThrownBy(() -> rooms.find(ZHANG, to, Optional.empty()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }

    private static Rooms rooms(Set<Mark> marks, Filter writes) {
        Facts facts = new Facts(
                MESSAGE.key().platform(),
                MESSAGE.key().tenant(),
                MESSAGE.account(),
                MESSAGE.conversation().id(),
                MESSAGE.sender().id(),
                MESSAGE.content().type(),
                MESSAGE.sentAt(),
                Priority.MEDIUM,
                marks);
        return new Rooms(new OneMessageDoor(facts), new SomeRooms(writes));
    }

    /** Reads everything, and writes where it was told. */
    private record SomeRooms(Filter writes) implements DecisionPoint {
        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return on instanceof On.Nothing || writes.admits(EMPTY)
                    ? new Decision.Allowed()
                    : new Decision.Denied(LocalText.of("不行", "it may not be"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Within(use.word().equals(Permissions.READ) ? Filter.everything() : writes);
        }

        private static final Facts EMPTY =
                new Facts("", "", "", "", "", MESSAGE.content().type(), MESSAGE.sentAt(), Priority.MEDIUM, Set.of());
    }

    /** Holds one message, which everybody may read. */
    private record OneMessageDoor(Facts facts) implements MessageDoor {
        @Override
        public Reading<Listing> list(Asker asker, MessageQuery query) {
            MessageView view = new MessageView(1, MESSAGE, MESSAGE.sentAt(), 1, false, List.of());
            return new Reading.Granted<>(
                    new Listing(query.filter().admits(facts) ? List.of(view) : List.of(), Optional.empty()));
        }

        @Override
        public Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void read(Asker asker, MessageId upTo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<MessageView> find(Asker asker, MessageId id) {
            return Optional.empty();
        }

        @Override
        public List<MessageView> versions(Asker asker, MessageId id) {
            return List.of();
        }

        @Override
        public Optional<Trace> trace(Asker asker, MessageId id) {
            return Optional.empty();
        }

        @Override
        public Revelation reveal(Asker asker, MessageId id, String reason) {
            return new Revelation.Missing();
        }

        @Override
        public boolean maySee(Asker asker, MessageId id) {
            return true;
        }
    }
}
