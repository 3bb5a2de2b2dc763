// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Which person each number of a file is. The number within the company leads; it is neither unique nor stable for ever,
 * so what else is known decides where numbers change hands: a name alone never does. Where it could be either, nobody is
 * touched and people decide.
 */
final class Matching {
    private final Map<Number, Person> here = new HashMap<>();
    private final Map<Number, List<Person>> gone = new HashMap<>();
    private final Map<String, List<Person>> byName = new HashMap<>();
    private final Set<Number> inFile = new HashSet<>();
    private final Set<String> companies;
    private final Map<Group, Optional<Person>> found = new LinkedHashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Set<String> spared = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    private record Number(String company, String employee) {}

    /**
     * @param companies ids of those that the file is about
     * @param platform whose list it is, where a platform sent it
     */
    Matching(Roster roster, Collection<Group> groups, Set<String> companies, Optional<String> platform) {
        this.companies = companies;
        for (Person person : roster.persons()) {
            Number number = new Number(person.company(), person.employee());
            if (person.active()) {
                here.put(number, person);
                byName.computeIfAbsent(person.name(), x -> new ArrayList<>()).add(person);
            } else {
                gone.computeIfAbsent(number, x -> new ArrayList<>()).add(person);
            }
        }
        groups.forEach(group -> inFile.add(new Number(group.company(), group.employee())));
        // Whom a directory knows by its key is that one, whatever they are called and whether or not they had left.
        List<Group> rest =
                groups.stream().filter(group -> !byKey(roster, group, platform)).toList();
        // Whoever keeps their number comes first, so that nobody else is taken for them.
        rest.stream().filter(group -> here.containsKey(number(group))).forEach(this::match);
        rest.stream().filter(group -> !here.containsKey(number(group))).forEach(this::match);
    }

    private static Number number(Group group) {
        return new Number(group.company(), group.employee());
    }

    /** The person of each group, or nobody yet; without those in conflict. */
    Map<Group, Optional<Person>> found() {
        return found;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** The ids of persons of whom it is not clear whether they are in the file: they stay. */
    Set<String> spared() {
        return spared;
    }

    private boolean byKey(Roster roster, Group group, Optional<String> platform) {
        Optional<Person> known = group.keyed(roster, platform).filter(person -> !taken.contains(person.id()));
        // A number that somebody else has is not taken from them by a directory.
        Optional<Person> holds = Optional.ofNullable(here.get(number(group)));
        boolean free = holds.isEmpty() || holds.equals(known);
        if (known.isEmpty() || !free || !group.namesOne()) {
            return false;
        }
        taken.add(known.get().id());
        found.put(group, known);
        return true;
    }

    private void match(Group group) {
        Optional<Person> known = Optional.ofNullable(here.get(number(group)));
        if (!group.namesOne()) {
            known.map(Person::id).ifPresent(spared::add);
            conflicts.add(Conflict.of(
                    group.lines(),
                    "number-twice",
                    "同一公司有几个人用同一个工号；请改正后重新导入。",
                    "Several persons of one company have this number; mend the file and import again."));
        } else if (known.isPresent()) {
            sameNumber(group, known.get());
        } else {
            anotherNumber(group);
        }
    }

    private void sameNumber(Group group, Person person) {
        if (!person.name().equals(group.name()) && group.about(person) != Group.Evidence.AGREES) {
            spared.add(person.id());
            conflicts.add(
                    Conflict.of(
                            group.lines(),
                            "number-reused",
                            "这个工号原来属于“" + person.name()
                                    + "”，姓名不同，账号和联系方式也没有一项相同：可能是工号给了另一个人。请先办理原来那位的离职，或在人员页面改姓名，或改正文件。",
                            "This number has been " + person.name()
                                    + "’s; the name is another one, and no account or address agrees: it may have been given to somebody else. Let the former one leave first, change the name on the page of people, or mend the file."));
        } else {
            found.put(group, Optional.of(person));
        }
    }

    private void anotherNumber(Group group) {
        Optional<Person> back = gone.getOrDefault(number(group), List.of()).stream()
                .filter(p -> p.name().equals(group.name()) && group.about(p) != Group.Evidence.CONTRADICTS)
                .findFirst();
        // Those of the name that the file knows under no number of theirs any more.
        List<Person> loose = byName.getOrDefault(group.name(), List.of()).stream()
                .filter(p -> companies.contains(p.company()) && !taken.contains(p.id()))
                .filter(p -> !inFile.contains(new Number(p.company(), p.employee())))
                .filter(p -> group.about(p) != Group.Evidence.CONTRADICTS)
                .toList();
        List<Person> same = loose.stream()
                .filter(p -> group.about(p) == Group.Evidence.AGREES)
                .toList();
        if (same.size() == 1) {
            taken.add(same.get(0).id());
            found.put(group, Optional.of(same.get(0)));
        } else if (back.isPresent()) {
            found.put(group, back);
        } else if (loose.stream()
                .anyMatch(p ->
                        p.company().equals(group.company()) && !p.employee().isEmpty())) {
            loose.forEach(p -> spared.add(p.id()));
            conflicts.add(Conflict.of(
                    group.lines(),
                    "perhaps-renumbered",
                    "同名的人以另一个工号在册，而文件里没有那个工号：可能是同一个人换了工号。请在人员页面改工号，或办理原来那位的离职。",
                    "Somebody of this name is known by another number, which the file has not: it may be the"
                            + " same person. Change the number on the page of people, or let the former one"
                            + " leave."));
        } else {
            found.put(group, Optional.empty());
        }
    }
}
