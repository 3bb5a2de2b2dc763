// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Transactions;

/**
 * Goes through the log by a plan, page by page, and tells of each message that is due what is to become of it. It changes
 * nothing: a preview and a run sort alike.
 */
final class Sorting {
    private final Keeping keeping;
    private final Claims claims;
    private final Register register;
    private final Transactions transactions;
    private final Duration grace;

    Sorting(Keeping keeping, Claims claims, Register register, Transactions transactions, Duration grace) {
        this.keeping = keeping;
        this.claims = claims;
        this.register = register;
        this.transactions = transactions;
        this.grace = grace;
    }

    /** What is to become of a message that is due. */
    enum Lot {
        HELD,
        NEEDED,
        /** A finding about it is owed: which rule speaks of it, nobody knows yet. */
        UNJUDGED,
        /** It is to be put into an archive. */
        ARCHIVE,
        /** It is to be announced. */
        ANNOUNCE,
        /** It was archived, or announced, and the days of grace are not over. */
        WAIT,
        DESTROY
    }

    /** @param standing what was done about it already */
    record Due(Keeping.Found message, Lot lot, Standing standing) {}

    /** Takes what was sorted. */
    interface Taker<E extends Exception> {
        /** @return false: no more */
        boolean take(List<Due> page) throws E;
    }

    /** Goes through all that is due by one rule. */
    <E extends Exception> void each(Plan plan, Plan.Part part, Instant now, Taker<E> taker) throws E {
        long after = 0;
        while (true) {
            Keeping.Page page = keeping.find(part.due(), plan.held(), after);
            if (!page.items().isEmpty() && !taker.take(sort(plan, part.rule(), page.items(), now))) {
                return;
            }
            if (page.next().isEmpty()) {
                return;
            }
            after = page.next().getAsLong();
        }
    }

    /** One page of it. */
    Sorted page(Plan plan, Plan.Part part, Instant now, long after) {
        Keeping.Page page = keeping.find(part.due(), plan.held(), after);
        return new Sorted(sort(plan, part.rule(), page.items(), now), page.next());
    }

    record Sorted(List<Due> items, OptionalLong next) {}

    private List<Due> sort(Plan plan, Rule rule, List<Keeping.Found> found, Instant now) {
        List<MessageId> ids = found.stream().map(Keeping.Found::id).toList();
        Set<MessageId> needed = transactions.read(connection -> claims.among(connection, ids));
        List<Long> lines = found.stream().map(Keeping.Found::seq).toList();
        Set<Long> held = transactions.read(connection -> Custody.under(connection, lines, plan.holds()));
        Map<Long, Standing> standing = transactions.read(connection -> register.standing(connection, lines));
        List<Due> sorted = new ArrayList<>();
        for (Keeping.Found message : found) {
            Standing stands = standing.getOrDefault(message.seq(), Standing.NOTHING);
            Lot lot = message.besides() || held.contains(message.seq())
                    ? Lot.HELD
                    : needed.contains(message.id())
                            ? Lot.NEEDED
                            : message.owed() ? Lot.UNJUDGED : lot(rule, stands, now);
            sorted.add(new Due(message, lot, stands));
        }
        return sorted;
    }

    private Lot lot(Rule rule, Standing standing, Instant now) {
        if (rule.then() == Rule.Then.ARCHIVE && !standing.archived()) {
            return Lot.ARCHIVE;
        }
        return standing.since().map(since -> over(since, now)).orElse(Lot.ANNOUNCE);
    }

    private Lot over(Instant since, Instant now) {
        return since.plus(grace).isAfter(now) ? Lot.WAIT : Lot.DESTROY;
    }
}
