// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Project;
import org.huitong.api.people.Roster;

/**
 * What of a line opens messages to one person: the departments they belong to or lead and those below, their projects, the
 * companies they lead. Nobody makes, widens or lets through a line that does so for themselves. Pure.
 */
record OwnPlace(Set<String> departments, Set<String> projects, Set<String> companies) {
    OwnPlace {
        departments = Set.copyOf(departments);
        projects = Set.copyOf(projects);
        companies = Set.copyOf(companies);
    }

    static OwnPlace of(Roster roster, String id, LocalDate today) {
        return new OwnPlace(
                Stream.concat(
                                roster.person(id).stream().flatMap(person -> person.departments(today).stream()),
                                roster.departmentsLed(id).stream())
                        .flatMap(department -> trees(department, roster.tree(department)))
                        .collect(Collectors.toSet()),
                roster.projectsOf(id).stream().map(Project::id).collect(Collectors.toSet()),
                roster.companiesLed(id).stream()
                        .flatMap(company -> trees(company, roster.companyTree(company)))
                        .collect(Collectors.toSet()));
    }

    /** One that the roster does not know any more has no tree, and still is what a line may name. */
    private static Stream<String> trees(String top, Set<String> below) {
        return Stream.concat(Stream.of(top), below.stream());
    }

    /** Whether messages that the line is about are opened to this person by it. */
    boolean isOpenedBy(Line line) {
        return !own(line).isEmpty();
    }

    /**
     * Whether a change opens more to this person.
     *
     * @param before all lines in force
     * @param old the line as it was; empty: there was none
     * @param changed the line as it is to be; empty: there is to be none
     */
    boolean isWidened(Collection<Line> before, Optional<Line> old, Optional<Line> changed) {
        Set<String> had = old.filter(line ->
                        changed.map(Line::place).filter(line.place()::equals).isPresent())
                .map(this::own)
                .orElse(Set.of());
        return changed.filter(line -> !had.containsAll(own(line))).isPresent() || letsThrough(before, old, changed);
    }

    /** A line that says less, or elsewhere, lets those through that stood behind it. */
    private boolean letsThrough(Collection<Line> before, Optional<Line> old, Optional<Line> changed) {
        return old.filter(line -> !changed.filter(other -> hides(other, line)).isPresent())
                .filter(line -> before.stream()
                        .filter(other -> other.id() != line.id() && this.isOpenedBy(other))
                        .anyMatch(other -> other.place().meets(line.place())))
                .isPresent();
    }

    /** Whether it stands before others as the old one did. */
    private static boolean hides(Line line, Line old) {
        return line.place().equals(old.place())
                && (old.departments().isEmpty() || !line.departments().isEmpty())
                && (old.project().isEmpty() || line.project().isPresent())
                && (old.company().isEmpty() || line.company().isPresent());
    }

    private Set<String> own(Line line) {
        Set<String> own = new HashSet<>();
        add(own, "department ", line.departments(), departments);
        add(own, "project ", line.project().stream().toList(), projects);
        add(own, "company ", line.company().stream().toList(), companies);
        return own;
    }

    private static void add(Set<String> own, String kind, List<String> named, Set<String> mine) {
        named.stream().filter(mine::contains).map(kind::concat).forEach(own::add);
    }
}
