// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody asks of the hub in a chat, by words that they need not learn. */
sealed interface ChatCommand {
    /** What do I have to do? */
    record Mine() implements ChatCommand {}

    /**
     * Make a task of it.
     *
     * @param who by name, number or {@code 我}; may be empty
     * @param rest when, and what; may be empty
     */
    record HandOver(String who, String rest) implements ChatCommand {}

    /** @param which a code, or the number of a list; empty: what is quoted, or the only one there is */
    record Hurry(String which) implements ChatCommand {}

    /** @param number in the list that they were told last */
    record Finish(int number) implements ChatCommand {}

    Pattern CALLED = Pattern.compile("^@\\S+\\s*");
    /** Looked for where such signs begin alone: a row of a thousand is no thousand rows. */
    Pattern CLOSING = Pattern.compile("(?<![。.!！?？~～])[。.!！?？~～]++$");

    Pattern MINE = Pattern.compile("(我的)?(待办|任务)(列表)?");
    Pattern HAND_OVER = Pattern.compile("转任务(?:给)?[\\s:：]*@?(\\S*)\\s*(.*)", Pattern.DOTALL);
    Pattern HURRY = Pattern.compile("催办[\\s:：#]*(\\S{0,20})");
    Pattern FINISH = Pattern.compile("(?:已?完成|办结)[\\s:：#第]*(\\d{1,2})\\s*[项个条]?");

    /** The speaker's own words, without what they quote and without whom they call by name at the beginning. */
    static String own(String said) {
        String own = said.lines()
                .filter(line -> !line.startsWith("> "))
                .collect(Collectors.joining("\n"))
                .strip();
        return CALLED.matcher(own).replaceFirst("").strip();
    }

    /** @param own as {@link #own} has them */
    static Optional<ChatCommand> of(String own) {
        String words = CLOSING.matcher(own).replaceFirst("").strip();
        if (MINE.matcher(words).matches()) {
            return Optional.of(new Mine());
        }
        Matcher found = HAND_OVER.matcher(words);
        if (found.matches()) {
            return Optional.of(new HandOver(found.group(1), found.group(2).strip()));
        }
        found = HURRY.matcher(words);
        if (found.matches()) {
            return Optional.of(new Hurry(found.group(1)));
        }
        found = FINISH.matcher(words);
        return found.matches() ? Optional.of(new Finish(Integer.parseInt(found.group(1)))) : Optional.empty();
    }
}
