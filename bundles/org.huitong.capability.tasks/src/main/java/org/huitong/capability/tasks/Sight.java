// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;

/**
 * Which tasks somebody may see, and which they may change: their own, those of whom they stand in for, and those of
 * departments that their rights reach. It becomes part of the query, so that no list tells of more.
 *
 * @param whose the person and those whom they stand in for; none for an account that is nobody's
 * @param everywhere all tasks that are not private
 */
record Sight(
        String account,
        Set<String> whose,
        boolean everywhere,
        Set<String> seen,
        boolean managesAll,
        Set<String> managed) {
    static final String READ = "tasks.read";
    static final String MANAGE = "tasks.manage";
    /** A department that there is not: who may do it there may do it everywhere. */
    private static final On NOWHERE = new On.Department("-");

    static Sight of(Asker asker, DecisionPoint decisions, Duty duty) {
        return of(
                asker.account(),
                asker.person(),
                (word, on) -> decisions.decide(asker, Act.of(word), on).allows(),
                duty);
    }

    /** Of somebody who speaks in a chat: by what they may as a person, with an account here or without. */
    static Sight of(Person person, DecisionPoint decisions, Duty duty) {
        return of(
                "",
                Optional.of(person.id()),
                (word, on) ->
                        decisions.decideForPerson(person.id(), Act.of(word), on).allows(),
                duty);
    }

    private static Sight of(String account, Optional<String> person, BiPredicate<String, On> may, Duty duty) {
        Set<String> whose = new TreeSet<>();
        person.ifPresent(id -> {
            whose.add(id);
            whose.addAll(duty.roster().standsInFor(id, duty.date()));
        });
        boolean managesAll = may.test(MANAGE, NOWHERE);
        boolean everywhere = managesAll || may.test(READ, NOWHERE);
        Set<String> managed = managesAll ? Set.of() : departments(may, duty, MANAGE);
        Set<String> seen = new TreeSet<>(managed);
        if (!everywhere) {
            seen.addAll(departments(may, duty, READ));
        }
        return new Sight(account, whose, everywhere, seen, managesAll, managed);
    }

    private static Set<String> departments(BiPredicate<String, On> may, Duty duty, String word) {
        if (!may.test(word, On.nothing())) {
            return Set.of();
        }
        return duty.roster().departments().stream()
                .map(Department::id)
                .filter(id -> may.test(word, new On.Department(id)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isTheirs(Task task) {
        return task.by().equals(account)
                || task.assignee().filter(whose::contains).isPresent()
                || task.maker().filter(whose::contains).isPresent();
    }

    boolean sees(Task task) {
        return isTheirs(task)
                || !task.hidden()
                        && (everywhere
                                || task.department().filter(seen::contains).isPresent());
    }

    boolean manages(Task task) {
        return !task.hidden() && manages(task.department());
    }

    boolean manages(Optional<String> department) {
        return managesAll || department.filter(managed::contains).isPresent();
    }

    /** The ways on which a task comes into sight, of one department or of all; each begins one index. */
    List<Condition> ways(Optional<String> department) {
        return Stream.concat(
                        Stream.of(given(), made()).flatMap(List::stream).map(way -> department
                                .map(id -> way.and("department = ?", id))
                                .orElse(way)),
                        reached(department))
                .toList();
    }

    /** Of those the ones that are to see to it themselves. */
    List<Condition> given() {
        return whose.stream().map(id -> Condition.of("assignee = ?", id)).toList();
    }

    /** And those that made it: what somebody made from a chat has no account behind it. */
    List<Condition> made() {
        return Stream.concat(
                        Stream.of(Condition.of("made_by = ?", account)),
                        whose.stream().map(id -> Condition.of("maker = ?", id)))
                .toList();
    }

    private Stream<Condition> reached(Optional<String> department) {
        if (everywhere && department.isEmpty()) {
            return Stream.of(Condition.of("hidden = FALSE"));
        }
        return department.map(Set::of).orElse(seen).stream()
                .filter(id -> everywhere || seen.contains(id))
                .map(id -> Condition.of("department = ? AND hidden = FALSE", id));
    }
}
