// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.time.Instant;
import org.huitong.simulator.Card;

/**
 * One thing that somebody says or does.
 *
 * @param id unlike every other, also of other runs
 * @param about the id of the message that is taken back or edited, else its own
 * @param first when that message was said
 */
public record Happening(
        String id, Room room, Person who, Act act, String text, String about, Instant first, Instant at) {
    public enum Act {
        TEXT,
        POST,
        IMAGE,
        VOICE,
        VIDEO,
        FILE,
        LOCATION,
        LINK,
        CARD,
        /** On the card that is named by what it is about: what its button gives back, as {@link Card.Button} has it. */
        PRESS,
        EDIT,
        RECALL,
        APPROVAL,
        MEETING,
        JOINED,
        NEWCOMER,
        /** What no hub of today can read. */
        RIDDLE
    }

    /** One part of a text whose parts are divided by bars. */
    public String part(int index) {
        String[] parts = text.split("\\|", -1);
        return index < parts.length ? parts[index] : "";
    }
}
