// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** A roster as the hub has it, of a few people. */
final class FewPeople implements People {
    private final List<Card> cards = new ArrayList<>();

    @Override
    public Roster roster() {
        return new RosterPicture(1, Map.of(), List.copyOf(cards));
    }

    /** @param platform on which they have an account */
    FewPeople with(String id, String platform, Person.State state) {
        cards.add(new Card(
                id,
                1,
                new Person(
                        id,
                        "E" + id,
                        "员工" + id,
                        "c1",
                        List.of(),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new PlatformAccount(platform, "t1", List.of("u" + id), Optional.empty())),
                        Optional.empty(),
                        state)));
        return this;
    }
}
