// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.Periods;
import org.huitong.api.keeping.Periods.Member;
import org.huitong.api.message.MessageId;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.Filing.Desk;
import org.huitong.capability.keeping.Survey.Stop;

/**
 * Looks at a month that somebody wants to be destroyed. What was forgotten here and lives in an archive is judged like the
 * rest, by the marks that its skeleton has: a hold that was made later keeps it, too.
 */
final class Surveyor {
    private final Desk desk;
    private final Claims claims;
    private final Periods periods;

    Surveyor(Desk desk, Claims claims, Periods periods) {
        this.desk = desk;
        this.claims = claims;
        this.periods = periods;
    }

    /** Takes a page of a month, with what stops each of it. */
    interface Taker<E extends Exception> {
        /** @return false: no more */
        boolean take(List<Member> page, Map<Long, Stop> stops) throws E;
    }

    <E extends Exception> void each(Month month, Plan plan, Taker<E> taker) throws E {
        long after = 0;
        while (true) {
            Periods.Page page = periods.messages(month.key(), after);
            if (!page.items().isEmpty() && !taker.take(page.items(), stops(month, plan, page.items()))) {
                return;
            }
            if (page.next().isEmpty()) {
                return;
            }
            after = page.next().getAsLong();
        }
    }

    /** Says whether there is time for more. */
    interface Patience<E extends Exception> {
        boolean goesOn(long messages) throws E;
    }

    <E extends Exception> Survey look(Month month, Plan plan, Patience<E> patience) throws E {
        Map<Stop, Long> stops = new EnumMap<>(Stop.class);
        Set<Integer> containers = new HashSet<>();
        long[] counts = {0, 0};
        boolean[] cut = {false};
        this.<E>each(month, plan, (page, found) -> {
            counts[0] += page.size();
            counts[1] += page.stream().filter(Member::forgotten).count();
            found.values().forEach(stop -> stops.merge(stop, 1L, Long::sum));
            archived(page).values().forEach(one -> containers.add(one.container()));
            cut[0] = !patience.goesOn(counts[0]);
            return !cut[0];
        });
        return new Survey(counts[0], counts[1], containers.size(), stops, !cut[0]);
    }

    /** Which of them are archived, by their first lines. */
    Map<Long, Archived> archived(List<Member> page) {
        return desk.transactions().read(connection -> {
            Map<Long, Archived> found = new TreeMap<>();
            for (Member member : page) {
                desk.shelf().archived(connection, member.seq()).ifPresent(one -> found.put(member.seq(), one));
            }
            return found;
        });
    }

    private Map<Long, Stop> stops(Month month, Plan plan, List<Member> page) {
        List<Long> lines = page.stream().map(Member::seq).toList();
        List<MessageId> ids = page.stream().map(Member::id).toList();
        List<MessageId> alive = page.stream()
                .filter(member -> !member.forgotten())
                .map(Member::id)
                .toList();
        Set<Long> held = new HashSet<>(periods.fitting(lines, plan.held()));
        held.addAll(desk.transactions().read(connection -> Custody.under(connection, lines, plan.holds())));
        Set<Long> kept = periods.fitting(lines, plan.keeps(month.end()));
        Set<Long> toArchive = periods.fitting(lines, plan.archives());
        Set<Long> archived = archived(page).keySet();
        Set<MessageId> needed = desk.transactions().read(connection -> claims.among(connection, ids));
        Set<MessageId> open = open(alive);
        Map<Long, Stop> stops = new TreeMap<>();
        // The first that is true counts.
        for (Member member : page) {
            long seq = member.seq();
            if (held.contains(seq)) {
                stops.put(seq, Stop.HELD);
            } else if (needed.contains(member.id())) {
                stops.put(seq, Stop.NEEDED);
            } else if (member.owed()) {
                stops.put(seq, Stop.UNJUDGED);
            } else if (kept.contains(seq)) {
                stops.put(seq, Stop.KEPT);
            } else if (!member.forgotten() && toArchive.contains(seq) && !archived.contains(seq)) {
                stops.put(seq, Stop.UNARCHIVED);
            } else if (!member.forgotten() && !open.contains(member.id())) {
                stops.put(seq, Stop.SHUT);
            }
        }
        return stops;
    }

    private Set<MessageId> open(List<MessageId> ids) {
        List<MessageId> open = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += Keeping.AT_ONCE) {
            desk.keeping()
                    .open(ids.subList(from, Math.min(ids.size(), from + Keeping.AT_ONCE)))
                    .forEach(kept -> open.add(kept.id()));
        }
        return open.stream().collect(Collectors.toUnmodifiableSet());
    }
}
