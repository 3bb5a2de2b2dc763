// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.Memberships;
import org.huitong.capability.people.roster.With;

/**
 * What a file would make of a roster. It is taken for the whole list of the companies that it names: whoever has a
 * number there and is not in it has left. Works on the draft and keeps nothing.
 */
final class Comparison {
    private final Optional<String> platform;
    private final Draft draft;
    private final LocalDate today;
    private final Units units;
    private final List<Conflict> conflicts = new ArrayList<>();
    private final AccountClaims accounts;
    private final Map<String, String> logins = new HashMap<>();
    private final Map<Group, String> ids = new LinkedHashMap<>();
    private final Set<String> unclear = new HashSet<>();
    private final Map<String, List<Person>> byNumber = new HashMap<>();

    private record Number(String company, String employee) {}

    /**
     * @param tenants that are known of each platform
     * @param platform whose list it is, where a platform sent it
     */
    Comparison(Draft draft, Map<String, List<String>> tenants, LocalDate today, Optional<String> platform) {
        this.platform = platform;
        this.draft = draft;
        this.today = today;
        this.units = new Units(draft);
        this.accounts = new AccountClaims(draft.base(), tenants, conflicts);
    }

    /** @return what is left undone */
    List<Conflict> compare(List<Line> lines) {
        Collection<Group> groups = groups(lines);
        Matching matching = new Matching(draft.base(), groups, units.named(), platform);
        conflicts.addAll(matching.conflicts());
        matching.found()
                .forEach((group, known) ->
                        ids.put(group, known.map(Person::id).orElseGet(() -> draft.newId(Kind.PERSON))));
        logins();
        matching.found().forEach(this::put);
        numbers();
        ids.forEach(this::superior);
        new Contacts(draft, conflicts).become(ids);
        Set<String> kept = new HashSet<>(ids.values());
        kept.addAll(matching.spared());
        draft.base().persons().stream()
                .filter(p -> p.active() && !p.employee().isEmpty())
                .filter(p -> units.named().contains(p.company()))
                .filter(p -> !kept.contains(p.id()) && !unclear.contains(p.company() + " " + p.name()))
                .forEach(p -> draft.put(Memberships.left(p, today)));
        return conflicts;
    }

    private Collection<Group> groups(List<Line> lines) {
        Map<Number, List<Line>> byNumber = new LinkedHashMap<>();
        for (Line line : lines) {
            Optional<String> company = line.fits() ? units.company(line) : Optional.empty();
            Optional<Conflict> objection = objection(line, company);
            if (objection.isPresent()) {
                conflicts.add(objection.get());
                company.ifPresent(id -> unclear.add(id + " " + line.name()));
            } else {
                units.announce(company.get(), line);
                byNumber.computeIfAbsent(new Number(company.get(), line.employee()), x -> new ArrayList<>())
                        .add(line);
            }
        }
        List<Group> groups = new ArrayList<>();
        byNumber.forEach((number, of) -> groups.add(new Group(number.company(), number.employee(), List.copyOf(of))));
        return groups;
    }

    private static Optional<Conflict> objection(Line line, Optional<String> company) {
        List<Line> one = List.of(line);
        if (!line.fits()) {
            return Optional.of(
                    Conflict.of(one, "too-long", "有一格太长（最多 128 个字符）。", "A cell is too long (at most 128 characters)."));
        }
        if (company.isEmpty()) {
            return Optional.of(
                    Conflict.of(one, "no-company", "没有公司，而系统里有几家公司。", "It names no company, and there are several."));
        }
        if (line.employee().isEmpty()) {
            return Optional.of(Conflict.of(
                    one,
                    "no-number",
                    "没有工号：姓名不能作为依据，没有改动。",
                    "It has no employee number: a name is no key, so nothing was done."));
        }
        return line.name().isEmpty()
                ? Optional.of(Conflict.of(one, "no-name", "没有姓名。", "It has no name."))
                : Optional.empty();
    }

    /** Who holds a login that the file does not touch. */
    private void logins() {
        Set<String> touched = new HashSet<>(ids.values());
        draft.base().persons().stream()
                .filter(p -> p.active() && !touched.contains(p.id()))
                .forEach(p -> p.login().ifPresent(login -> logins.put(login, p.id())));
    }

    private void put(Group group, Optional<Person> known) {
        String id = ids.get(group);
        Optional<Person> active = known.filter(Person::active);
        List<String> departments = departments(group);
        List<Membership> before = known.map(Person::memberships).orElse(List.of());
        LocalDate since = known.isEmpty() ? Memberships.ALWAYS : today;
        draft.put(new Person(
                id,
                group.employee(),
                group.name(),
                group.company(),
                departments.isEmpty() ? before : Memberships.become(before, departments, today, since),
                group.value(Field.POST).or(() -> known.map(Person::post)).orElse(""),
                group.value(Field.LEVEL).or(() -> known.map(Person::level)).orElse(""),
                known.flatMap(Person::superior),
                group.value(Field.MAIL).or(() -> known.flatMap(Person::mail)),
                group.value(Field.MOBILE).or(() -> known.flatMap(Person::mobile)),
                login(group, id, known),
                accounts.accounts(id, known.map(Person::accounts).orElse(List.of()), group),
                active.flatMap(Person::absent),
                Person.State.ACTIVE));
        group.lines().stream()
                .filter(Line::leads)
                .flatMap(line -> departments(group, line).stream())
                .forEach(department -> lead(department, id));
    }

    private List<String> departments(Group group) {
        Set<String> found = new LinkedHashSet<>();
        group.lines().forEach(line -> found.addAll(departments(group, line)));
        return List.copyOf(found);
    }

    private List<String> departments(Group group, Line line) {
        List<String> found = new ArrayList<>();
        for (String name : line.departments()) {
            Optional<String> department = units.department(group.company(), line, name);
            department.ifPresent(found::add);
            if (department.isEmpty()) {
                conflicts.add(Conflict.of(
                        List.of(line),
                        "department-unclear",
                        "公司里有几个部门叫“" + name + "”，请写明上级部门。",
                        "Several departments of the company are called “" + name + "”; name the department above."));
            }
        }
        return found;
    }

    private void lead(String department, String person) {
        draft.department(department)
                .map(d -> new Department(
                        d.id(), d.name(), d.company(), d.parent(), Optional.of(person), d.contact(), d.closed()))
                .ifPresent(draft::put);
    }

    private Optional<String> login(Group group, String id, Optional<Person> known) {
        Optional<String> before = known.filter(Person::active).flatMap(Person::login);
        Optional<String> wanted = group.value(Field.LOGIN).or(() -> before);
        if (wanted.isPresent() && !logins.computeIfAbsent(wanted.get(), x -> id).equals(id)) {
            conflicts.add(Conflict.of(
                    group.lines(),
                    "login-taken",
                    "登录名已属于另一个人；没有改动。",
                    "The login is another person’s; it was left alone."));
            return before.filter(login -> logins.computeIfAbsent(login, x -> id).equals(id));
        }
        return wanted;
    }

    private void superior(Group group, String id) {
        Optional<String> number = group.value(Field.SUPERIOR);
        if (number.isEmpty()) {
            return;
        }
        Optional<String> superior = superior(group.company(), number.get());
        if (superior.filter(found -> !found.equals(id)).isEmpty()) {
            conflicts.add(Conflict.of(
                    group.lines(),
                    "superior-unknown",
                    "上级工号 " + number.get() + (superior.isPresent() ? " 是本人" : " 不存在，或有几个") + "；上级没有改动。",
                    "The superior’s number " + number.get()
                            + (superior.isPresent() ? " is the person’s own" : " is nobody’s, or several have it")
                            + "; the superior was left alone."));
            return;
        }
        draft.person(id).map(p -> With.superior(p, superior)).ifPresent(draft::put);
    }

    /** Of the same company, else the only one of that number anywhere. */
    private Optional<String> superior(String company, String number) {
        List<Person> found = byNumber.getOrDefault(number, List.of());
        List<Person> own =
                found.stream().filter(p -> p.company().equals(company)).toList();
        List<Person> meant = own.isEmpty() ? found : own;
        return meant.size() == 1 ? Optional.of(meant.get(0).id()) : Optional.empty();
    }

    /** As the file has them, and of whom it says nothing as they are. */
    private void numbers() {
        Set<String> inFile = new HashSet<>(ids.values());
        Stream.concat(
                        inFile.stream().flatMap(id -> draft.person(id).stream()),
                        draft.base().persons().stream().filter(p -> p.active() && !inFile.contains(p.id())))
                .forEach(p -> byNumber.computeIfAbsent(p.employee(), x -> new ArrayList<>())
                        .add(p));
    }
}
