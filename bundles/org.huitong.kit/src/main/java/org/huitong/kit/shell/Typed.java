// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.shell;

import java.util.List;

/** What stands behind a command, or the sentence on how it is used: the shell itself would name Java's types. */
public final class Typed {
    private final String usage;
    private final List<String> words;

    private Typed(String usage, List<String> words) {
        this.usage = usage;
        this.words = words;
    }

    /** @param usage the command and a {@code <word>} for each that it needs */
    public static Typed of(String usage, String... words) {
        Typed typed = new Typed(usage, List.of(words));
        if (words.length != usage.chars().filter(c -> c == '<').count()) {
            throw typed.wrong();
        }
        return typed;
    }

    public String word(int index) {
        return words.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(words.get(index));
        } catch (NumberFormatException notANumber) {
            throw wrong();
        }
    }

    private NotDone wrong() {
        return new NotDone("Usage / 用法: " + usage);
    }
}
