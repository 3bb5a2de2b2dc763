// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.Objects;

/** One thing that a stage says of a message; people filter by it and rights are decided on it. */
public record Mark(Kind kind, String value) {
    /** What can be said. Except for priority, several values are normal. */
    public enum Kind {
        PERSON,
        COMPANY,
        DEPARTMENT,
        PROJECT,
        /** {@code high}, {@code medium} or {@code low}; the highest of all stages counts. */
        PRIORITY,
        TAG,
        /** The rule that fired. */
        RULE,
        SECRECY
    }

    public Mark {
        Objects.requireNonNull(kind);
        if (Objects.requireNonNull(value).isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("a mark's value has 1 to 128 characters");
        }
    }

    public static Mark of(Kind kind, String value) {
        return new Mark(kind, value);
    }
}
