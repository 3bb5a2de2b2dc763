// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.access.Locksmith;
import org.huitong.api.clock.Clock;
import org.huitong.testkit.HeardAudit;

/** Remembers whose accounts were to be shut: {@code <person> by <account>}. */
public final class HeardLocksmith implements Locksmith {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public Shut shut(Connection transaction, Collection<String> persons, String by) {
        persons.forEach(person -> lines.add(person + " by " + by));
        return new Shut(List.of(), List.of());
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What goes with it when people leave, told to this one. */
    public Departures departures(Clock clock) {
        return new Departures(this, new HeardAudit(), clock);
    }
}
