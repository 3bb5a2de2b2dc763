// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Department;
import org.huitong.api.people.Roster;
import org.huitong.api.stage.Mark;

/** Whose business a message is, by what is found of it. Pure, for any thread. */
public final class Business {
    private Business() {}

    /**
     * The departments, that of the room before that of the speaker. A mark names one by its id, or by its name where
     * somebody wrote it down so; of several of one name it is that of the message's company.
     */
    public static List<Department> departments(Roster roster, Set<Mark> marks) {
        Set<String> companies = values(marks, Mark.Kind.COMPANY).collect(Collectors.toSet());
        return Stream.of(Mark.Kind.ROOM, Mark.Kind.DEPARTMENT)
                .flatMap(kind -> values(marks, kind))
                .flatMap(value -> named(roster, value, companies).stream())
                .distinct()
                .toList();
    }

    private static Optional<Department> named(Roster roster, String value, Set<String> companies) {
        return roster.department(value).filter(d -> !d.closed()).or(() -> roster.departments().stream()
                .filter(d -> !d.closed() && d.name().equals(value))
                .min(Comparator.<Department, Boolean>comparing(d -> !isOf(roster, d, companies))
                        .thenComparing(Department::id)));
    }

    private static boolean isOf(Roster roster, Department department, Set<String> companies) {
        return companies.contains(department.company())
                || roster.name(department.company()).filter(companies::contains).isPresent();
    }

    /** Sorted, so that the same marks give the same. */
    private static Stream<String> values(Set<Mark> marks, Mark.Kind kind) {
        return marks.stream().filter(m -> m.kind() == kind).map(Mark::value).sorted();
    }
}
