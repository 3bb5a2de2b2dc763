// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A day of which something is written down.
 *
 * @param name why, as people call it; empty where nobody said
 */
record Day(LocalDate date, Kind kind, Optional<LocalText> name) {
    Day {
        Objects.requireNonNull(date);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    /** What is done on it. */
    enum Kind {
        /** Nobody works but who works at any time. */
        REST,
        /** Everybody works, though it were a weekend. */
        WORK,
        /** As the week has it, whatever was published. */
        WEEK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
        }
    }
}
