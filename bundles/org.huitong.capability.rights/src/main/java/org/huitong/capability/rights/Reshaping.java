// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.access.Permissions;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Who would read the messages of more or fewer departments, were one moved below another, or merged into it: before
 * anybody does it. It is the same thinking by which rights are given, over the tree and the memberships that would be; of
 * a split, each part is a move. Pure, and bounded by the roster.
 *
 * @param department the one that moves, with all below it
 * @param parent below which; empty: to the top of its company
 * @param merged its people belong to {@code parent} from then on
 */
record Reshaping(Roster roster, RightsKeeper keeper, String department, Optional<String> parent, boolean merged) {
    /** What changes for somebody: the departments whose messages they read from then on, and no more. */
    record Effect(Person person, Set<String> gains, Set<String> loses) {}

    /** Whether the parent lies below what is moved: then there is no such tree. */
    boolean isCircle() {
        return parent.filter(roster.tree(department)::contains).isPresent();
    }

    List<Effect> effects() {
        Reach before = keeper.reach(roster, roster::tree);
        Set<String> moved = roster.tree(department);
        Reach after = keeper.reach(roster, top -> tree(top, moved));
        return roster.persons().stream()
                .filter(Person::active)
                .map(person -> {
                    Set<String> had = read(before, person);
                    Set<String> has = read(after, belonging(person));
                    return new Effect(person, without(has, had), without(had, has));
                })
                .filter(effect -> !effect.gains().isEmpty() || !effect.loses().isEmpty())
                .sorted(Comparator.comparing(effect -> effect.person().id()))
                .toList();
    }

    private Set<String> read(Reach reach, Person person) {
        return reach.of(person, keeper.given(person.id())).stream()
                .filter(one -> one.grant().permission().equals(Permissions.READ))
                .flatMap(one -> one.right().departments().stream())
                .collect(Collectors.toSet());
    }

    private Person belonging(Person person) {
        if (!merged || parent.isEmpty()) {
            return person;
        }
        List<Membership> memberships = person.memberships().stream()
                .map(one -> one.department().equals(department)
                        ? new Membership(parent.get(), one.since(), one.until())
                        : one)
                .distinct()
                .toList();
        return new Person(
                person.id(),
                person.employee(),
                person.name(),
                person.company(),
                memberships,
                person.post(),
                person.level(),
                person.superior(),
                person.mail(),
                person.mobile(),
                person.login(),
                person.accounts(),
                person.absent(),
                person.state());
    }

    private Set<String> tree(String top, Set<String> moved) {
        if (merged && top.equals(department)) {
            // What was below it stands below the other one.
            return Set.of(top);
        }
        Set<String> tree = new HashSet<>(roster.tree(top));
        if (!moved.contains(top)) {
            tree.removeAll(moved);
            if (parent.filter(tree::contains).isPresent()) {
                tree.addAll(moved);
            }
        }
        return tree;
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return left;
    }

    /** Both are there, and of one company. */
    static boolean fits(Roster roster, String department, Optional<String> parent) {
        return roster.department(department)
                .filter(moved -> parent.isEmpty()
                        || parent.flatMap(roster::department)
                                .filter(below -> below.company().equals(moved.company()))
                                .isPresent())
                .isPresent();
    }
}
