// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.query.Trace;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.masking.Quarantine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The door, on the hub's own tables. The asker's scope is the first condition of every query, so that what is counted,
 * listed or missing is never more than the asker may know.
 */
@Component(service = MessageDoor.class)
public final class Door implements MessageDoor {
    private static final Act READ = Act.of(Permissions.READ);
    private static final Act REVEAL = Act.of(Permissions.REVEAL);

    private final Journal journal;
    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final Lookup lookup;
    private final ReadLog readLog;
    private final Reasons reasons;
    private final Window window;
    private final Object marks = new Object();

    @Activate
    public Door(
            @Reference Journal journal,
            @Reference DecisionPoint decisions,
            @Reference Audit audit,
            @Reference Lookup lookup,
            @Reference Masking masking,
            @Reference Clock clock) {
        this.journal = journal;
        this.transactions = journal.transactions();
        this.decisions = decisions;
        this.lookup = lookup;
        this.readLog = new ReadLog(audit);
        this.reasons = new Reasons(audit, clock);
        this.window = new Window(journal, new Withheld(decisions), masking);
    }

    @Override
    public Reading<Listing> list(Asker asker, MessageQuery query) {
        Scope scope = decisions.scope(asker, READ);
        String verb = query.takenOut() ? "export" : "list";
        if (scope instanceof Scope.Nothing nothing) {
            readLog.refused(asker, verb, Optional.empty());
            return new Reading.Denied<>(nothing.reason());
        }
        long head = journal.head();
        Filter within = ((Scope.Within) scope).filter();
        Sought visible = lookup.of(within.and(asked(query)), head);
        Listing listing = transactions.read(connection -> {
            LineFinder.Found found = LineFinder.find(connection, visible, query, head);
            List<MessageView> page = window.page(connection, asker, found.seqs(), isBackwards(query));
            List<MessageView> items = Withheld.leftOut(visible, page);
            return new Listing(items, next(found, page, query), within, highlights(visible, items), visible.complete());
        });
        readLog.seen(asker, verb, listing.items());
        return new Reading.Granted<>(listing);
    }

    @Override
    public Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit) {
        if (limit < 1 || limit > MessageQuery.MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MessageQuery.MOST);
        }
        Scope scope = decisions.scope(asker, READ);
        if (scope instanceof Scope.Nothing nothing) {
            readLog.refused(asker, "rooms", Optional.empty());
            return new Reading.Denied<>(nothing.reason());
        }
        long head = journal.head();
        Sought visible = lookup.of(((Scope.Within) scope).filter().and(filter), head);
        Rooms rooms = transactions.read(connection -> {
            RoomList.Found found = RoomList.find(connection, visible, before, limit, head);
            List<Long> lines = found.lines().stream().map(RoomList.Line::seq).toList();
            List<MessageView> newest = window.page(connection, asker, lines, false);
            List<Room> items = new ArrayList<>();
            for (int i = 0; i < newest.size(); i++) {
                if (visible.hasWords() && Withheld.isWithheld(newest.get(i))) {
                    continue;
                }
                int unread = RoomList.unread(
                        connection, visible, asker.account(), found.lines().get(i));
                items.add(new Room(newest.get(i), unread));
            }
            boolean cut = newest.size() < lines.size();
            return new Rooms(
                    items, cut ? OptionalLong.of(newest.get(newest.size() - 1).seq()) : found.next());
        });
        readLog.seen(asker, "rooms", rooms.items().stream().map(Room::newest).toList());
        return new Reading.Granted<>(rooms);
    }

    @Override
    public void read(Asker asker, MessageId upTo) {
        visible(asker, upTo).ifPresent(seq -> {
            // Two windows of one person read the same room at the same time.
            synchronized (marks) {
                transactions.write(connection -> {
                    RoomList.markRead(connection, asker.account(), seq);
                    return null;
                });
            }
        });
    }

    private static Map<MessageId, List<Highlight>> highlights(Sought sought, List<MessageView> items) {
        return sought.hasWords()
                ? items.stream().collect(Collectors.toMap(MessageView::id, sought::highlights))
                : Map.of();
    }

    /** A room as it was spoken in is a filter, too. */
    private static Filter asked(MessageQuery query) {
        return query.order() instanceof Order.Spoken spoken ? query.filter().and(spoken.room()) : query.filter();
    }

    private static Optional<String> next(LineFinder.Found found, List<MessageView> items, MessageQuery query) {
        if (items.size() < found.seqs().size()) {
            return Optional.of(Long.toString(
                    items.get(isBackwards(query) ? 0 : items.size() - 1).seq()));
        }
        return found.next().isPresent() ? Optional.of(Long.toString(found.next().getAsLong())) : Optional.empty();
    }

    @Override
    public Optional<MessageView> find(Asker asker, MessageId id) {
        Optional<Long> seq = shown(asker, "find", id);
        if (seq.isEmpty()) {
            return Optional.empty();
        }
        return transactions.read(connection ->
                window.views(connection, asker, List.of(seq.get())).stream().findFirst());
    }

    @Override
    public List<MessageView> versions(Asker asker, MessageId id) {
        Optional<Long> seq = shown(asker, "versions", id);
        if (seq.isEmpty()) {
            return List.of();
        }
        return transactions.read(connection -> window.versions(connection, asker, id, seq.get()));
    }

    @Override
    public Revelation reveal(Asker asker, MessageId id, String reason) {
        Optional<Long> seq = Optional.empty();
        if (decisions.scope(asker, REVEAL) instanceof Scope.Nothing nothing) {
            readLog.refused(asker, "reveal", Optional.of(id.value()));
            return new Revelation.Denied(nothing.reason());
        } else if (visible(asker, READ, id).isPresent()) {
            seq = visible(asker, REVEAL, id);
        }
        if (seq.isEmpty()) {
            readLog.refused(asker, "reveal", Optional.of(id.value()));
            return new Revelation.Missing();
        }
        long line = seq.get();
        MessageView view = transactions.read(connection -> window.revealed(connection, asker, line));
        if (Quarantine.isWithout(view)) {
            readLog.refused(asker, "reveal", Optional.of(id.value()));
            return new Revelation.Denied(Quarantine.why());
        }
        reasons.note(asker, id, reason);
        readLog.seen(asker, "reveal", List.of(view));
        return new Revelation.Whole(view);
    }

    @Override
    public Optional<Trace> trace(Asker asker, MessageId id) {
        return shown(asker, "trace", id)
                .map(seq -> transactions.read(
                        connection -> Tracer.of(connection, id, journal.log().ofMessages(connection, List.of(id)))));
    }

    @Override
    public boolean maySee(Asker asker, MessageId id) {
        return visible(asker, id).isPresent();
    }

    /** The message's line, where the asker may see it; noted either way, before anything is shown. */
    private Optional<Long> shown(Asker asker, String verb, MessageId id) {
        Optional<Long> seq = visible(asker, id);
        if (seq.isEmpty()) {
            readLog.refused(asker, verb, Optional.of(id.value()));
        } else {
            readLog.seen(
                    asker, verb, transactions.read(connection -> window.views(connection, asker, List.of(seq.get()))));
        }
        return seq;
    }

    /** The message's line, where the asker may see it. */
    private Optional<Long> visible(Asker asker, MessageId id) {
        return visible(asker, READ, id);
    }

    private Optional<Long> visible(Asker asker, Act use, MessageId id) {
        Scope scope = decisions.scope(asker, use);
        if (scope instanceof Scope.Nothing) {
            return Optional.empty();
        }
        return transactions.read(connection -> {
            long first = journal.log().firstSeq(connection, id);
            Sought visible = Sought.plain(((Scope.Within) scope).filter());
            Condition condition = FilterSql.of(Known.of(connection, visible), visible.filter());
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT j.seq FROM hub_journal j WHERE " + condition.sql() + " AND j.kind = 1 AND j.seq = ?")) {
                select.setLong(condition.bind(select), first);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /** The page of a conversation that comes before one that was seen. */
    private static boolean isBackwards(MessageQuery query) {
        return query.order() instanceof Order.Spoken spoken && spoken.before().isPresent();
    }
}
