// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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
import org.osgi.service.component.annotations.Reference;

/**
 * What goes with it when people leave, whichever way they do: by hand, by a list, by a directory. All of it is kept
 * with the roster in which they are gone, or none: their logins here are shut, and what is to be done on the platforms
 * stands on a list.
 */
@Component(service = Departures.class)
public final class Departures {
    private final Locksmith locksmith;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Departures(@Reference Locksmith locksmith, @Reference Audit audit, @Reference Clock clock) {
        this.locksmith = locksmith;
        this.audit = audit;
        this.clock = clock;
    }

    void depart(Connection transaction, List<Person> gone, Origin origin) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        for (Person person : gone) {
            for (PlatformAccount account : person.accounts()) {
                // A directory in which they are no more needs nothing to be done in it.
                if (!origin.source().equals(account.platform() + ":" + account.tenant())) {
                    owe(transaction, person.id(), account);
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

    /** Whoever came back and leaves again has it to be done again. */
    private void owe(Connection transaction, String person, PlatformAccount account) throws SQLException {
        try (PreparedStatement again = transaction.prepareStatement("UPDATE people_leaving SET since_at = ?,"
                        + " done_at = NULL, done_by = NULL"
                        + " WHERE person = ? AND platform = ? AND tenant = ? AND native_id = ?");
                PreparedStatement insert = transaction.prepareStatement("INSERT INTO people_leaving"
                        + " (since_at, person, platform, tenant, native_id) VALUES (?, ?, ?, ?, ?)")) {
            for (PreparedStatement statement : List.of(again, insert)) {
                statement.setLong(1, clock.millis());
                statement.setString(2, person);
                statement.setString(3, account.platform());
                statement.setString(4, account.tenant());
                statement.setString(5, account.ids().get(0));
                if (statement.executeUpdate() == 1) {
                    return;
                }
            }
        }
    }
}
