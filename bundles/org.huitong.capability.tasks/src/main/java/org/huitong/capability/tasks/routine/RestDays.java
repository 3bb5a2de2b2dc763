// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a day that is not worked. */
enum RestDays {
    /** Nothing comes up on it. */
    SKIP,
    /** It comes up all the same. */
    KEEP,
    /** It comes up on the last day worked before it. */
    EARLIER,
    /** It comes up on the next day worked. */
    LATER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RestDays> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
