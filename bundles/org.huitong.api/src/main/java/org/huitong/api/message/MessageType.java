// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of content that people filter by. Each platform's own kinds are translated into these. */
public enum MessageType {
    TEXT("text"),
    RICH_TEXT("rich-text"),
    IMAGE("image"),
    VOICE("voice"),
    VIDEO("video"),
    FILE("file"),
    CARD("card"),
    LOCATION("location"),
    LINK("link"),
    /** Something happened on the platform (a person joined, an approval moved); {@link Content#event()} names it. */
    EVENT("event"),
    /** A body that cannot be had; {@link Content#unavailable()} says why. */
    UNAVAILABLE("unavailable");

    private final String word;

    MessageType(String word) {
        this.word = word;
    }

    /** The word used in JSON, in URLs and in the database. */
    public String word() {
        return word;
    }

    public static Optional<MessageType> ofWord(String word) {
        return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
    }
}
