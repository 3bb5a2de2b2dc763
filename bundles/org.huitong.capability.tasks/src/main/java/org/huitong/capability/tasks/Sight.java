// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.people.Department;
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
        Set<String> whose = new TreeSet<>();
        asker.person().ifPresent(id -> {
            whose.add(id);
            whose.addAll(duty.roster().standsInFor(id, duty.date()));
        });
        boolean managesAll = decisions.decide(asker, Act.of(MANAGE), NOWHERE).allows();
        boolean everywhere =
                managesAll || decisions.decide(asker, Act.of(READ), NOWHERE).allows();
        Set<String> managed = managesAll ? Set.of() : departments(asker, decisions, duty, MANAGE);
        Set<String> seen = new TreeSet<>(managed);
        if (!everywhere) {
            seen.addAll(departments(asker, decisions, duty, READ));
        }
        return new Sight(asker.account(), whose, everywhere, seen, managesAll, managed);
    }

    private static Set<String> departments(Asker asker, DecisionPoint decisions, Duty duty, String word) {
        if (!decisions.decide(asker, Act.of(word)).allows()) {
            return Set.of();
        }
        return duty.roster().departments().stream()
                .map(Department::id)
                .filter(id -> decisions
                        .decide(asker, Act.of(word), new On.Department(id))
                        .allows())
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

    /** As a condition, with its values. */
    Condition condition() {
        List<String> any = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        any.add("made_by = ?");
        values.add(account);
        if (!whose.isEmpty()) {
            any.add("assignee IN (" + marks(whose) + ")");
            values.addAll(whose);
        }
        if (everywhere) {
            any.add("hidden = FALSE");
        } else if (!seen.isEmpty()) {
            any.add("(hidden = FALSE AND department IN (" + marks(seen) + "))");
            values.addAll(seen);
        }
        return new Condition("(" + String.join(" OR ", any) + ")", values);
    }

    static String marks(Set<String> values) {
        return values.stream().map(v -> "?").collect(Collectors.joining(", "));
    }

    /** A part of a query. */
    record Condition(String sql, List<Object> values) {
        Condition and(String more, Object... moreValues) {
            List<Object> all = new ArrayList<>(values);
            all.addAll(List.of(moreValues));
            return new Condition(sql + " AND " + more, all);
        }
    }
}
