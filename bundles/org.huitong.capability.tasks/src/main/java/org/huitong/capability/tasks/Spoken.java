// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Quote;
import org.huitong.api.outbox.To;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.stage.Mark;
import org.huitong.kit.chat.Speaker;

/**
 * A message as something that is said to the hub: by whom, and whether it is the hub that is spoken to. In a group that
 * is so where its robot is called or addressed, which is any party that is none of our people.
 */
record Spoken(Message message, Set<Mark> marks, Roster roster) {
    private static final String DINGTALK = "dingtalk";
    /**
     * DingTalk takes the mention of its robot out of what is shown of a message, and leaves this beside it:
     * open.dingtalk.com/document/orgapp/receive-message. Words of people have a backslash before their quotation marks.
     */
    private static final Pattern CALLED = Pattern.compile("(?<!\\\\)\"isInAtList\"\\s*:\\s*true");

    /** Who speaks, where we know the account. */
    Optional<Person> speaker() {
        return marks.stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .flatMap(mark -> roster.person(mark.value()).stream())
                .filter(Person::active)
                .findFirst();
    }

    boolean isToTheHub() {
        if (!Speaker.mayCommand(message)) {
            return false;
        }
        return switch (message.conversation().kind()) {
            case DIRECT -> true;
            case EVENTS -> false;
            case GROUP -> Stream.concat(message.to().stream(), message.content().mentions().stream())
                            .anyMatch(this::isNobodyOfOurs)
                    || callsByName()
                    || callsByDingtalk();
        };
    }

    boolean isDirect() {
        return message.conversation().kind() == Conversation.Kind.DIRECT;
    }

    private boolean isNobodyOfOurs(Addressee party) {
        return !party.equals(Addressee.EVERYBODY)
                && party.ids().stream().noneMatch(id -> roster.holder(
                                message.key().platform(),
                                party.tenant().orElse(message.key().tenant()),
                                id)
                        .isPresent())
                && party.name().filter(this::isColleague).isEmpty();
    }

    private boolean callsByDingtalk() {
        return message.key().platform().equals(DINGTALK)
                && CALLED.matcher(message.payload()).find();
    }

    /** Where a platform leaves the name of whom is called in the text alone. */
    private boolean callsByName() {
        String text = message.content().text().orElse("").strip();
        return message.content().mentions().isEmpty()
                && text.matches("(?s)@\\S+\\s.*")
                && !isColleague(text.substring(1).split("\\s", 2)[0]);
    }

    private boolean isColleague(String name) {
        return roster.persons().stream().anyMatch(person -> person.name().equals(name));
    }

    String own() {
        return ChatCommand.own(message.content().text().orElse(""));
    }

    /** The message that is quoted, where the platform tells which. */
    Optional<MessageId> quoted() {
        return message.content()
                .quote()
                .flatMap(Quote::nativeId)
                .or(message::repliesTo)
                .map(id ->
                        new MessageKey(message.key().platform(), message.key().tenant(), id).id());
    }

    /**
     * The conversation that it was said in. One to one it is named by who speaks: not every platform lets a robot answer
     * such a room by its own id.
     */
    To here() {
        String platform = message.key().platform();
        return isDirect()
                ? new To.User(platform, message.account(), message.sender().id())
                : new To.Room(
                        platform, message.account(), message.conversation().id());
    }
}
