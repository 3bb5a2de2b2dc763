// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** What an id names: ids are a letter and a number that is given once. */
public enum Kind {
    COMPANY('c'),
    DEPARTMENT('d'),
    PERSON('p'),
    PROJECT('j');

    /** In the order in which they were given. */
    public static final Comparator<String> ORDER = Comparator.<String>comparingLong(
                    id -> number(id).orElse(Long.MAX_VALUE))
            .thenComparing(id -> id);

    private static final int LONGEST = 18;

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    String id(long number) {
        return letter + Long.toString(number);
    }

    String letter() {
        return String.valueOf(letter);
    }

    static Optional<Kind> of(String id) {
        return Arrays.stream(values())
                .filter(kind -> !id.isEmpty() && id.charAt(0) == kind.letter)
                .findFirst();
    }

    /** The number of an id; empty where it is none. */
    public static OptionalLong number(String id) {
        return id.length() > 1 && id.length() <= LONGEST && id.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(id.substring(1)))
                : OptionalLong.empty();
    }
}
