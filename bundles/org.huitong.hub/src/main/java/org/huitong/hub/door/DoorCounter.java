// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageCounter;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks for one line more than it counts, newest first, and opens none of them. */
@Component(service = MessageCounter.class)
public final class DoorCounter implements MessageCounter {
    private static final Act READ = Act.of(Permissions.READ);

    private final Journal journal;
    private final DecisionPoint decisions;
    private final Lookup lookup;

    @Activate
    public DoorCounter(@Reference Journal journal, @Reference DecisionPoint decisions, @Reference Lookup lookup) {
        this.journal = journal;
        this.decisions = decisions;
        this.lookup = lookup;
    }

    @Override
    public Optional<Count> count(Asker asker, Filter filter) {
        if (!(decisions.scope(asker, READ) instanceof Scope.Within scope)) {
            return Optional.empty();
        }
        long head = journal.head();
        Sought visible = lookup.of(scope.filter().and(filter), head);
        if (visible.hasWords()) {
            // What is withheld from lists of what was found would be counted here: it is known only once it is read.
            return Optional.empty();
        }
        MessageQuery query = new MessageQuery(filter, new Order.Newest(OptionalLong.empty()), MOST + 1);
        LineFinder.Found found = journal.transactions().read(c -> LineFinder.find(c, visible, query, head));
        return Optional.of(
                new Count(Math.min(found.seqs().size(), MOST), found.next().isPresent()));
    }
}
