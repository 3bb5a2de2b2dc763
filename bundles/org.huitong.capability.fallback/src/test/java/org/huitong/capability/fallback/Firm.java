// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Company;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** A group of two companies: p1 to p3 work for the group, p4 and p5 for its subsidiary; p6 has left. */
final class Firm {
    private Firm() {}

    static Roster roster() {
        List<Card> cards = new ArrayList<>();
        add(cards, "c1", new Company("c1", "华诚集团", Optional.empty(), Optional.empty(), List.of()));
        add(cards, "c2", new Company("c2", "华诚置业", Optional.of("c1"), Optional.empty(), List.of()));
        for (int i = 1; i <= 6; i++) {
            person(cards, "p" + i, i < 4 ? "c1" : "c2", i < 6 ? Person.State.ACTIVE : Person.State.LEFT);
        }
        return new RosterPicture(1, Map.of(), cards);
    }

    private static void person(List<Card> cards, String id, String company, Person.State state) {
        add(
                cards,
                id,
                new Person(
                        id,
                        id,
                        "人" + id,
                        company,
                        List.of(),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        state));
    }

    private static void add(List<Card> cards, String id, Object what) {
        cards.add(new Card(id, 1, what));
    }
}
