// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.filter;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.stage.Mark;

/** How secret a message is (密级); the order of the constants is the order of secrecy, and the highest mark wins. */
public enum Secrecy {
    PUBLIC("public"),
    /** What a message is where no stage and no person says otherwise. */
    INTERNAL("internal"),
    SECRET("secret"),
    CONFIDENTIAL("confidential");

    private final String word;

    Secrecy(String word) {
        this.word = word;
    }

    /** The word used in JSON, in URLs and in marks. */
    public String word() {
        return word;
    }

    public static Optional<Secrecy> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /** The highest that these marks name, {@link #INTERNAL} where they name none. */
    public static Secrecy among(Collection<Mark> marks) {
        return marks.stream()
                .filter(m -> m.kind() == Mark.Kind.SECRECY)
                .flatMap(m -> ofWord(m.value()).stream())
                .max(Enum::compareTo)
                .orElse(INTERNAL);
    }

    /** Those above this one. */
    public Stream<Secrecy> above() {
        return Arrays.stream(values()).filter(other -> other.compareTo(this) > 0);
    }
}
