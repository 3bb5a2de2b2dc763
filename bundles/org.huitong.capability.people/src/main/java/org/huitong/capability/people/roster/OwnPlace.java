// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/**
 * What of the roster decides what somebody may see: where they belong, which accounts are theirs, what they work on, and
 * what lies below all that. Nobody changes it for themselves, whichever way they go: by hand, by a list, by moving a
 * department under their own.
 */
record OwnPlace(
        boolean active,
        String company,
        Set<String> companies,
        Set<String> departments,
        List<PlatformAccount> accounts,
        Set<Project> projects) {
    /** @throws Problem the change moves its editor */
    static void check(RosterPicture before, RosterPicture after, String editor, LocalDate today) {
        boolean moved =
                before.person(editor).isPresent() && !of(before, editor, today).equals(of(after, editor, today));
        if (moved) {
            throw new Problem(
                    403,
                    "own-place",
                    LocalText.of(
                            "自己的公司、部门、账号和项目（以及它们的下级）要由他人修改，因为它们决定自己能看到什么。",
                            "Nobody changes their own company, departments, accounts and projects, nor what is below them:"
                                    + " they decide what one may see. Somebody else can."));
        }
    }

    private static OwnPlace of(RosterPicture roster, String id, LocalDate today) {
        Person person = roster.person(id).orElseThrow();
        Set<String> companies = roster.companyTree(person.company());
        Set<String> departments = new TreeSet<>();
        person.departments(today).forEach(department -> departments.addAll(roster.tree(department)));
        return new OwnPlace(
                person.active(),
                person.company(),
                companies,
                known(roster, departments),
                person.accounts(),
                roster.projectsOf(id).stream().collect(Collectors.toSet()));
    }

    /** With the company of each: it is moved as well by moving to another one. */
    private static Set<String> known(RosterPicture roster, Set<String> departments) {
        return departments.stream()
                .map(id -> id + " "
                        + roster.department(id).map(Department::company).orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
