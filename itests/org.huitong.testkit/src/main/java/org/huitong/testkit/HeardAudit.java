// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Sight;

/** Takes down what it is told, in memory: {@code <account> <verb> <thing> <outcome>}, a line for each message seen. */
public final class HeardAudit implements Audit {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Deed> deeds = new CopyOnWriteArrayList<>();

    @Override
    public void note(Connection transaction, Deed deed) {
        note(deed);
    }

    @Override
    public void note(Deed deed) {
        deeds.add(deed);
        lines.add(String.join(
                " ",
                deed.by().account(),
                deed.verb(),
                deed.thing().word(),
                deed.outcome().word()));
    }

    @Override
    public void reading(Asker by, String verb, Collection<Sight> sights) {
        sights.forEach(sight -> lines.add(
                by.account() + " " + verb + " message:" + sight.message().value() + " done"));
    }

    /** All but what was read. */
    public List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    /** What it was told to have been and become, in the order in which it was told. */
    public List<Deed.Difference> differences() {
        return deeds.stream().flatMap(deed -> deed.difference().stream()).toList();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
