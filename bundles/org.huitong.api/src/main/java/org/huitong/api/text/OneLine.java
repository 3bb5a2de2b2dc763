// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.text;

import java.util.Optional;

/**
 * A name, title or label that somebody outside wrote: one line, that reads as what it is. What breaks lines breaks those
 * of the log; what turns the direction of writing or cannot be seen lets one name pass for another.
 */
public final class OneLine {
    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;

    private OneLine() {}

    /** Without the blanks around it; empty where it is blank, too long, or holds what no name has. */
    public static Optional<String> of(String text, int longest) {
        String clean = text.strip();
        return clean.isEmpty() || clean.length() > longest || !isClean(clean) ? Optional.empty() : Optional.of(clean);
    }

    /** Whether it holds nothing that no name has: controls, breaks, marks of direction, halves of characters. */
    public static boolean isClean(String text) {
        return text.codePoints().allMatch(OneLine::isVisible);
    }

    private static boolean isVisible(int c) {
        // The two joiners are part of words in some scripts, and of pictures.
        return c == JOINER
                || c == NON_JOINER
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> false;
                    default -> true;
                };
    }
}
