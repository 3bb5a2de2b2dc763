// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.move;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Memberships;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.With;

/**
 * A department that comes to stand below another one, with all below it; or is merged into it: then its people belong to
 * the other from that day on, what is below it stands below the other, and it is closed, so that what was said to it stays
 * its own, below the other. Of a split each part is a move. Pure.
 *
 * @param parent below which; empty: at the top of its company
 */
record Move(String department, Optional<String> parent, boolean merged) {
    /** @throws Problem it does not fit the roster */
    void carryOut(Draft draft, LocalDate today) {
        RosterPicture roster = draft.base();
        Department moved = check(roster);
        if (merged) {
            merge(draft, moved, parent.orElseThrow(), today);
        } else {
            draft.put(standing(moved, parent, moved.closed()));
        }
    }

    /** Whether all is as it would be when this was carried out. */
    boolean isDone(RosterPicture roster, LocalDate today) {
        boolean stands = roster.department(department)
                .filter(one -> one.closed() == merged && one.parent().equals(parent))
                .isPresent();
        return stands
                && (!merged
                        || roster.members(department, today).isEmpty()
                                && below(roster).isEmpty());
    }

    /** @return what is moved */
    Department check(RosterPicture roster) {
        Department moved = open(roster, department);
        if (merged && parent.isEmpty()) {
            throw Problem.badRequest("合并时请给出并入的部门。", "Name the department that it is merged into.");
        }
        Optional<Department> above = parent.map(id -> open(roster, id));
        if (above.filter(one -> !one.company().equals(moved.company())).isPresent()) {
            throw Problem.badRequest("上级部门属于另一家公司。", "The department above is another company’s.");
        }
        if (parent.filter(roster.tree(department)::contains).isPresent()) {
            throw Problem.badRequest("部门不能在自己的下级里。", "A department cannot stand below itself.");
        }
        List<Department> comers = merged ? below(roster) : List.of(moved);
        comers.stream()
                .filter(comer -> roster.departments().stream()
                        .filter(Predicate.not(Department::closed))
                        .anyMatch(other -> other.parent().equals(parent)
                                && other.company().equals(moved.company())
                                && other.name().equals(comer.name())
                                && !other.id().equals(comer.id())
                                && !other.id().equals(department)))
                .findFirst()
                .ifPresent(comer -> {
                    throw new Problem(
                            409,
                            "name-taken",
                            LocalText.of(
                                    "那里已有同名的部门“" + comer.name() + "”。",
                                    "There is another department “" + comer.name() + "” in that place."));
                });
        return moved;
    }

    private static Department open(RosterPicture roster, String id) {
        return roster.department(id)
                .filter(Predicate.not(Department::closed))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个部门", "department")));
    }

    private List<Department> below(RosterPicture roster) {
        return roster.departments().stream()
                .filter(one -> !one.closed() && one.parent().equals(Optional.of(department)))
                .toList();
    }

    private void merge(Draft draft, Department moved, String into, LocalDate today) {
        RosterPicture roster = draft.base();
        roster.persons().stream()
                .filter(Person::active)
                .filter(person -> person.departments(today).contains(department))
                .forEach(person -> draft.put(With.memberships(
                        person, Memberships.become(person.memberships(), wanted(person, into, today), today, today))));
        below(roster).forEach(one -> draft.put(standing(one, parent, false)));
        draft.put(standing(moved, parent, true));
    }

    private List<String> wanted(Person person, String into, LocalDate today) {
        return Stream.concat(person.departments(today).stream().filter(id -> !id.equals(department)), Stream.of(into))
                .distinct()
                .toList();
    }

    private static Department standing(Department one, Optional<String> parent, boolean closed) {
        return new Department(one.id(), one.name(), one.company(), parent, one.head(), one.contact(), closed);
    }
}
