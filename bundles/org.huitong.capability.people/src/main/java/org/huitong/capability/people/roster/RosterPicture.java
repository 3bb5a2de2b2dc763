// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.people.Roster;

/** All cards as they stood in one version, with what makes the questions quick. */
public final class RosterPicture implements Roster {
    /** In place of the tenant of an account that was written down before any tenant of its platform was seen. */
    public static final String FIRST_SEEN = "";

    private final int version;
    private final Map<Kind, Long> lastNumbers;
    private final SortedMap<String, Card> cards;
    private final SortedMap<String, Company> companies;
    private final SortedMap<String, Department> departments;
    private final SortedMap<String, Person> persons;
    private final SortedMap<String, Project> projects;
    private final Map<AccountKey, String> holders = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Map<String, String> logins = new HashMap<>();
    private final Map<String, List<Department>> children;
    private final Map<String, List<Company>> daughters;
    private final Map<String, List<Person>> everMembers = new HashMap<>();
    private final Map<String, List<Project>> projectsOf = new HashMap<>();

    /** @param lastNumbers the last number that was given to anything of the kind, gone or not */
    public RosterPicture(int version, Map<Kind, Long> lastNumbers, Collection<Card> all) {
        this.version = version;
        this.lastNumbers = new EnumMap<>(Kind.class);
        this.lastNumbers.putAll(lastNumbers);
        cards = new TreeMap<>(Kind.ORDER);
        all.forEach(card -> cards.put(card.id(), card));
        companies = of(Company.class, Company::id);
        departments = of(Department.class, Department::id);
        persons = of(Person.class, Person::id);
        projects = of(Project.class, Project::id);
        children = departments.values().stream()
                .filter(d -> d.parent().isPresent())
                .collect(Collectors.groupingBy(d -> d.parent().get()));
        daughters = companies.values().stream()
                .filter(c -> c.parent().isPresent())
                .collect(Collectors.groupingBy(c -> c.parent().get()));
        // Who is here comes last and wins, should an id have been somebody else's who left.
        Stream.concat(
                        persons.values().stream().filter(p -> !p.active()),
                        persons.values().stream().filter(Person::active))
                .forEach(this::index);
        projects.values().stream().filter(p -> p.state() == Project.State.OPEN).forEach(project -> {
            Set<String> everybody = new LinkedHashSet<>(project.members());
            project.owner().ifPresent(everybody::add);
            everybody.forEach(
                    id -> projectsOf.computeIfAbsent(id, x -> new ArrayList<>()).add(project));
        });
    }

    /** Before anybody was written down. */
    public static RosterPicture empty() {
        return new RosterPicture(0, Map.of(), List.of());
    }

    private <T> SortedMap<String, T> of(Class<T> type, java.util.function.Function<T, String> id) {
        SortedMap<String, T> found = new TreeMap<>(Kind.ORDER);
        cards.values().stream()
                .map(Card::what)
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(one -> found.put(id.apply(one), one));
        return Collections.unmodifiableSortedMap(found);
    }

    private void index(Person person) {
        for (PlatformAccount account : person.accounts()) {
            if (account.tenant().equals(FIRST_SEEN)) {
                awaited.add(account.platform());
            }
            account.ids()
                    .forEach(id -> holders.put(new AccountKey(account.platform(), account.tenant(), id), person.id()));
        }
        if (person.active()) {
            person.login().ifPresent(login -> logins.put(login, person.id()));
        }
        person.memberships().stream().map(m -> m.department()).distinct().forEach(d -> everMembers
                .computeIfAbsent(d, x -> new ArrayList<>())
                .add(person));
    }

    @Override
    public int version() {
        return version;
    }

    long lastNumber(Kind kind) {
        return lastNumbers.getOrDefault(kind, 0L);
    }

    Map<Kind, Long> lastNumbers() {
        return Collections.unmodifiableMap(lastNumbers);
    }

    Collection<Card> cards() {
        return Collections.unmodifiableCollection(cards.values());
    }

    /** The card of that id, with the version in which it became what it is. */
    public Optional<Card> card(String id) {
        return Optional.ofNullable(cards.get(id));
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
    public Optional<Person> holder(String platform, String tenant, String platformId) {
        return Optional.ofNullable(holders.get(new AccountKey(platform, tenant, platformId)))
                .or(() -> Optional.ofNullable(holders.get(new AccountKey(platform, FIRST_SEEN, platformId))))
                .flatMap(this::person);
    }

    /** Whether accounts of that platform were written down before any tenant of it was seen. */
    public boolean awaitsTenant(String platform) {
        return awaited.contains(platform);
    }

    @Override
    public Optional<Person> login(String login) {
        return Optional.ofNullable(logins.get(login)).flatMap(this::person);
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
        return departments.containsKey(department)
                ? downwards(department, id -> children.getOrDefault(id, List.of()).stream()
                        .map(Department::id))
                : Set.of();
    }

    @Override
    public List<String> above(String department) {
        Set<String> above = new LinkedHashSet<>();
        Optional<String> next = department(department).flatMap(Department::parent);
        while (next.isPresent() && !next.get().equals(department) && above.add(next.get())) {
            next = department(next.get()).flatMap(Department::parent);
        }
        return List.copyOf(above);
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
    public Set<String> companyTree(String company) {
        return companies.containsKey(company)
                ? downwards(company, id -> daughters.getOrDefault(id, List.of()).stream()
                        .map(Company::id))
                : Set.of();
    }

    private static Set<String> downwards(String root, java.util.function.Function<String, Stream<String>> below) {
        Set<String> found = new LinkedHashSet<>(Set.of(root));
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            below.apply(open.remove(0)).filter(found::add).forEach(open::add);
        }
        return Collections.unmodifiableSet(found);
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
        return List.copyOf(projectsOf.getOrDefault(person, List.of()));
    }

    @Override
    public Optional<Person> head(String department) {
        return department(department)
                .flatMap(Department::head)
                .flatMap(this::person)
                .filter(Person::active);
    }

    @Override
    public Set<String> departmentsLed(String person) {
        return departments.values().stream()
                .filter(d -> !d.closed() && d.head().filter(person::equals).isPresent())
                .map(Department::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> companiesLed(String person) {
        return companies.values().stream()
                .filter(c -> c.head().filter(person::equals).isPresent())
                .map(Company::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Person> superior(String id, LocalDate date) {
        return person(id).flatMap(person -> {
            Predicate<Person> another = found -> found.active() && !found.id().equals(id);
            Stream<Optional<Person>> ways = Stream.of(
                            Stream.of(person.superior().flatMap(this::person)),
                            person.departments(date).stream()
                                    .flatMap(d -> Stream.concat(Stream.of(d), above(d).stream()))
                                    .map(this::head),
                            companiesAbove(person.company()).map(c -> c.head().flatMap(this::person)))
                    .flatMap(way -> way);
            return ways.flatMap(Optional::stream).filter(another).findFirst();
        });
    }

    private Stream<Company> companiesAbove(String id) {
        Set<String> seen = new LinkedHashSet<>();
        Optional<Company> next = company(id);
        while (next.isPresent() && seen.add(next.get().id())) {
            next = next.get().parent().flatMap(this::company);
        }
        return seen.stream().map(companies::get).filter(Objects::nonNull);
    }

    @Override
    public List<Person> lineOfCommand(String person, LocalDate date) {
        List<Person> line = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(person));
        Optional<Person> next = superior(person, date);
        while (next.isPresent() && seen.add(next.get().id())) {
            line.add(next.get());
            next = superior(next.get().id(), date);
        }
        return line;
    }

    @Override
    public List<Person> members(String department, LocalDate date) {
        return everMembers.getOrDefault(department, List.of()).stream()
                .filter(p -> p.departments(date).contains(department))
                .toList();
    }

    @Override
    public Set<String> standsInFor(String person, LocalDate date) {
        return persons.values().stream()
                .filter(p -> p.active() && p.deputy(date).filter(person::equals).isPresent())
                .map(Person::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Person> contact(String company, String subject) {
        return company(company).flatMap(c -> c.contact(subject)).flatMap(this::person);
    }

    @Override
    public Optional<String> name(String id) {
        return person(id)
                .map(Person::name)
                .or(() -> department(id).map(Department::name))
                .or(() -> company(id).map(Company::name))
                .or(() -> project(id).map(Project::name));
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Roster[" + version + ", " + persons.size() + " persons]";
    }

    /** One id of one account. */
    private record AccountKey(String platform, String tenant, String id) {}
}
