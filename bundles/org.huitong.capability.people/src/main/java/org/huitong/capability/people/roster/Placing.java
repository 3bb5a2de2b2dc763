// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.capability.people.roster.RosterShelf.Origin;

/**
 * That somebody was put in their place by somebody's hand.
 *
 * @param by the account
 * @param giver its person
 */
record Placing(String person, String by, Optional<String> giver, Instant at) {
    private static final Set<String> BY_HAND = Set.of("edit", "import", "accounts");

    boolean isBy(Asker asker) {
        return by.equals(asker.account()) || giver.isPresent() && giver.equals(asker.person());
    }

    /**
     * Whom a change makes somebody's superior or deputy or the head of something, or gives a login or an account by which
     * they come in. What a directory says is by nobody's hand, nor is the first list of all: before it there was nobody
     * over whom anybody could have been put.
     */
    static Set<String> of(Draft draft, Origin origin) {
        Set<String> placed = new HashSet<>();
        if (!BY_HAND.contains(origin.source()) || draft.base().persons().isEmpty()) {
            return placed;
        }
        draft.changed().forEach((id, what) -> {
            Optional<Object> before = draft.base().card(id).map(Card::what);
            if (what instanceof Person person) {
                of(placed, person, before.map(Person.class::cast));
            } else if (what instanceof Department department) {
                fresh(placed, department.head(), before.flatMap(was -> ((Department) was).head()));
            } else if (what instanceof Company company) {
                fresh(placed, company.head(), before.flatMap(was -> ((Company) was).head()));
            }
        });
        return placed;
    }

    private static void of(Set<String> placed, Person person, Optional<Person> before) {
        fresh(placed, person.superior(), before.flatMap(Person::superior));
        // The same deputy on other days is deputy anew.
        if (!person.absent().equals(before.flatMap(Person::absent))) {
            person.absent().flatMap(Absence::deputy).ifPresent(placed::add);
        }
        boolean known = before.isPresent()
                && person.login().equals(before.get().login())
                && ids(before.get()).containsAll(ids(person));
        if (!known && (person.login().isPresent() || !person.accounts().isEmpty())) {
            placed.add(person.id());
        }
    }

    private static Set<String> ids(Person person) {
        Set<String> ids = new HashSet<>();
        for (PlatformAccount account : person.accounts()) {
            // Without its tenant: that is found out later, by nobody's hand.
            account.ids().forEach(id -> ids.add(account.platform() + " " + id));
        }
        return ids;
    }

    private static void fresh(Set<String> placed, Optional<String> now, Optional<String> before) {
        now.filter(one -> !before.equals(now)).ifPresent(placed::add);
    }
}
