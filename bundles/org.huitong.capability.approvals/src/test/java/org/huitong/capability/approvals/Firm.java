// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** p1 leads everything, p2 the department of p3 and p4; p5 and p8 are heads of IT, p6 is the executive, p7 a deputy. */
final class Firm {
    private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");
    final Map<String, Absence> away = new HashMap<>();
    final Map<String, Person.State> states = new HashMap<>();
    final Map<String, List<String>> holders =
            new HashMap<>(Map.of("it-head", List.of("p5", "p8"), "executive", List.of("p6")));

    Roster roster() {
        List<Card> cards = new ArrayList<>();
        cards.add(new Card("c1", 1, new Company("c1", "华诚", Optional.empty(), Optional.of("p1"), List.of())));
        cards.add(new Card("d1", 1, department("d1", null, "p1")));
        cards.add(new Card("d2", 1, department("d2", "d1", "p2")));
        List.of("p1", "p5", "p6", "p7", "p8").forEach(id -> cards.add(new Card(id, 1, person(id, "d1"))));
        List.of("p2", "p3", "p4").forEach(id -> cards.add(new Card(id, 1, person(id, "d2"))));
        return new RosterPicture(1, Map.of(), cards);
    }

    List<String> holders(String role) {
        return holders.getOrDefault(role, List.of()).stream()
                .filter(id -> states.get(id) != Person.State.LEFT)
                .toList();
    }

    private static Department department(String id, String parentOrNull, String head) {
        return new Department(
                id, id, "c1", Optional.ofNullable(parentOrNull), Optional.of(head), Optional.empty(), false);
    }

    private Person person(String id, String department) {
        return new Person(
                id,
                id,
                id,
                "c1",
                List.of(Membership.since(department, LONG_AGO)),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new PlatformAccount("feishu", "hc", List.of("ou_" + id, id), Optional.empty()),
                        new PlatformAccount("dingtalk", "other", List.of("elsewhere"), Optional.empty()),
                        new PlatformAccount("dingtalk", "hc", List.of(id), Optional.empty())),
                Optional.ofNullable(away.get(id)),
                states.getOrDefault(id, Person.State.ACTIVE));
    }
}
