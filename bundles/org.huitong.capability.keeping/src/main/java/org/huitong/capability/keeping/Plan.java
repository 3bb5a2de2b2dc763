// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Filter;
import org.huitong.kit.edition.Snapshot;

/**
 * Which messages are due by which rule on one day, said as filters: so it is the hub that finds them, and a rule is read
 * as every other filter is.
 *
 * <p>Why the longest rule wins: a message is due by a rule only where no rule that keeps it longer speaks of it. Where two
 * keep it equally long, one that archives goes first. What no rule speaks of is never due.
 *
 * @param held what a hold in force speaks of
 */
record Plan(List<Part> parts, Filter held, Statutes.Versions of) {
    /** @param due what this rule alone decides, and whose time is over */
    record Part(Rule rule, Filter due) {}

    static Plan of(Snapshot<Rule> rules, Snapshot<Hold> holds, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<Rule> longestFirst = rules.items().stream()
                .sorted(Comparator.comparing((Rule rule) -> rule.dueBefore(today))
                        .thenComparing(Rule::then)
                        .thenComparing(Rule::id))
                .toList();
        List<Part> parts = new ArrayList<>();
        List<Filter> longer = new ArrayList<>();
        for (Rule rule : longestFirst) {
            Instant before = rule.dueBefore(today).atStartOfDay(zone).toInstant();
            Filter over = new Filter.SentBetween(Optional.empty(), Optional.of(before));
            parts.add(new Part(
                    rule, Filter.all(rule.filter(), over, new Filter.Not(new Filter.Any(List.copyOf(longer))))));
            longer.add(rule.filter());
        }
        Filter held = new Filter.Any(holds.items().stream()
                .filter(hold -> hold.isInForce(now))
                .map(Hold::filter)
                .toList());
        return new Plan(List.copyOf(parts), held, new Statutes.Versions(rules.version(), holds.version()));
    }

    /** What of a part may go at all. */
    Filter free(Part part) {
        return part.due().and(new Filter.Not(held));
    }
}
