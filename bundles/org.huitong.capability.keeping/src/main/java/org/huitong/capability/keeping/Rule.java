// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.filter.Filter;

/**
 * How long messages of one kind are kept, and what becomes of them then.
 *
 * @param id given by the set; 0 before
 * @param version of the set in which it became what it is; 0 for who does not know
 * @param keep counted from when it was said
 * @param basis the law, or the company's own rule, for which it is so
 */
record Rule(long id, int version, String name, Filter filter, Period keep, Then then, String basis) {
    /** What becomes of a message whose time is over. */
    enum Then {
        /** It is put into an archive, and destroyed here once that was read back and some days are over. */
        ARCHIVE("archive"),
        /** It is announced, and destroyed once some days are over. */
        DESTROY("destroy");

        private final String word;

        Then(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Then> ofWord(String word) {
            return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
        }
    }

    /** Cybersecurity Law of the People's Republic of China, article 21 (3): logs are kept for no less than six months. */
    static final Period FLOOR = Period.ofMonths(6);

    Rule as(long newId, int newVersion) {
        return new Rule(newId, newVersion, name, filter, keep, then, basis);
    }

    /** What was said before this day is due today; never less than the law's months ago, which are longer in summer. */
    LocalDate dueBefore(LocalDate today) {
        LocalDate own = today.minus(keep);
        LocalDate lawful = today.minus(FLOOR);
        return own.isBefore(lawful) ? own : lawful;
    }
}
