// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.finding.Findings.Step;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.hub.journal.ByHand;
import org.huitong.hub.journal.Marking;

/** Counts what would change, mark by mark. */
final class Effects {
    /** Of more marks than that nobody reads how often. */
    private static final int MOST = 200;

    private final Map<Mark, Integer> gained = new HashMap<>();
    private final Map<Mark, Integer> lost = new HashMap<>();
    private int looked;
    private int changed;

    /** Of a change by hand. The markings are used up. */
    static Step of(Collection<Marking> messages, ByHand what, String by, OptionalLong place) {
        Effects effects = new Effects();
        for (Marking marking : messages) {
            Optional<Finding> said = what.upon(marking, by);
            effects.look();
            said.ifPresent(finding -> effects.change(marking, () -> marking.found(0, Long.MAX_VALUE, finding)));
        }
        return effects.step(place);
    }

    void look() {
        looked++;
    }

    void change(Marking marking, Runnable change) {
        Set<Mark> before = marking.marks();
        change.run();
        Set<Mark> after = marking.marks();
        changed++;
        count(after, before, gained);
        count(before, after, lost);
    }

    private static void count(Set<Mark> these, Set<Mark> withoutThose, Map<Mark, Integer> counts) {
        for (Mark mark : these) {
            if (!withoutThose.contains(mark) && (counts.containsKey(mark) || counts.size() < MOST)) {
                counts.merge(mark, 1, Integer::sum);
            }
        }
    }

    int changed() {
        return changed;
    }

    Step step(OptionalLong place) {
        return new Step(place, looked, changed, gained, lost);
    }

    /** @param written how many changed in truth */
    Step step(OptionalLong place, int written) {
        return new Step(place, looked, written, gained, lost);
    }
}
