// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Filter;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.stage.Mark;
import org.huitong.capability.rights.Holding.Held;

/**
 * What somebody may, by their roles and by where they belong: all the thinking is here, and none of it waits. What a
 * membership gives ends with it by itself, to the day; what one gives that begins later is there from the next time that
 * somebody looks.
 */
final class Reach {
    /** The role that everybody has who works here. */
    static final String EMPLOYEE = "employee";

    private final Roster roster;
    private final Map<String, Role> roles;
    private final LocalDate today;
    private final ZoneId zone;
    private final Function<String, Set<String>> tree;

    Reach(Roster roster, Map<String, Role> roles, LocalDate today, ZoneId zone) {
        this(roster, roles, today, zone, roster::tree);
    }

    /** @param tree a department and all below it, where that is to be other than the roster has it */
    Reach(Roster roster, Map<String, Role> roles, LocalDate today, ZoneId zone, Function<String, Set<String>> tree) {
        this.tree = tree;
        this.roster = roster;
        this.roles = roles;
        this.today = today;
        this.zone = zone;
    }

    /**
     * One right, and where it comes from.
     *
     * @param bounds every one of which a message has to fit: together they are the right's messages
     */
    record Effective(Held held, Grant grant, List<Bound> bounds, Right right) {
        Effective {
            bounds = List.copyOf(bounds);
        }
    }

    /** One condition of a right. */
    record Bound(Of of, Filter filter) {
        enum Of {
            WHERE,
            SECRECY,
            PLATFORM,
            TYPE
        }
    }

    /** @param given the roles that the person was given beside that of an employee */
    List<Effective> of(Person person, List<Held> given) {
        if (!person.active()) {
            return List.of();
        }
        Held employee = new Held(EMPLOYEE, Optional.empty(), Optional.empty(), Optional.empty());
        List<Effective> all = new ArrayList<>();
        Stream.concat(Stream.of(employee), given.stream())
                .filter(held -> held.isInForce(today))
                .forEach(held -> Optional.ofNullable(roles.get(held.role())).stream()
                        .flatMap(role -> role.grants().stream())
                        .forEach(grant -> add(person, held, grant, all)));
        return List.copyOf(all);
    }

    private void add(Person person, Held held, Grant grant, List<Effective> all) {
        Optional<Instant> end =
                held.until().map(last -> last.plusDays(1).atStartOfDay(zone).toInstant());
        switch (grant.where()) {
            case OWN -> all.add(effective(held, grant, own(person), Set.of(), Set.of(), end));
            case ASSIGNED -> all.add(
                    effective(held, grant, Filter.marked(Mark.Kind.ASSIGNED, person.id()), Set.of(), Set.of(), end));
            case PROJECT -> all.add(effective(held, grant, projects(person), Set.of(), Set.of(), end));
            case COMPANY -> {
                Set<String> companies = roster.companyTree(held.company().orElse(person.company()));
                all.add(effective(
                        held, grant, marked(Mark.Kind.COMPANY, companies), companies, departments(companies), end));
            }
            case ALL -> all.add(effective(held, grant, Filter.everything(), Set.of(), Set.of(), end));
            case DEPARTMENT, DEPARTMENT_TREE, DEPARTMENT_ROOMS -> departments(person, held, grant, end, all);
        }
    }

    private void departments(Person person, Held held, Grant grant, Optional<Instant> end, List<Effective> all) {
        if (held.department().isPresent()) {
            all.add(department(held, grant, held.department().get(), end));
            return;
        }
        for (Membership membership : person.memberships()) {
            if (membership.holds(today)) {
                Optional<Instant> left =
                        membership.until().map(day -> day.atStartOfDay(zone).toInstant());
                all.add(department(held, grant, membership.department(), earlier(end, left)));
            }
        }
    }

    private Effective department(Held held, Grant grant, String department, Optional<Instant> end) {
        Set<String> departments = grant.where() == Where.DEPARTMENT_TREE ? tree.apply(department) : Set.of(department);
        Mark.Kind kind = grant.where() == Where.DEPARTMENT_ROOMS ? Mark.Kind.ROOM : Mark.Kind.DEPARTMENT;
        return effective(held, grant, marked(kind, departments), Set.of(), departments, end);
    }

    private static Effective effective(
            Held held,
            Grant grant,
            Filter messages,
            Set<String> companies,
            Set<String> departments,
            Optional<Instant> end) {
        List<Bound> bounds = bounds(grant, messages);
        return new Effective(
                held,
                grant,
                bounds,
                new Right(
                        grant.permission(),
                        new Filter.All(bounds.stream().map(Bound::filter).toList()),
                        companies,
                        departments,
                        grant.where() == Where.ALL,
                        end,
                        isCharge(held, grant)));
    }

    /** What everybody has who works here, and what is one's own to see to, is no power over others. */
    private static boolean isCharge(Held held, Grant grant) {
        return !held.role().equals(EMPLOYEE) && grant.where() != Where.OWN && grant.where() != Where.ASSIGNED;
    }

    private static Filter own(Person person) {
        Set<Filter> own = new LinkedHashSet<>();
        own.add(Filter.marked(Mark.Kind.PERSON, person.id()));
        own.add(Filter.marked(Mark.Kind.PARTY, person.id()));
        for (PlatformAccount account : person.accounts()) {
            for (String id : account.ids()) {
                Filter said = new Filter.SaidBy(Optional.of(account.platform()), Optional.of(account.tenant()), id);
                own.add(
                        account.since().isPresent()
                                ? new Filter.All(
                                        List.of(said, new Filter.SentBetween(account.since(), Optional.empty())))
                                : said);
            }
        }
        return new Filter.Any(List.copyOf(own));
    }

    private Filter projects(Person person) {
        Set<Filter> projects = new LinkedHashSet<>();
        roster.projectsOf(person.id()).forEach(project -> {
            projects.add(Filter.marked(Mark.Kind.PROJECT, project.id()));
            project.rooms()
                    .forEach(room -> projects.add(new Filter.InRoom(
                            Optional.of(room.platform()), Optional.of(room.tenant()), room.conversation())));
        });
        return new Filter.Any(List.copyOf(projects));
    }

    private Set<String> departments(Set<String> companies) {
        Set<String> all = new LinkedHashSet<>();
        roster.departments().stream()
                .filter(department -> companies.contains(department.company()))
                .forEach(department -> all.add(department.id()));
        return all;
    }

    private static Filter marked(Mark.Kind kind, Set<String> values) {
        return new Filter.Any(values.stream()
                .sorted()
                .map(value -> Filter.marked(kind, value))
                .toList());
    }

    private static List<Bound> bounds(Grant grant, Filter messages) {
        List<Bound> all = new ArrayList<>();
        all.add(new Bound(Bound.Of.WHERE, messages));
        all.add(new Bound(Bound.Of.SECRECY, new Filter.SecrecyUpTo(grant.upTo())));
        if (!grant.platforms().isEmpty()) {
            all.add(new Bound(
                    Bound.Of.PLATFORM,
                    new Filter.Any(grant.platforms().stream()
                            .sorted()
                            .<Filter>map(Filter.OnPlatform::new)
                            .toList())));
        }
        if (!grant.types().isEmpty()) {
            all.add(new Bound(
                    Bound.Of.TYPE,
                    new Filter.Any(grant.types().stream()
                            .sorted()
                            .<Filter>map(Filter.OfType::new)
                            .toList())));
        }
        return all;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }
}
