// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.people.Person;

/**
 * Whether somebody's rights reach a person in one of their departments, or by their company. Of one question: a
 * department is judged once, however many people it has.
 */
final class WithinReach implements Predicate<Person> {
    private final DecisionPoint decisions;
    private final Asker asker;
    private final Act act;
    private final LocalDate today;
    private final Map<On, Boolean> judged = new HashMap<>();

    WithinReach(DecisionPoint decisions, Asker asker, Act act, LocalDate today) {
        this.decisions = decisions;
        this.asker = asker;
        this.act = act;
        this.today = today;
    }

    @Override
    public boolean test(Person person) {
        return person.departments(today).stream().anyMatch(id -> may(new On.Department(id)))
                || may(new On.Company(person.company()));
    }

    private boolean may(On on) {
        return judged.computeIfAbsent(
                on, one -> decisions.decide(asker, act, one).allows());
    }
}
