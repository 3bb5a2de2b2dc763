// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What one stage found about one message, with the version of its thinking and the snapshot it knew. */
public record Finding(String stage, int version, String snapshot, Set<Mark> marks) {
    public Finding {
        Objects.requireNonNull(stage);
        Objects.requireNonNull(snapshot);
        marks = Set.copyOf(marks);
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
