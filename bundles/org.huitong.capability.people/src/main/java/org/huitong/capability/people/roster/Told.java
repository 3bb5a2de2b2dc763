// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Project;

/**
 * A card as the audit compares it: a part on each line, by ids. Names, numbers, addresses and telephones are none of it:
 * what is in the chain stays for ever, and whoever may look them up finds them on the card.
 */
final class Told {
    private Told() {}

    static String of(Optional<Card> card) {
        return card.map(Card::what).map(Told::lines).orElse("");
    }

    private static String lines(Object what) {
        if (what instanceof Person person) {
            return String.join(
                    "\n",
                    person.state().name().toLowerCase(java.util.Locale.ROOT),
                    "company " + person.company(),
                    "departments "
                            + person.memberships().stream()
                                    .map(one -> one.department()
                                            + one.until().map(day -> "<" + day).orElse(""))
                                    .collect(Collectors.joining(" ")),
                    "superior " + person.superior().orElse("-"),
                    "accounts "
                            + person.accounts().stream()
                                    .map(one -> one.platform() + "/" + one.tenant() + "/" + String.join(",", one.ids()))
                                    .collect(Collectors.joining(" ")));
        }
        if (what instanceof Department department) {
            return String.join(
                    "\n",
                    department.name() + (department.closed() ? " -" : ""),
                    "company " + department.company(),
                    "parent " + department.parent().orElse("-"),
                    "head " + department.head().orElse("-"),
                    "contact " + department.contact().orElse("-"));
        }
        if (what instanceof Company company) {
            return String.join(
                    "\n",
                    company.name(),
                    "parent " + company.parent().orElse("-"),
                    "head " + company.head().orElse("-"));
        }
        Project project = (Project) what;
        return String.join(
                "\n",
                project.name(),
                "owner " + project.owner().orElse("-"),
                "members " + String.join(" ", new TreeSet<>(project.members())),
                "rooms "
                        + project.rooms().stream()
                                .map(room -> room.platform() + "/" + room.tenant() + "/" + room.conversation())
                                .sorted()
                                .collect(Collectors.joining(" ")));
    }
}
