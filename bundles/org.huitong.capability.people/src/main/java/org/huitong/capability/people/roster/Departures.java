// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Locksmith;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes with it when people leave, whichever way they do: by hand, by a list, by a directory. All of it is kept
 * with the roster in which they are gone, or none: their logins here are shut, and what is to be done on the platforms
 * stands on a list. By a list or a directory it is not done there before somebody could see that it was the wrong list.
 */
@Component(service = Departures.class, configurationPid = "org.huitong.capability.people")
public final class Departures {
    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final Duration USUAL = Duration.ofMinutes(30);

    private final Locksmith locksmith;
    private final Audit audit;
    private final Clock clock;
    private volatile Duration undo = USUAL;

    @Activate
    public Departures(
            @Reference Locksmith locksmith, @Reference Audit audit, @Reference Clock clock, UndoConfig config) {
        this(locksmith, audit, clock);
        set(config);
    }

    Departures(Locksmith locksmith, Audit audit, Clock clock) {
        this.locksmith = locksmith;
        this.audit = audit;
        this.clock = clock;
    }

    /** Without a new one: the roster stands on it. */
    @Modified
    void set(UndoConfig config) {
        try {
            Duration said = config.undo().isBlank()
                    ? USUAL
                    : Duration.parse(config.undo().strip());
            undo = said.isNegative() ? Duration.ZERO : said;
        } catch (DateTimeException noPeriod) {
            LOG.error("The setting undo of org.huitong.capability.people is no period, {} is taken", USUAL);
            undo = USUAL;
        }
    }

    void depart(Connection transaction, List<Person> gone, Origin origin) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        boolean byHand = origin.source().equals("edit") && gone.size() == 1;
        Optional<Instant> from = byHand ? Optional.empty() : Optional.of(now.plus(undo));
        for (Person person : gone) {
            for (PlatformAccount account : person.accounts()) {
                // A directory in which they are no more needs nothing to be done in it.
                if (!origin.source().equals(account.platform() + ":" + account.tenant())) {
                    OwedAccounts.owe(transaction, person.id(), account, now, from);
                }
            }
            audit.note(
                    transaction,
                    Deed.done(
                            new Doer(origin.by(), origin.by()),
                            "people.leave",
                            new Thing("person", person.id(), person.name())));
        }
        locksmith.shut(transaction, gone.stream().map(Person::id).toList(), origin.by());
    }

    void comeBack(Connection transaction, List<Person> returned) throws SQLException {
        OwedAccounts.back(transaction, returned, clock.instant());
    }

    /** What became of the roster: ids and counts, and what decides who may see what; nobody's number or address. */
    void note(Connection transaction, Draft draft, RosterPicture after, Origin origin) throws SQLException {
        boolean one = draft.changed().size() == 1;
        String id = one ? draft.changed().keySet().iterator().next() : Integer.toString(after.version());
        Deed deed = Deed.done(
                new Doer(origin.by(), origin.by()),
                origin.source().equals("edit") || origin.source().equals("accounts") ? "people.write" : "people.sync",
                Thing.of(one ? "card" : "roster", id));
        audit.note(
                transaction,
                one
                        ? deed.changing(Told.of(draft.base().card(id)), Told.of(after.card(id)))
                        : deed.changing(
                                "version " + draft.base().version(),
                                "version " + after.version() + "\n" + origin.what() + "\ncards "
                                        + draft.changed().size()));
    }
}
