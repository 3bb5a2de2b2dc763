// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one stage found about one version of a message, with the version of its thinking and the snapshot it knew. It
 * replaces what the stage found about that version before. What a person said is the finding of the stage {@link #HAND}:
 * it is about the message, whatever its version, and its snapshot names the account that said it.
 *
 * @param denied what is not true of the message whatever stages find; of {@link #HAND} alone
 */
public record Finding(String stage, int version, String snapshot, Set<Mark> marks, Set<Mark> denied) {
    /** The name of the stage that is a person; no other stage has it. */
    public static final String HAND = "hand";

    public Finding {
        Objects.requireNonNull(stage);
        Objects.requireNonNull(snapshot);
        marks = Set.copyOf(marks);
        denied = Set.copyOf(denied);
    }

    /** A finding that denies nothing, as those of all stages do. */
    public Finding(String stage, int version, String snapshot, Set<Mark> marks) {
        this(stage, version, snapshot, marks, Set.of());
    }

    public boolean isByHand() {
        return stage.equals(HAND);
    }

    /** The values of one kind, sorted. */
    public List<String> values(Mark.Kind kind) {
        return marks.stream()
                .filter(m -> m.kind() == kind)
                .map(Mark::value)
                .sorted()
                .toList();
    }
}
