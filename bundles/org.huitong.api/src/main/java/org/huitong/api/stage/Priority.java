// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;

/** How important a message is; the order of the constants is the order of importance. */
public enum Priority {
    LOW("low", LocalText.of("低", "Low")),
    /** What a message has when no stage says otherwise. */
    MEDIUM("medium", LocalText.of("中", "Medium")),
    HIGH("high", LocalText.of("高", "High"));

    private final String word;
    private final LocalText label;

    Priority(String word, LocalText label) {
        this.word = word;
        this.label = label;
    }

    public String word() {
        return word;
    }

    /** What people call it. */
    public LocalText label() {
        return label;
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
