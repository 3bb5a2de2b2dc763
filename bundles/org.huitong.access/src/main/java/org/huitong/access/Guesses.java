// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of a password would have to be guessed. Whoever guesses tries words, names, walks over the keyboard, rows,
 * repetitions and dates first, in every combination: so each of them counts like two characters, however long it is, and
 * nothing the second time.
 */
final class Guesses {
    private static final int OF_A_WORD = 2;
    private static final int SHORTEST_WORD = 3;
    private static final int SHORTEST_ROW = 3;
    private static final Set<String> WORDS = read("/common-words.txt");
    private static final int LONGEST_WORD =
            WORDS.stream().mapToInt(String::length).max().orElse(0);

    /** What lies beside each other: rows, their slants, and what one counts. */
    private static final String[] ROWS = {
        "0123456789",
        "1234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop[]",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "azertyuiop",
        "!@#$%^&*()_+",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
        "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        "a1b2c3d4e5f6g7h8i9",
        "1a2b3c4d5e6f7g8h9i",
        "qazwsxedcrfvtgbyhnujm",
        "zaqxswcdevfrbgtnhymju",
        "qweasdzxc",
        "147258369",
        "159753"
    };

    private Guesses() {}

    /**
     * The characters that are left to be guessed.
     *
     * @param own what whoever guesses knows of the account, such as its name
     */
    static int needed(String password, String... own) {
        String plain = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String once = withoutRepetition(plain);
        Set<String> known = Arrays.stream(own)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
        // Either may be what was meant: "p@ssw0rd" is a word, and "1000" is no "iooo".
        return Math.min(cheapest(once, known), cheapest(unmasked(once), known));
    }

    /** What is the same again and again is as good as once. */
    private static String withoutRepetition(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            String block = text.substring(0, length);
            if (text.length() % length == 0
                    && block.repeat(text.length() / length).equals(text)) {
                return block;
            }
        }
        return text;
    }

    /** Digits and signs that stand for letters. */
    private static String unmasked(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't')
                .replace('1', 'i')
                .replace('!', 'i');
    }

    /** The longest piece at each place: guessers would not do better by much. */
    private static int cheapest(String text, Set<String> known) {
        Set<String> before = new HashSet<>();
        int needed = 0;
        int at = 0;
        while (at < text.length()) {
            int piece =
                    Math.max(word(text, at, known), Math.max(row(text, at), Math.max(same(text, at), date(text, at))));
            if (piece == 0) {
                needed++;
                at++;
            } else {
                needed += before.add(text.substring(at, at + piece)) ? OF_A_WORD : 0;
                at += piece;
            }
        }
        return needed;
    }

    private static int word(String text, int at, Set<String> known) {
        int longest = known.stream()
                .filter(word -> text.startsWith(word, at))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (int end = Math.min(text.length(), at + LONGEST_WORD); end > at + longest; end--) {
            if (WORDS.contains(text.substring(at, end))) {
                return end - at;
            }
        }
        return longest;
    }

    /** A walk along a row, there or back. */
    private static int row(String text, int at) {
        int longest = 0;
        for (String row : ROWS) {
            longest = Math.max(longest, along(row, text, at));
            longest = Math.max(longest, along(new StringBuilder(row).reverse().toString(), text, at));
        }
        return longest >= SHORTEST_ROW ? longest : 0;
    }

    private static int along(String row, String text, int at) {
        int from = row.indexOf(text.charAt(at));
        int length = 0;
        while (from >= 0
                && from + length < row.length()
                && at + length < text.length()
                && row.charAt(from + length) == text.charAt(at + length)) {
            length++;
        }
        return length;
    }

    private static int same(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == text.charAt(at)) {
            end++;
        }
        return end - at >= SHORTEST_ROW ? end - at : 0;
    }

    /** A year of somebody's life, with a month and a day behind it or not. */
    private static int date(String text, int at) {
        int digits = 0;
        while (at + digits < text.length() && isDigit(text.charAt(at + digits)) && digits < 8) {
            digits++;
        }
        boolean year = digits >= 4 && (text.startsWith("19", at) || text.startsWith("20", at));
        if (year && digits == 8 && isDay(text.substring(at + 4, at + 8))) {
            return 8;
        }
        return year ? 4 : 0;
    }

    private static boolean isDay(String monthAndDay) {
        int month = Integer.parseInt(monthAndDay.substring(0, 2));
        int day = Integer.parseInt(monthAndDay.substring(2));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Set<String> read(String file) {
        try (InputStream in = Guesses.class.getResourceAsStream(file);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The common words cannot be read", e);
        }
    }
}
