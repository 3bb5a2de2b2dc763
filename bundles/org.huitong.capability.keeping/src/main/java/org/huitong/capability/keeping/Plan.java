// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Keeping;
import org.huitong.kit.edition.Snapshot;

/**
 * Which messages are due by which rule on one day, said as filters: so it is the hub that finds them, and a rule is read
 * as every other filter is.
 *
 * <p>Why the longest rule wins: a message is due by a rule only where no rule that keeps it longer speaks of it. Where two
 * keep it equally long, one that archives goes first. What no rule speaks of is never due.
 *
 * @param held what a hold in force speaks of
 * @param holds those in force
 */
record Plan(List<Part> parts, Filter held, Set<Long> holds, Statutes.Versions of) {
    /** @param due what this rule alone decides, and whose time is over by the sender's clock and by ours */
    record Part(Rule rule, Keeping.Due due) {}

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
            Filter own = Filter.all(rule.filter(), over, new Filter.Not(new Filter.Any(List.copyOf(longer))));
            parts.add(new Part(rule, new Keeping.Due(own, before)));
            longer.add(rule.filter());
        }
        List<Hold> inForce =
                holds.items().stream().filter(hold -> hold.isInForce(now)).toList();
        Filter held = new Filter.Any(inForce.stream().map(Hold::filter).toList());
        Set<Long> ids = inForce.stream().map(Hold::id).collect(Collectors.toUnmodifiableSet());
        return new Plan(List.copyOf(parts), held, ids, new Statutes.Versions(rules.version(), holds.version()));
    }

    /** What a rule keeps still, of what had come in by that moment. */
    Filter keeps(Instant cameBy) {
        List<Filter> over = parts.stream()
                .filter(part -> !cameBy.isAfter(part.due().receivedBefore()))
                .map(part -> part.due().filter())
                .toList();
        return new Filter.Any(parts.stream().map(part -> part.rule().filter()).toList())
                .and(new Filter.Not(new Filter.Any(over)));
    }

    /** What is due and goes into an archive first. */
    Filter archives() {
        return new Filter.Any(parts.stream()
                .filter(part -> part.rule().then() == Rule.Then.ARCHIVE)
                .map(part -> part.due().filter())
                .toList());
    }

    /** What of a part may go at all. */
    Keeping.Due free(Part part) {
        return part.due().and(new Filter.Not(held));
    }
}
