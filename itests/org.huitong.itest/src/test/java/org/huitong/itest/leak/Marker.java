// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A word that stands in one place alone, so that whoever sees it has seen that place: the words of one message, the name
 * of one file, the title of one room. Letters alone: nothing that is masked, folded or cut.
 */
record Marker(Of of, int number) {
    private static final Pattern WRITTEN = Pattern.compile("zq([a-z])x([a-z]{6})x", Pattern.CASE_INSENSITIVE);
    private static final int LENGTH = 6;
    private static final int LETTERS = 26;

    /** Of what. */
    enum Of {
        WORDS,
        /** What stood there before it was edited. */
        EARLIER,
        FILE,
        QUOTE,
        EVENT,
        CUSTOMER,
        ROOM,
        LETTER,
        TASK,
        INSTRUCTION,
        COMPLAINT,
        /** Of what the hub could not read. */
        DEAD;

        private char letter() {
            return (char) ('a' + ordinal());
        }
    }

    String word() {
        StringBuilder letters = new StringBuilder();
        // Neighbours do not look alike: one is no beginning of another that somebody may look for.
        long rest = (number * 7_919_317L + 1_234_567) % 308_915_776L;
        for (int i = 0; i < LENGTH; i++) {
            letters.append((char) ('a' + rest % LETTERS));
            rest /= LETTERS;
        }
        return "zq" + of.letter() + "x" + letters + "x";
    }

    /** Every marker in an answer, whatever kind of file it is: workbooks and documents are opened. */
    static Set<String> in(byte[] answer) {
        Set<String> found = new HashSet<>();
        find(new String(answer, StandardCharsets.UTF_8), found);
        if (answer.length > 4 && answer[0] == 'P' && answer[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    find(entry.getName() + new String(zip.readAllBytes(), StandardCharsets.UTF_8), found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static void find(String text, Set<String> found) {
        Matcher matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group().toLowerCase(Locale.ROOT));
        }
    }
}
