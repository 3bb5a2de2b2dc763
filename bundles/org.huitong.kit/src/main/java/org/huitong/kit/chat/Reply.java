// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.chat;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody answers in a chat to what the hub told them: that they know, that it is done, or something else. What is
 * answered is named by a code, a letter and six digits, which people can type on a phone.
 *
 * @param code its six digits, small; empty where nothing is named
 * @param text what was said, without the code and without what was quoted
 */
public record Reply(Optional<String> code, Meaning meaning, String text) {
    private static final int DIGITS = 6;
    private static final Set<String> KNOWN =
            Set.of("收到", "知道了", "知悉", "好的", "好", "明白", "确认", "已阅", "ok", "okay", "1", "got it", "received");
    private static final Set<String> DONE = Set.of("完成", "已完成", "办结", "已办结", "done", "finished");

    /** What is meant. */
    public enum Meaning {
        KNOWN,
        DONE,
        WORDS
    }

    public Reply {
        Objects.requireNonNull(code);
        Objects.requireNonNull(meaning);
        Objects.requireNonNull(text);
    }

    /**
     * Reads what was said.
     *
     * @param letter the capital that codes of this kind begin with
     * @param said as the message has it, quoted lines included
     */
    public static Reply of(char letter, String said) {
        String own = said.lines()
                .filter(line -> !line.startsWith("> "))
                .collect(Collectors.joining("\n"))
                .strip();
        Pattern pattern = Pattern.compile("(?i)(?<![0-9a-z])" + letter + "([0-9a-f]{6})(?![0-9a-z])");
        Matcher found = pattern.matcher(own);
        Optional<String> code = found.find() ? Optional.of(found.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
        String rest =
                pattern.matcher(own).replaceAll(" ").replaceAll(" {2,}", " ").strip();
        String word = rest.replaceAll("[\\s,，。.!！:：#]+", " ").strip().toLowerCase(Locale.ROOT);
        Meaning meaning = KNOWN.contains(word) ? Meaning.KNOWN : DONE.contains(word) ? Meaning.DONE : Meaning.WORDS;
        return new Reply(code, meaning, rest);
    }

    /** The code of the thing that has this id of hexadecimal digits. */
    public static String code(char letter, String id) {
        return letter + id.substring(0, DIGITS);
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Reply[" + meaning + "]";
    }
}
