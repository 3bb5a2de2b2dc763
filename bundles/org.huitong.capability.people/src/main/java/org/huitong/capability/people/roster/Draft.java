// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Project;

/** What becomes of a roster: the cards that are to be other ones. For one thread. */
public final class Draft {
    private final RosterPicture base;
    private final Map<Kind, Long> numbers = new EnumMap<>(Kind.class);
    private final Map<String, Object> changed = new LinkedHashMap<>();

    public Draft(RosterPicture base) {
        this.base = base;
        numbers.putAll(base.lastNumbers());
    }

    public RosterPicture base() {
        return base;
    }

    /** An id that nothing had before. */
    public String newId(Kind kind) {
        return kind.id(numbers.merge(kind, 1L, Long::sum));
    }

    public void put(Person person) {
        put(person.id(), person);
    }

    public void put(Department department) {
        put(department.id(), department);
    }

    public void put(Company company) {
        put(company.id(), company);
    }

    public void put(Project project) {
        put(project.id(), project);
    }

    /** What stays as it is makes no new row. */
    private void put(String id, Object what) {
        boolean same = base.card(id).map(Card::what).filter(what::equals).isPresent();
        if (same) {
            changed.remove(id);
        } else {
            changed.put(id, what);
        }
    }

    public Optional<Person> person(String id) {
        return now(id, Person.class, base.person(id));
    }

    public Optional<Department> department(String id) {
        return now(id, Department.class, base.department(id));
    }

    public Optional<Company> company(String id) {
        return now(id, Company.class, base.company(id));
    }

    private <T> Optional<T> now(String id, Class<T> type, Optional<T> before) {
        return changed.containsKey(id) ? Optional.of(type.cast(changed.get(id))) : before;
    }

    /** In the order in which they were put. */
    Map<String, Object> changed() {
        return Collections.unmodifiableMap(changed);
    }

    /** Who works here before it, and not after it. */
    List<Person> gone() {
        return turned(true);
    }

    /** Who is known and does not work here before it, and does after it. */
    List<Person> returned() {
        return turned(false);
    }

    private List<Person> turned(boolean active) {
        return changed.values().stream()
                .filter(Person.class::isInstance)
                .map(Person.class::cast)
                .filter(person -> person.active() != active)
                .filter(person -> base.person(person.id())
                        .filter(before -> before.active() == active)
                        .isPresent())
                .toList();
    }

    public boolean isEmpty() {
        return changed.isEmpty();
    }

    /** The roster that it becomes, without being kept. */
    public RosterPicture picture() {
        int version = base.version() + 1;
        Map<String, Card> all = new LinkedHashMap<>();
        base.cards().forEach(card -> all.put(card.id(), card));
        changed.forEach((id, what) -> all.put(id, new Card(id, version, what)));
        return new RosterPicture(version, numbers, all.values());
    }
}
