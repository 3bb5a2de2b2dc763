// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.people.People;
import org.huitong.api.people.Roster;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Keeps the rooms that the hub has opened as the roster wants them: every ten minutes, and at once where somebody asks.
 *
 * <p>Why no room is opened twice: what is asked of a platform is written down before, with a key that it is asked by again
 * until it answers; once the platform no longer knows the key, somebody has to say whether the room is there. Why nobody
 * is forgotten: a member counts as told of only once the platform has answered.
 */
@Component(service = {Alarm.class, Housekeeper.class})
@AlarmName(alarm = Housekeeper.NAME)
public final class Housekeeper implements Alarm {
    static final String NAME = "rooms.managed";
    private static final String KEY = "all";
    private static final Duration ROUND = Duration.ofMinutes(10);
    private static final LocalText NO_HOST =
            LocalText.of("此账号的连接器不在，或不能建群", "the connector of this account is away, or opens no rooms");

    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile People people;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Connectors connectors;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Errands errands;

    @Activate
    public Housekeeper(
            @Reference Transactions transactions,
            @Reference(target = "(schema=rooms)") Schema tables,
            @Reference Audit audit,
            @Reference Alarms alarms,
            @Reference Clock clock) {
        this(transactions, audit, clock);
        transactions.write(connection -> {
            if (alarms.due(connection, NAME, KEY).isEmpty()) {
                alarms.set(connection, NAME, KEY, clock.instant().plus(ROUND));
            }
            return null;
        });
    }

    private Housekeeper(Transactions transactions, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** One that nobody wakes. */
    static Housekeeper of(
            Transactions transactions,
            Audit audit,
            Clock clock,
            People people,
            Connectors connectors,
            Errands errands) {
        Housekeeper one = new Housekeeper(transactions, audit, clock);
        one.people = people;
        one.connectors = connectors;
        one.errands = errands;
        return one;
    }

    /** Outside the transaction: each room has transactions of its own. */
    @Override
    public Alarm prepare(String key) {
        transactions.read(ManagedShelf::all).forEach(room -> keep(room.id()));
        return this;
    }

    @Override
    public After ring(Connection transaction, Ring ring) {
        return new After.Again(ring.now().plus(ROUND));
    }

    Transactions transactions() {
        return transactions;
    }

    /** What that account can open; empty while its connector is away, or where it opens nothing. */
    Optional<RoomHost> host(String platform, String account) {
        Connectors present = connectors;
        return present == null
                ? Optional.empty()
                : present.of(platform, account)
                        .filter(RoomHost.class::isInstance)
                        .map(RoomHost.class::cast);
    }

    Optional<Roster> roster() {
        return Optional.ofNullable(people).map(People::roster);
    }

    /** What is to become different about it; empty while nobody can tell. */
    Optional<RoomPlan> plan(ManagedRoom room) {
        return host(room.platform(), room.account()).flatMap(host -> roster().filter(roster -> roster.version() > 0)
                .map(roster -> RoomPlan.of(
                        room, roster, host.profile().tenant(), host.hosting(), clock.today(), clock.instant())));
    }

    /** Goes on with a room until it is as it is to be, or something stands in the way. */
    void keep(String id) {
        if (!busy.add(id)) {
            return;
        }
        boolean gone = false;
        try {
            gone = next(id);
        } finally {
            if (!gone) {
                busy.remove(id);
            }
        }
    }

    /** @return whether a call is under way, which goes on from there */
    private boolean next(String id) {
        ManagedRoom room = transactions
                .read(connection -> ManagedShelf.find(connection, id))
                .orElse(null);
        Errands running = errands;
        if (room == null || running == null) {
            return false;
        }
        Optional<RoomHost> host = host(room.platform(), room.account());
        if (host.isEmpty() || host.get().hosting().problem().isPresent()) {
            hinder(room, host.flatMap(h -> h.hosting().problem()).orElse(NO_HOST));
            return false;
        }
        Optional<RoomPlan> plan = plan(room);
        if (plan.isEmpty()) {
            return false;
        }
        int atOnce = host.get().hosting().atOnce();
        return switch (plan.get().state()) {
            case OPENING -> open(running, room, plan.get(), atOnce);
            case CHANGING -> change(running, room, plan.get(), atOnce);
            default -> false;
        };
    }

    private boolean open(Errands running, ManagedRoom room, RoomPlan plan, int atOnce) {
        String owner = plan.owner().orElseThrow();
        Set<String> first = new TreeSet<>(Set.of(owner));
        plan.joining().stream()
                .filter(member -> !member.equals(owner))
                .limit(atOnce - 1L)
                .forEach(first::add);
        String name = plan.name().orElseThrow();
        RoomHost.Wish wish = new RoomHost.Wish(room.key(), name, owner, List.copyOf(first));
        ManagedRoom asked = room.asked(clock.instant());
        write(asked, Optional.empty());
        go(running, asked, (host, trail) -> host.open(wish, trail), id -> asked.open(id, name, first), "opened");
        return true;
    }

    private boolean change(Errands running, ManagedRoom room, RoomPlan plan, int atOnce) {
        String name = plan.name().orElseThrow();
        RoomHost.Change change;
        Set<String> after = new TreeSet<>(room.members());
        String called = room.name().orElse(name);
        if (plan.renamed()) {
            change = new RoomHost.Change.Renamed(name);
            called = name;
        } else if (!plan.joining().isEmpty()) {
            List<String> some = plan.joining().stream().limit(atOnce).toList();
            change = new RoomHost.Change.Joined(some);
            after.addAll(some);
        } else {
            List<String> some = plan.leaving().stream().limit(atOnce).toList();
            change = new RoomHost.Change.Left(some);
            some.forEach(after::remove);
        }
        boolean last = plan.leaving().stream().noneMatch(after::contains);
        ManagedRoom changed = room.holding(called, after).despite(last ? Optional.empty() : room.despite());
        String conversation = room.conversation().orElseThrow();
        go(running, room, (host, trail) -> host.change(conversation, change, trail), id -> changed, "changed");
        return true;
    }

    private interface Asking {
        Step<String> of(RoomHost host, Trail trail);
    }

    private interface Came {
        ManagedRoom with(String conversation);
    }

    private void go(Errands running, ManagedRoom room, Asking asking, Came came, String deed) {
        CompletionStage<Ending<String>> ending = running.run(
                room.platform(),
                room.account(),
                (Connector connector, Trail trail) -> connector instanceof RoomHost host
                        ? asking.of(host, trail)
                        : Step.failed(Step.Failure.ACCOUNT, NO_HOST));
        ending.whenComplete((how, broken) -> {
            boolean more = false;
            try {
                if (how instanceof Ending.Done<String> done) {
                    more = write(came.with(done.value()), Optional.of(deed));
                } else if (how instanceof Ending.Later<String> later) {
                    hinder(room, later.why());
                } else if (how instanceof Ending.Failed<String> failed) {
                    hinder(room, failed.why());
                }
            } finally {
                busy.remove(room.id());
            }
            if (more) {
                keep(room.id());
            }
        });
    }

    private void hinder(ManagedRoom room, LocalText why) {
        if (!room.why().equals(Optional.of(why))) {
            write(room.hindered(why), Optional.empty());
        }
    }

    private boolean write(ManagedRoom room, Optional<String> deed) {
        return transactions.write(connection -> {
            boolean there = ManagedShelf.put(connection, room);
            if (there && deed.isPresent()) {
                audit.note(
                        connection,
                        Deed.done(Doer.HUB, "rooms." + deed.get(), Thing.of("managed-room", room.id()))
                                .changing("", room.members().size() + " members"));
            }
            return there;
        });
    }
}
