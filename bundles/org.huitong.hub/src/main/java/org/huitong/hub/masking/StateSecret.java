// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.stream.Stream;
import org.huitong.api.message.Content;
import org.huitong.api.message.Quote;

/**
 * Knows the mark of a state secret (国家秘密标志): one of the three levels with a star behind it, 绝密★, 机密★, 秘密★, as the
 * rules for marking state secrets have it, in simplified or traditional letters and with whatever blanks stand between.
 */
final class StateSecret {
    private static final String STARS = "★☆⭐✩✭";
    private static final String BEFORE = "绝机秘絕機祕";

    private StateSecret() {}

    /** Whether its words, or the name of one of its files, bear it. */
    static boolean isIn(Content content) {
        return Stream.of(
                        content.text().stream(),
                        content.quote().map(Quote::text).stream(),
                        content.attachments().stream().flatMap(file -> file.name().stream()))
                .flatMap(words -> words)
                .anyMatch(StateSecret::isIn);
    }

    static boolean isIn(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (STARS.indexOf(text.charAt(at)) >= 0) {
                int second = before(text, at);
                if (second >= 0 && text.charAt(second) == '密') {
                    int first = before(text, second);
                    if (first >= 0 && BEFORE.indexOf(text.charAt(first)) >= 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The letter before this one, blanks left out; -1 where there is none. */
    private static int before(String text, int at) {
        int place = at - 1;
        while (place >= 0 && isBlank(text.charAt(place))) {
            place--;
        }
        return place;
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.getType(letter) == Character.FORMAT
                // Chooses how the star is drawn, and is drawn itself by nobody.
                || letter == '\uFE0E'
                || letter == '\uFE0F';
    }
}
