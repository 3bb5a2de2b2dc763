// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** How important a message is; the order of the constants is the order of importance. */
public enum Priority {
    LOW("low"),
    /** What a message has when no stage says otherwise. */
    MEDIUM("medium"),
    HIGH("high");

    private final String word;

    Priority(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public Mark mark() {
        return Mark.of(Mark.Kind.PRIORITY, word);
    }

    public static Optional<Priority> ofWord(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }

    /** The one that was given by hand; else the highest that any stage named, or {@link #MEDIUM} where none did. */
    public static Priority among(Collection<Finding> findings) {
        return highest(findings.stream().filter(Finding::isByHand))
                .or(() -> highest(findings.stream()))
                .orElse(MEDIUM);
    }

    private static Optional<Priority> highest(Stream<Finding> findings) {
        return findings.flatMap(f -> f.marks().stream())
                .filter(m -> m.kind() == Mark.Kind.PRIORITY)
                .flatMap(m -> ofWord(m.value()).stream())
                .max(Enum::compareTo);
    }
}
