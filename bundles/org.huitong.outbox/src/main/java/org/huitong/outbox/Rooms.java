// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.To;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whether somebody may write to somebody, and what is known of the room. One writes at most where one may read, so nobody
 * finds out by it whether a room exists; and where the right to write reaches less far, only there.
 */
@Component(service = Rooms.class)
public final class Rooms {
    private static final int LOOKED_AT = 20;
    private static final Act SEND = Act.of(Permissions.SEND);

    private final MessageDoor door;
    private final DecisionPoint decisions;

    /**
     * What is known of it.
     *
     * @param answers the platform's id of the message that is answered
     */
    record Found(Optional<Sheet.Place> place, Optional<String> answers) {}

    @Activate
    public Rooms(@Reference MessageDoor door, @Reference DecisionPoint decisions) {
        this.door = door;
        this.decisions = decisions;
    }

    /** @param answers the hub's id of the message that is answered */
    Found find(Asker asker, To to, Optional<String> answers) {
        Optional<Message> answered = answers.map(id -> message(asker, id));
        Optional<String> nativeId = answered.map(m -> m.key().nativeId()).filter(id -> !id.startsWith("letter:"));
        if (!(to instanceof To.Room room)) {
            demand(asker, to);
            return new Found(Optional.empty(), nativeId);
        }
        if (!(decisions.scope(asker, SEND) instanceof Scope.Within within)) {
            throw elsewhere();
        }
        List<Message> messages = messages(asker, room, within.filter());
        if (messages.isEmpty() && !isEverything(within.filter())) {
            throw elsewhere();
        }
        List<Message> known = answered.filter(m -> m.conversation().id().equals(room.conversation())
                        && m.key().platform().equals(room.platform()))
                .map(List::of)
                .orElse(messages);
        return new Found(known.stream().findFirst().map(m -> place(m, messages)), nativeId);
    }

    /** Of an address nobody knows whose it is: only who may write to everybody writes there. */
    private void demand(Asker asker, To to) {
        On on = to instanceof To.Role role && role.department().isPresent()
                ? new On.Department(role.department().get())
                : new On.Person(to instanceof To.Person person ? person.person() : "");
        if (decisions.decide(asker, SEND, on) instanceof DecisionPoint.Decision.Denied) {
            throw Problem.forbidden(LocalText.of("您只能在一部分会话里发言。", "You may write in some conversations only."));
        }
    }

    private static Problem elsewhere() {
        return Problem.forbidden(
                LocalText.of("您不能在看不到或无权发言的会话里发言。", "You cannot write where you may not read, or may not write."));
    }

    private static boolean isEverything(Filter filter) {
        return filter instanceof Filter.All all && all.of().stream().allMatch(Rooms::isEverything)
                || filter instanceof Filter.Any any && any.of().stream().anyMatch(Rooms::isEverything);
    }

    private Sheet.Place place(Message one, List<Message> all) {
        Conversation room = one.conversation();
        return new Sheet.Place(
                one.key().tenant(),
                room,
                room.kind() == Conversation.Kind.DIRECT
                        ? other(one).or(() -> all.stream()
                                .flatMap(m -> other(m).stream())
                                .findFirst())
                        : Optional.empty());
    }

    private static Optional<String> other(Message message) {
        Sender sender = message.sender();
        boolean person = sender.kind() == Sender.Kind.PERSON || sender.kind() == Sender.Kind.CUSTOMER;
        return person && !sender.isOurs() ? Optional.of(sender.id()) : Optional.empty();
    }

    private Message message(Asker asker, String id) {
        return known(id)
                .flatMap(known -> door.find(asker, known))
                .map(MessageView::message)
                .orElseThrow(() -> Problem.notFound(LocalText.of("要回复的消息", "message to answer")));
    }

    private static Optional<MessageId> known(String id) {
        try {
            return Optional.of(new MessageId(id));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private List<Message> messages(Asker asker, To.Room room, Filter within) {
        Filter there = new Filter.All(List.of(
                new Filter.OnPlatform(room.platform()),
                new Filter.OnAccount(room.account()),
                new Filter.InRoom(Optional.of(room.platform()), Optional.empty(), room.conversation()),
                within));
        return door.list(asker, MessageQuery.newest(there, LOOKED_AT))
                        instanceof MessageDoor.Reading.Granted<MessageDoor.Listing> granted
                ? granted.value().items().stream().map(MessageView::message).toList()
                : List.of();
    }
}
