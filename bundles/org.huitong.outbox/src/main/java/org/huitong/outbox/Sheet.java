// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Optional;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.message.Conversation;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;

/**
 * What lies sealed of a letter.
 *
 * @param name of who wrote it, as people call them
 * @param place of a letter to a room: which one that is, where it is known
 * @param answers the platform's id of the message that it answers
 * @param replaces the card in whose place it comes
 */
record Sheet(
        To to,
        Writing writing,
        String name,
        Optional<Place> place,
        Optional<String> answers,
        Optional<Outgoing.Replaced> replaces) {
    /** What cannot be opened: its key is gone, or a later hub wrote it. */
    static final Sheet UNREADABLE = blank();

    /** What was let go, and is nowhere any more. */
    static final Sheet GONE = blank();

    Sheet(To to, Writing writing, String name, Optional<Place> place, Optional<String> answers) {
        this(to, writing, name, place, answers, Optional.empty());
    }

    private static Sheet blank() {
        return new Sheet(new To.Room("", "", ""), new Writing.Text("—"), "", Optional.empty(), Optional.empty());
    }

    boolean isReadable() {
        return this != UNREADABLE && this != GONE;
    }

    /**
     * A room as messages name it.
     *
     * @param other the platform's id of who sits on the other side of a direct room, where that is known
     */
    record Place(String tenant, Conversation conversation, Optional<String> other) {
        @Override
        public String toString() {
            return "Place[" + conversation.kind() + "]";
        }
    }

    @Override
    public String toString() {
        return "Sheet[" + to + ", " + writing + "]";
    }
}
