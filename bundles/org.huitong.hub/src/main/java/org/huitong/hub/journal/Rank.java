// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * The priority of a message as its column holds it. Nobody having named one is a value of its own, below all others: a
 * stage that comes late with "low" must win over it, although people see it as medium.
 *
 * @param named empty where no stage named a priority
 */
public record Rank(Optional<Priority> named) {
    public static final Rank NONE = new Rank(Optional.empty());

    /** The highest that these findings name; as {@link Priority#among} sees it. */
    public static Rank among(Collection<Finding> findings) {
        boolean ranked = findings.stream()
                .flatMap(f -> f.marks().stream())
                .anyMatch(m -> m.kind() == Mark.Kind.PRIORITY
                        && Priority.ofWord(m.value()).isPresent());
        return ranked ? new Rank(Optional.of(Priority.among(findings))) : NONE;
    }

    static Rank of(short code) {
        return code < 0 ? NONE : new Rank(Optional.of(Priority.values()[code]));
    }

    /** All that people see as this priority. */
    public static List<Rank> seenAs(Priority priority) {
        Rank named = new Rank(Optional.of(priority));
        return priority == Priority.among(List.of()) ? List.of(NONE, named) : List.of(named);
    }

    public short code() {
        return named.map(p -> (short) p.ordinal()).orElse((short) -1);
    }
}
