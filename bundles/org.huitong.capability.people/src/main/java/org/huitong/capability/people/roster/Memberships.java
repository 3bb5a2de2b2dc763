// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;

/** How memberships become other ones, without forgetting what was. */
public final class Memberships {
    /** Of somebody who has just become known: as far back as anything is known of them. */
    public static final LocalDate ALWAYS = LocalDate.EPOCH;

    private Memberships() {}

    /**
     * Those of before, with the departments that are wanted from that day on: what is not wanted ends, what is new
     * begins, what holds goes on.
     */
    public static List<Membership> become(
            List<Membership> before, Collection<String> wanted, LocalDate day, LocalDate since) {
        List<Membership> after = new ArrayList<>();
        for (Membership one : before) {
            boolean goesOn = wanted.contains(one.department()) && one.holds(day);
            Membership kept =
                    goesOn ? new Membership(one.department(), one.since(), Optional.empty()) : one.endingOn(day);
            // One that would end before it begins never was.
            if (kept.until().map(kept.since()::isBefore).orElse(true)) {
                after.add(kept);
            }
        }
        wanted.stream()
                .filter(department ->
                        after.stream().noneMatch(m -> m.department().equals(department) && m.holds(day)))
                .distinct()
                .map(department -> Membership.since(department, since))
                .forEach(after::add);
        return after;
    }

    /** The same person, gone from that day on; the accounts stay, for what was said by them. */
    public static Person left(Person person, LocalDate day) {
        return With.gone(person, become(person.memberships(), List.of(), day, day));
    }
}
