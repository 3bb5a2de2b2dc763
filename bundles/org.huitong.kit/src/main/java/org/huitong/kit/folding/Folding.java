// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.folding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How rules and search read: width, case, accents and traditional or simplified form make no difference, what cannot be seen is
 * not there, and what is no letter leaves only a {@linkplain Reading gap}.
 *
 * <p>The table of traditional and simplified characters is OpenCC's (Apache-2.0). Only equality matters here, so all
 * characters that OpenCC converts into one another become one: 乾, 幹 and 干 are the same to a reader. That is
 * coarser than a translation, on purpose: a word must not be missed for a variant.
 */
public final class Folding {
    /** Everything below is written in words with blanks between them; Han, kana and Hangul from here on are not. */
    public static final char FIRST_UNSPACED = '\u2E80';

    private static final String[] VARIANTS = {"TSCharacters.txt", "HKVariants.txt", "TWVariants.txt"};
    private static final char INVISIBLE = 0;
    /** Values up to this one are gaps, {@code Reading.SYMBOL} to {@code Reading.BREAK}. */
    private static final char LAST_GAP = Reading.BREAK;

    private static final char EXPANDS = 5;
    private static final char SURROGATE = 6;
    private static final char LAST_CODE = SURROGATE;

    /** Where a sentence, a clause or a line ends. */
    private static final String BREAKS = "。！？；：，、…｡､!?;:,\n\r\u000B\f\u0085\u2028\u2029";

    private static final Map<Integer, Integer> SAME = variants();
    private static final Map<Character, String> EXPANDED = new ConcurrentHashMap<>();
    private static final int PAGE = 256;
    /** Made as they are needed: most of them never are, and all of them at once would hold up the start. */
    private static final AtomicReferenceArray<char[]> PAGES =
            new AtomicReferenceArray<>((Character.MAX_VALUE + 1) / PAGE);

    private Folding() {}

    /** Reads a text; {@code origins} says whether the places of its letters are wanted too. */
    public static Reading read(String text, boolean origins) {
        char[] chars = text.toCharArray();
        Reading reading = new Reading(chars.length, origins);
        Numerals numerals = new Numerals(text);
        for (int i = 0; i < chars.length; i++) {
            char folded = folded(chars[i]);
            if (folded > LAST_CODE) {
                reading.letter(folded, i);
            } else if (folded != INVISIBLE) {
                i += beside(folded, text, i, numerals, reading);
            }
        }
        return reading;
    }

    /** Whatever is no plain letter. Returns how many chars more it took. */
    private static int beside(char folded, String text, int i, Numerals numerals, Reading reading) {
        char c = text.charAt(i);
        if (folded == EXPANDS) {
            expand(EXPANDED.get(c), i, reading);
        } else if (folded == SURROGATE) {
            return supplementary(text, i, reading);
        } else if (Numerals.mayPoint(c) && numerals.parts(i)) {
            // The point inside a number belongs to the number: 3天 is not in 1.3天.
            reading.letter('.', i);
        } else if (!(Numerals.mayGroup(c) && numerals.parts(i) && numerals.groups(i))) {
            // What groups the digits of a number is not there: 1,500 is 1500.
            reading.gap((byte) folded);
        }
        return 0;
    }

    static boolean isDigit(char folded) {
        return folded >= '0' && folded <= '9';
    }

    static boolean isInvisible(char folded) {
        return folded == INVISIBLE;
    }

    /** What a code point becomes where it becomes one letter or nothing; else some code that is neither. */
    static char shape(int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            return folded((char) codePoint);
        }
        String folded = fold(codePoint);
        return folded.isEmpty() ? INVISIBLE : folded.length() == 1 ? folded.charAt(0) : EXPANDS;
    }

    private static void expand(String folded, int at, Reading reading) {
        for (int k = 0; k < folded.length(); k++) {
            char c = folded.charAt(k);
            if (c <= LAST_GAP) {
                reading.gap((byte) c);
            } else {
                reading.letter(c, at);
            }
        }
    }

    /** Letters beyond the first plane are rare enough to be looked up one by one. Returns how many chars more it took. */
    private static int supplementary(CharSequence text, int at, Reading reading) {
        int codePoint = Character.codePointAt(text, at);
        if (Character.isSupplementaryCodePoint(codePoint)) {
            expand(fold(codePoint), at, reading);
            return 1;
        }
        reading.gap(Reading.SYMBOL);
        return 0;
    }

    /** What one code point becomes: letters, gap codes, or nothing. */
    private static String fold(int codePoint) {
        if (BREAKS.indexOf(codePoint) >= 0) {
            return String.valueOf((char) Reading.BREAK);
        }
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        if (Character.UnicodeScript.of(plain.codePointAt(0)) != Character.UnicodeScript.HANGUL) {
            plain = Normalizer.normalize(plain, Normalizer.Form.NFD);
        }
        StringBuilder folded = new StringBuilder();
        if (circledNumber(codePoint)) {
            // It counts what follows and is no part of it: ①500元 is 500元.
            plain = "(" + plain + ")";
        }
        plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            byte gap = gapOf(c);
            if (gap != Reading.NONE) {
                folded.append((char) gap);
            } else if (!invisible(c)) {
                folded.appendCodePoint(SAME.getOrDefault(c, c));
            }
        });
        return folded.toString();
    }

    private static boolean circledNumber(int codePoint) {
        return codePoint >= '①' && codePoint <= '⑳'
                || codePoint == '⓪'
                || codePoint >= '㉑' && codePoint <= '㉟'
                || codePoint >= '㊱' && codePoint <= '㊿';
    }

    private static boolean invisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            case Character.CONTROL -> !Character.isWhitespace(codePoint);
                // Fillers that are letters by their category and blank on the screen.
            default -> codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
        };
    }

    private static byte gapOf(int codePoint) {
        if (BREAKS.indexOf(codePoint) >= 0) {
            return Reading.BREAK;
        }
        if (Character.isLetterOrDigit(codePoint) || invisible(codePoint)) {
            return Reading.NONE;
        }
        if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
            return Reading.SPACE;
        }
        return switch (Character.getType(codePoint)) {
            case Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.COMBINING_SPACING_MARK -> Reading.NONE;
            default -> Reading.SYMBOL;
        };
    }

    private static char folded(char c) {
        char[] page = PAGES.get(c / PAGE);
        return (page == null ? page(c / PAGE) : page)[c % PAGE];
    }

    /** Two threads may make the same page: it is the same to both. */
    private static char[] page(int number) {
        char[] page = new char[PAGE];
        for (int i = 0; i < PAGE; i++) {
            page[i] = entry((char) (number * PAGE + i));
        }
        PAGES.set(number, page);
        return page;
    }

    private static char entry(char c) {
        if (Character.isSurrogate(c)) {
            return SURROGATE;
        }
        if (c >= 0x3400 && c <= 0x4DBF || c >= 0x4E00 && c <= 0x9FFF) {
            return (char) SAME.getOrDefault((int) c, (int) c).intValue();
        }
        if (c >= 0xAC00 && c <= 0xD7A3) {
            return c;
        }
        String folded = fold(c);
        if (folded.isEmpty()) {
            return INVISIBLE;
        }
        if (folded.length() == 1) {
            return folded.charAt(0);
        }
        EXPANDED.put(c, folded);
        return EXPANDS;
    }

    private static Map<Integer, Integer> variants() {
        Map<Integer, Integer> parent = new HashMap<>();
        for (String file : VARIANTS) {
            for (String line : lines(file)) {
                String[] words = line.strip().split("\\s+");
                Arrays.stream(words)
                        .skip(1)
                        .filter(w -> w.codePointCount(0, w.length()) == 1)
                        .forEach(w -> unite(parent, words[0].codePointAt(0), w.codePointAt(0)));
            }
        }
        Map<Integer, Integer> same = new HashMap<>();
        parent.keySet().forEach(c -> same.put(c, root(parent, c)));
        return Map.copyOf(same);
    }

    private static void unite(Map<Integer, Integer> parent, int a, int b) {
        int low = Math.min(root(parent, a), root(parent, b));
        int high = Math.max(root(parent, a), root(parent, b));
        // The lower one stands for both, so that nothing of the first plane turns into a surrogate pair.
        parent.put(low, low);
        parent.put(high, low);
    }

    private static int root(Map<Integer, Integer> parent, int c) {
        int at = c;
        for (Integer up = parent.get(at); up != null && up != at; up = parent.get(at)) {
            at = up;
        }
        return at;
    }

    private static String[] lines(String file) {
        String name = "/data/dictionary/" + file;
        try (InputStream in = Folding.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle was built without " + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
