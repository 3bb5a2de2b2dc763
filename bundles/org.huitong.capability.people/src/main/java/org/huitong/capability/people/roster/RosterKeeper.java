// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.People;
import org.huitong.api.people.Places;
import org.huitong.api.people.RosterWatch;
import org.huitong.api.text.Unquoted;
import org.huitong.capability.people.roster.Handovers.Held;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the roster in force and lets one change it at a time. A change is in force, and all who watch know it, when it
 * returns.
 */
@Component(
        service = {People.class, Places.class, RosterKeeper.class},
        immediate = true)
public final class RosterKeeper implements People, Places {
    private static final Logger LOG = LoggerFactory.getLogger(RosterKeeper.class);

    private final RosterShelf shelf;
    private final Clock clock;
    private final Departures departures;
    private final Function<String, Optional<String>> whose;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<RosterWatch> watches = new CopyOnWriteArrayList<>();
    private final List<Placing> placings;
    /** Touched under the lock alone. */
    private final Handovers handovers;

    private volatile RosterPicture inForce;

    @Activate
    public RosterKeeper(
            @Reference RosterShelf shelf,
            @Reference Clock clock,
            @Reference Departures departures,
            @Reference Entrance entrance) {
        this(shelf, clock, departures, account -> entrance.current(account).flatMap(Asker::person), shelf.newest());
    }

    // Of another length than the one above: components of two constructors of one length are warned of.
    private RosterKeeper(
            RosterShelf shelf,
            Clock clock,
            Departures departures,
            Function<String, Optional<String>> whose,
            RosterPicture newest) {
        this.shelf = shelf;
        this.clock = clock;
        this.departures = departures;
        this.whose = whose;
        this.inForce = newest;
        this.placings = new CopyOnWriteArrayList<>(shelf.placings());
        this.handovers = new Handovers(shelf.former());
    }

    /** @param whose the person whose account it is by which somebody changes something */
    public static RosterKeeper of(
            RosterShelf shelf, Clock clock, Departures departures, Function<String, Optional<String>> whose) {
        return new RosterKeeper(shelf, clock, departures, whose, shelf.newest());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addWatch(RosterWatch watch) {
        lock.lock();
        try {
            watches.add(watch);
            tell(watch);
        } finally {
            lock.unlock();
        }
    }

    public void removeWatch(RosterWatch watch) {
        watches.remove(watch);
    }

    @Override
    public RosterPicture roster() {
        return inForce;
    }

    @Override
    public Set<String> givenBy(Asker giver, Instant since) {
        return placings.stream()
                .filter(one -> !one.at().isBefore(since) && one.isBy(giver))
                .map(Placing::person)
                .collect(Collectors.toSet());
    }

    /**
     * Changes the roster.
     *
     * @param change puts what is to be another one into the draft; what it throws changes nothing
     * @throws org.huitong.api.web.Problem it moves its editor, see {@link OwnPlace}
     * @return the roster in force afterwards, which is the same where nothing changed
     */
    public RosterPicture change(Origin origin, Consumer<Draft> change) {
        lock.lock();
        try {
            Draft draft = new Draft(inForce);
            change.accept(draft);
            Instant now = clock.instant();
            List<Held> released = handovers.date(draft, now);
            if (draft.isEmpty()) {
                return inForce;
            }
            Optional<String> editor = whose.apply(origin.by());
            editor.ifPresent(one -> OwnPlace.check(inForce, draft.picture(), one, clock.today()));
            List<Placing> placed = Placing.of(draft, origin).stream()
                    .map(person -> new Placing(person, origin.by(), editor, now))
                    .toList();
            inForce = shelf.keep(draft, origin, now, placed, released, departures);
            handovers.keep(released);
            placings.addAll(placed);
            LOG.info(
                    "The roster has changed version={} cards={} source={}",
                    inForce.version(),
                    draft.changed().size(),
                    origin.source());
            watches.forEach(this::tell);
            return inForce;
        } finally {
            lock.unlock();
        }
    }

    private void tell(RosterWatch watch) {
        try {
            watch.changed(inForce);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "Somebody who follows the roster failed watch={}",
                    watch.getClass().getName(),
                    Unquoted.of(e));
        }
    }
}
