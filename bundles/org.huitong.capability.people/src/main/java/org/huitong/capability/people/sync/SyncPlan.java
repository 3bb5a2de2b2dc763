// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Person;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.sync.Difference.Sight;
import org.huitong.capability.people.table.TextTable;

/**
 * What a file would do, told before it is done.
 *
 * @param differences the persons that change, or what is in their charge; those who leave first
 * @param unknown headings that say nothing to us
 */
public record SyncPlan(
        RosterPicture before,
        RosterPicture after,
        List<Difference> differences,
        List<Conflict> conflicts,
        List<String> unknown,
        Brake brake) {
    /** A pure function: the same file on the same roster and day is the same plan. */
    static SyncPlan of(
            Draft draft, TextTable table, Map<String, List<String>> tenants, LocalDate today, String source) {
        Headings headings = Headings.of(table.headings());
        List<Conflict> conflicts =
                new Comparison(draft, tenants, today, platform(source)).compare(Line.of(table, headings));
        return of(draft, conflicts, headings.unknown(), today);
    }

    /** A list that a platform sent is called by it; the accounts in it are its own word, and name persons. */
    private static Optional<String> platform(String source) {
        int colon = source.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(source.substring(0, colon));
    }

    /** What a draft has become. */
    static SyncPlan of(Draft draft, List<Conflict> conflicts, List<String> unknown, LocalDate today) {
        RosterPicture before = draft.base();
        RosterPicture after = draft.picture();
        Sight then = Sight.of(before);
        Sight now = Sight.of(after);
        List<Difference> differences = after.persons().stream()
                .filter(p -> !before.person(p.id()).filter(p::equals).isPresent()
                        || p.active() && !then.charges().areSame(now.charges(), p.id()))
                .sorted(Comparator.comparing(Person::active))
                .map(p -> Difference.of(then, now, p, today))
                .toList();
        return new SyncPlan(
                before, after, differences, List.copyOf(conflicts), unknown, Brake.between(before, after, today));
    }

    public int count(String what) {
        return (int) differences.stream().filter(d -> d.what().equals(what)).count();
    }

    @Override
    public String toString() {
        return "SyncPlan[" + differences.size() + " persons, " + conflicts.size() + " conflicts]";
    }
}
