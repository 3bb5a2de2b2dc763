// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.List;
import java.util.Optional;
import org.huitong.api.masking.Masks;
import org.huitong.capability.search.Wording.Match;

/**
 * A few words of a long text around the first that was asked for, on one line. Numbers in it are hidden as they would be in
 * a message, for everybody: whoever may see them whole has the file.
 *
 * @param from,to where in them it stands
 */
record Excerpt(String words, int from, int to) {
    private static final int BEFORE = 24;
    private static final int BEHIND = 60;
    /** A text is looked through in pieces of so many letters, for most have the word near the beginning. */
    private static final int STRETCH = 8_000;
    /** So much of the next piece belongs to each: no question is longer. */
    private static final int OVERLAP = 400;

    static Optional<Excerpt> of(String text, Question question, Masks masks) {
        for (int begin = 0; begin < text.length(); begin += STRETCH) {
            String stretch = text.substring(begin, Math.min(text.length(), begin + STRETCH + OVERLAP));
            List<Match> matches = Wording.matches(stretch, question);
            if (!matches.isEmpty()) {
                return Optional.of(around(masks.over(stretch), matches.get(0)));
            }
        }
        return Optional.empty();
    }

    private static Excerpt around(String shown, Match match) {
        int from = Math.max(0, match.from() - BEFORE);
        int to = Math.min(shown.length(), match.to() + BEHIND);
        from = from > 0 && Character.isLowSurrogate(shown.charAt(from)) ? from - 1 : from;
        to = to < shown.length() && Character.isLowSurrogate(shown.charAt(to)) ? to - 1 : to;
        String line = shown.substring(from, to).replaceAll("[\\s\\p{Cntrl}]", " ");
        return new Excerpt(line, match.from() - from, match.to() - from);
    }
}
