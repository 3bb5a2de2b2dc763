// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.web.Problem;

/** What a person wrote to find something: words with blanks between them, all of which have to be there. */
record Question(List<Phrase> phrases) {
    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 16;
    /** What stands between quotation marks belongs together, blanks and all. */
    private static final Pattern WORD = Pattern.compile("[\"“”]([^\"“”]*)[\"“”]|([^\\s\\u3000\"“”]+)");

    Question {
        phrases = List.copyOf(phrases);
    }

    /** @throws Problem where there is nothing to be found, or too much */
    static Question of(String words) {
        if (words.length() > LONGEST) {
            throw Problem.badRequest("text 最多 " + LONGEST + " 个字。", "text has at most " + LONGEST + " characters.");
        }
        List<Phrase> phrases = new ArrayList<>();
        Matcher word = WORD.matcher(words);
        while (word.find()) {
            List<Piece> pieces = Piece.of(word.group(1) == null ? word.group(2) : word.group(1), 0);
            if (!pieces.isEmpty()) {
                phrases.add(Phrase.of(pieces));
            }
        }
        if (phrases.isEmpty()) {
            throw Problem.badRequest("text 里要有文字、字母或数字。", "text needs a letter or a digit.");
        }
        if (phrases.size() > MOST_WORDS) {
            throw Problem.badRequest("text 最多 " + MOST_WORDS + " 个词。", "text has at most " + MOST_WORDS + " words.");
        }
        return new Question(phrases);
    }
}
