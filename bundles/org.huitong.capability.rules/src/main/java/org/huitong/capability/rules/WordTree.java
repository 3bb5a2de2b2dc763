// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.util.Arrays;
import java.util.List;
import org.huitong.kit.folding.Reading;

/**
 * Finds many words in one pass over a text. Immutable once grown.
 *
 * <p>Nearly every place of a text begins no word. So each place is first asked of two small bit sets that fit the
 * processor's cache (do its first two letters make a word, do its first three begin one?), and only where they say
 * perhaps is the tree walked. The tree is one hash table whose entries lie side by side in memory, because what a walk
 * costs is the number of places in memory that it touches: the first two letters are one step, and where no word goes
 * on the walk ends without looking. See docs/rules.md for how it compares.
 */
final class WordTree {
    private static final int NO_WORD = -1;
    /** Marks the key of a first step, of two letters, so that it is no other step's. */
    private static final long FIRST = 1L << 62;

    /** Two by two: the key of a step, and behind it the node it leads to (high half) and the word that ends here. */
    private final long[] table;

    private final int mask;
    private final int[] next;
    /** Words of a single letter, by letter; null where there are none. */
    private final int[] singles;

    private final Sieve twos;
    private final Sieve threes;
    private int nodes;

    /** Called for every place where the letters of a word stand. */
    interface Sighting {
        void at(int word, int start, int end);
    }

    /** @param words each in the letters of {@link Reading#text()}, none empty; a word is named by its place in here */
    WordTree(List<String> words) {
        int steps = words.stream().mapToInt(w -> Math.max(0, w.length() - 1)).sum();
        int slots = Math.max(16, Integer.highestOneBit(Math.max(1, steps)) << 2);
        table = new long[2 * slots];
        mask = slots - 1;
        next = new int[words.size()];
        singles = words.stream().anyMatch(w -> w.length() == 1) ? noWords() : null;
        twos = new Sieve(words.stream().filter(w -> w.length() == 2).count());
        threes = new Sieve(words.stream().filter(w -> w.length() > 2).count());
        for (int word = 0; word < words.size(); word++) {
            grow(words.get(word), word);
        }
    }

    private static int[] noWords() {
        int[] none = new int[Character.MAX_VALUE + 1];
        Arrays.fill(none, NO_WORD);
        return none;
    }

    private void grow(String letters, int word) {
        if (letters.length() == 1) {
            next[word] = singles[letters.charAt(0)];
            singles[letters.charAt(0)] = word;
            return;
        }
        long two = two(letters.charAt(0), letters.charAt(1));
        if (letters.length() == 2) {
            twos.add(two);
        } else {
            threes.add(three(two, letters.charAt(2)));
        }
        int slot = grown(FIRST | two);
        for (int i = 2; i < letters.length(); i++) {
            if (node(table[slot + 1]) == 0) {
                table[slot + 1] = entry(++nodes, word(table[slot + 1]));
            }
            slot = grown(step(node(table[slot + 1]), letters.charAt(i)));
        }
        next[word] = word(table[slot + 1]);
        table[slot + 1] = entry(node(table[slot + 1]), word);
    }

    private int grown(long key) {
        int slot = slot(key);
        if (table[slot] == 0) {
            table[slot] = key;
            table[slot + 1] = entry(0, NO_WORD);
        }
        return slot;
    }

    /** Reports every word at every place where it may start. */
    void search(Reading text, Sighting sighting) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (singles != null && singles[text.letter(i)] != NO_WORD && text.starts(i)) {
                report(singles[text.letter(i)], i, i + 1, sighting);
            }
            if (i + 1 < length) {
                long two = two(text.letter(i), text.letter(i + 1));
                boolean perhaps = twos.has(two) || i + 2 < length && threes.has(three(two, text.letter(i + 2)));
                if (perhaps && text.starts(i)) {
                    walk(text, i, two, sighting);
                }
            }
        }
    }

    private void walk(Reading text, int start, long two, Sighting sighting) {
        int end = start + 2;
        int slot = slot(FIRST | two);
        while (table[slot] != 0) {
            long entry = table[slot + 1];
            report(word(entry), start, end, sighting);
            if (node(entry) == 0 || end == text.length()) {
                return;
            }
            slot = slot(step(node(entry), text.letter(end++)));
        }
    }

    private void report(int firstWord, int start, int end, Sighting sighting) {
        for (int word = firstWord; word != NO_WORD; word = next[word]) {
            sighting.at(word, start, end);
        }
    }

    private static long entry(int node, int word) {
        return (long) node << 32 | word & 0xFFFFFFFFL;
    }

    private static int node(long entry) {
        return (int) (entry >>> 32);
    }

    private static int word(long entry) {
        return (int) entry;
    }

    private static long step(int node, char letter) {
        return (long) node << 16 | letter;
    }

    private static long two(char a, char b) {
        return (long) a << 16 | b;
    }

    private static long three(long two, char c) {
        return two << 16 | c;
    }

    /** The place of a key in the table, or the free one where it would be. */
    private int slot(long key) {
        int slot = (int) (mix(key) >>> 32) & mask;
        while (table[2 * slot] != key && table[2 * slot] != 0) {
            slot = slot + 1 & mask;
        }
        return 2 * slot;
    }

    /** Spreads a key over all bits; the upper ones are the better ones. */
    private static long mix(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
    }

    /** A set that may say yes too often and never no too often: three bits of one 64-bit word for each key. */
    private static final class Sieve {
        private final long[] words;
        private final int mask;

        Sieve(long keys) {
            words = new long[Math.max(1, Integer.highestOneBit((int) Math.max(1, keys)) >> 1)];
            mask = words.length - 1;
        }

        void add(long key) {
            long mixed = mix(key);
            words[(int) (mixed >>> 44) & mask] |= bits(mixed);
        }

        boolean has(long key) {
            long mixed = mix(key);
            long bits = bits(mixed);
            return (words[(int) (mixed >>> 44) & mask] & bits) == bits;
        }

        private static long bits(long mixed) {
            return 1L << (mixed >>> 26) | 1L << (mixed >>> 32) | 1L << (mixed >>> 38);
        }
    }
}
