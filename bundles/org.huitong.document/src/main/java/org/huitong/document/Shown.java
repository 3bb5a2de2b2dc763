// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;

/**
 * A cell as every print of a report shows it: rounded, in one language and zone. Whatever differs between a page and its
 * files can only differ behind this.
 *
 * @param text as people read it; empty where there is nothing
 */
public record Shown(Value value, String text) {
    public Shown {
        Objects.requireNonNull(value);
        Objects.requireNonNull(text);
    }

    /** What it is to programs. */
    public sealed interface Value {
        record Nothing() implements Value {}

        record Words() implements Value {}

        record Number(BigDecimal value) implements Value {
            /** Of what a spreadsheet's number, a double, and a browser's hold to the last digit. */
            private static final int EXACT_DIGITS = 15;

            /** One of which a program would lose the last digits goes out as words. */
            boolean isExact() {
                return value.precision() <= EXACT_DIGITS;
            }
        }

        record Day(LocalDate day) implements Value {}

        record Moment(LocalDateTime at) implements Value {}

        /** A spreadsheet shows one below zero as a row of hashes. */
        record Span(Duration length) implements Value {}
    }

    public static Shown nothing() {
        return new Shown(new Value.Nothing(), "");
    }

    public static Shown words(String text) {
        return text.isEmpty() ? nothing() : new Shown(new Value.Words(), text);
    }
}
