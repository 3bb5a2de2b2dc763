// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.LinkedHashSet;
import java.util.Set;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;

/**
 * By what is recognised that an account really sees something: a property of messages that takes no judgement. Which one
 * proves what is said by the connector, in {@link Profile.Sight#signs}.
 *
 * @param word names it; an event is {@code event:} and the platform's own name of it
 */
public record Sign(String word) {
    private static final String OF_EVENTS = "event:";

    /** Somebody wrote in a direct room. */
    public static final Sign DIRECT = new Sign("direct");

    /** Somebody wrote in a group. */
    public static final Sign GROUP = new Sign("group");

    /**
     * Somebody wrote in a group and called nobody by name. It proves that a group is seen as a whole; a platform that cuts
     * out by what name its robot was called proves nothing by it, and its connector names {@link #GROUP} instead.
     */
    public static final Sign PLAIN = new Sign("plain");

    /** Somebody wrote in a group and called somebody by name. */
    public static final Sign CALLING = new Sign("calling");

    /** Somebody of another company, or of none, wrote. */
    public static final Sign CUSTOMER = new Sign("customer");

    /** A robot or a program spoke. */
    public static final Sign ROBOT = new Sign("robot");

    /** A file, a picture or a recording came along. */
    public static final Sign FILE = new Sign("file");

    /** Somebody chose something on a card. */
    public static final Sign PRESS = new Sign("press");

    /** A message was taken back. */
    public static final Sign RECALL = new Sign("recall");

    /** Something happened, whatever it was. */
    public static final Sign EVENT = new Sign(OF_EVENTS);

    public Sign {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a sign has a word");
        }
    }

    /** Something happened whose name on the platform begins like this. */
    public static Sign event(String beginning) {
        return new Sign(OF_EVENTS + beginning);
    }

    /** Whether that sign, which was seen, is this one, or an event that this one speaks of. */
    public boolean covers(Sign seen) {
        return word.startsWith(OF_EVENTS) ? seen.word.startsWith(word) : word.equals(seen.word);
    }

    /** What a message is a sign of; nothing where it was written from the hub. */
    public static Set<Sign> shownBy(Message message) {
        Set<Sign> signs = new LinkedHashSet<>();
        if (message.sender().isOurs()) {
            return signs;
        }
        Content content = message.content();
        content.event().ifPresent(event -> signs.add(event(event.name())));
        if (content.action().isPresent()) {
            signs.add(PRESS);
        } else if (content.type() != MessageType.EVENT) {
            add(signs, message);
        }
        return signs;
    }

    private static void add(Set<Sign> signs, Message message) {
        Sender.Kind speaks = message.sender().kind();
        if (speaks == Sender.Kind.ROBOT) {
            signs.add(ROBOT);
        }
        if (speaks == Sender.Kind.CUSTOMER) {
            signs.add(CUSTOMER);
        }
        if (speaks == Sender.Kind.PERSON || speaks == Sender.Kind.CUSTOMER) {
            if (message.conversation().kind() == Conversation.Kind.DIRECT) {
                signs.add(DIRECT);
            } else if (message.conversation().kind() == Conversation.Kind.GROUP) {
                signs.add(GROUP);
                signs.add(message.content().mentions().isEmpty() ? PLAIN : CALLING);
            }
        }
        if (!message.content().attachments().isEmpty()) {
            signs.add(FILE);
        }
    }
}
