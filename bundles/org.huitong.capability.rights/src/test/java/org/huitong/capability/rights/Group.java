// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.people.Roster;

/** A group of companies that a number makes: companies under one another, departments in trees, people who moved. */
final class Group implements Roster {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    static final List<String> PLATFORMS = List.of("dingtalk", "feishu", "wecom");

    final Map<String, Company> companies = new LinkedHashMap<>();
    final Map<String, Department> departments = new LinkedHashMap<>();
    final Map<String, Person> persons = new LinkedHashMap<>();
    final Map<String, Project> projects = new LinkedHashMap<>();

    static Group of(int people, long seed) {
        Random random = new Random(seed);
        Group group = new Group();
        for (int i = 0; i < 4; i++) {
            String id = "c" + i;
            group.companies.put(
                    id,
                    new Company(
                            id,
                            "公司" + i,
                            i == 0 ? Optional.empty() : Optional.of("c" + (i - 1) / 2),
                            Optional.empty(),
                            List.of()));
        }
        for (int i = 0; i < 24; i++) {
            String company = "c" + i % 4;
            List<Department> there = group.departments.values().stream()
                    .filter(d -> d.company().equals(company))
                    .toList();
            Optional<String> parent = there.isEmpty() || random.nextInt(3) == 0
                    ? Optional.empty()
                    : Optional.of(there.get(random.nextInt(there.size())).id());
            // Of the same name in several companies.
            group.departments.put(
                    "d" + i,
                    new Department("d" + i, "部门" + i / 4, company, parent, Optional.empty(), Optional.empty(), false));
        }
        for (int i = 0; i < people; i++) {
            group.put(person("p" + i, random));
        }
        for (int i = 0; i < 6; i++) {
            Set<String> members = new TreeSet<>();
            for (int m = 0; m < 8; m++) {
                members.add("p" + random.nextInt(people));
            }
            String id = "j" + i;
            group.projects.put(
                    id,
                    new Project(
                            id,
                            "J-" + i,
                            "项目" + i,
                            Optional.of("p" + random.nextInt(people)),
                            members,
                            i == 5 ? Project.State.CLOSED : Project.State.OPEN,
                            Set.of(new Project.Room("wecom", "t-wecom", "room-" + i))));
        }
        return group;
    }

    private static Person person(String id, Random random) {
        List<Membership> memberships = new ArrayList<>();
        int first = random.nextInt(24);
        if (random.nextInt(4) == 0) {
            memberships.add(new Membership(
                    "d" + random.nextInt(24), TODAY.minusYears(2), Optional.of(TODAY.minusDays(random.nextInt(40)))));
        }
        memberships.add(new Membership(
                "d" + first,
                TODAY.minusYears(1),
                random.nextInt(5) == 0 ? Optional.of(TODAY.plusDays(1 + random.nextInt(40))) : Optional.empty()));
        if (random.nextInt(6) == 0) {
            memberships.add(Membership.since("d" + random.nextInt(24), TODAY.plusDays(3)));
        }
        if (random.nextInt(4) == 0) {
            memberships.add(Membership.since("d" + random.nextInt(24), TODAY));
        }
        List<PlatformAccount> accounts = new ArrayList<>();
        for (String platform : PLATFORMS) {
            if (random.nextInt(3) > 0) {
                accounts.add(new PlatformAccount(
                        platform, "t-" + platform, List.of("u-" + id, "o-" + id), Optional.empty()));
            }
        }
        return new Person(
                id,
                "E" + id,
                "姓名",
                "c" + first % 4,
                memberships,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                accounts,
                Optional.empty(),
                random.nextInt(30) == 0 ? Person.State.LEFT : Person.State.ACTIVE);
    }

    void put(Person person) {
        persons.put(person.id(), person);
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Collection<Person> persons() {
        return persons.values();
    }

    @Override
    public Optional<Person> person(String id) {
        return Optional.ofNullable(persons.get(id));
    }

    @Override
    public Collection<Department> departments() {
        return departments.values();
    }

    @Override
    public Optional<Department> department(String id) {
        return Optional.ofNullable(departments.get(id));
    }

    @Override
    public Set<String> tree(String department) {
        Set<String> tree = new TreeSet<>(Set.of(department));
        departments.values().stream()
                .filter(d -> d.parent().filter(department::equals).isPresent())
                .forEach(d -> tree.addAll(tree(d.id())));
        return tree;
    }

    @Override
    public Set<String> companyTree(String company) {
        Set<String> tree = new TreeSet<>(Set.of(company));
        companies.values().stream()
                .filter(c -> c.parent().filter(company::equals).isPresent())
                .forEach(c -> tree.addAll(companyTree(c.id())));
        return tree;
    }

    @Override
    public Collection<Company> companies() {
        return companies.values();
    }

    @Override
    public Optional<Company> company(String id) {
        return Optional.ofNullable(companies.get(id));
    }

    @Override
    public Collection<Project> projects() {
        return projects.values();
    }

    @Override
    public Optional<Project> project(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    @Override
    public List<Project> projectsOf(String person) {
        return projects.values().stream()
                .filter(p -> p.state() == Project.State.OPEN && p.has(person))
                .toList();
    }

    @Override
    public Optional<Person> holder(String platform, String tenant, String platformId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> login(String login) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> above(String department) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> head(String department) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> departmentsLed(String person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> companiesLed(String person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> superior(String person, LocalDate date) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Person> lineOfCommand(String person, LocalDate date) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Person> members(String department, LocalDate date) {
        return persons.values().stream()
                .filter(person -> person.departments(date).contains(department))
                .toList();
    }

    @Override
    public Set<String> standsInFor(String person, LocalDate date) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> contact(String company, String subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> name(String id) {
        return person(id).map(Person::name).or(() -> department(id).map(Department::name));
    }
}
