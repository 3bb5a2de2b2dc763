// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** boss leads the group, head the sales with li and wang; zhao is in another company, lone in
 * no department, gone has left. */
final class Group {
    static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");

    private Group() {}

    static Roster roster() {
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("c1", 1, new Company("c1", "华诚", Optional.empty(), Optional.of("boss"), List.of())));
        cards.add(new Card("c2", 1, new Company("c2", "华远", Optional.of("c1"), Optional.empty(), List.of())));
        cards.add(new Card("c3", 1, new Company("c3", "华外", Optional.empty(), Optional.empty(), List.of())));
        cards.add(new Card("d1", 1, department("d1", "c1", "boss")));
        cards.add(new Card("d2", 1, department("d2", "c1", "head")));
        cards.add(new Card("d3", 1, department("d3", "c2", "zhao")));
        cards.add(new Card("boss", 1, person("boss", "老总", "c1", "d1", Person.State.ACTIVE)));
        cards.add(new Card("head", 1, person("head", "周经理", "c1", "d2", Person.State.ACTIVE)));
        cards.add(new Card("li", 1, person("li", "李工", "c1", "d2", Person.State.ACTIVE)));
        cards.add(new Card("wang", 1, person("wang", "王工", "c1", "d2", Person.State.ACTIVE)));
        cards.add(new Card("zhao", 1, person("zhao", "赵工", "c2", "d3", Person.State.ACTIVE)));
        cards.add(new Card("lone", 1, loner()));
        cards.add(new Card("gone", 1, person("gone", "钱工", "c1", "d2", Person.State.LEFT)));
        return new RosterPicture(1, Map.of(), cards);
    }

    private static Department department(String id, String company, String head) {
        return new Department(id, id, company, Optional.empty(), Optional.of(head), Optional.empty(), false);
    }

    /** Of a company without a head, in no department. */
    private static Person loner() {
        return new Person(
                "lone",
                "lone",
                "孙工",
                "c3",
                List.of(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Person.State.ACTIVE);
    }

    private static Person person(String id, String name, String company, String department, Person.State state) {
        return new Person(
                id,
                id,
                name,
                company,
                List.of(Membership.since(department, LONG_AGO)),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                state);
    }
}
