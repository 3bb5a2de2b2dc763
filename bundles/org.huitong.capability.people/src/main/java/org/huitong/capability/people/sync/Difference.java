// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * What becomes of one person.
 *
 * @param person the id, where the person is known already
 * @param what {@code added}, {@code returned}, {@code changed} or {@code left}
 */
public record Difference(
        Optional<String> person, String employee, String name, String company, String what, List<Step> steps) {
    /** One attribute, as people read it; an empty text is nothing. */
    public record Step(String field, String before, String after) {}

    /** A roster, and what is in whose charge there. */
    record Sight(Roster roster, Charges charges) {
        static Sight of(Roster roster) {
            return new Sight(roster, Charges.of(roster));
        }
    }

    static Difference of(Sight before, Sight after, Person now, LocalDate today) {
        Optional<Person> was = before.roster().person(now.id());
        boolean here = was.filter(Person::active).isPresent();
        String what = was.isEmpty() ? "added" : !here && now.active() ? "returned" : now.active() ? "changed" : "left";
        List<Step> steps = new ArrayList<>();
        if (was.isPresent() && now.active()) {
            Person old = was.get();
            step(steps, "employee", old.employee(), now.employee());
            step(steps, "name", old.name(), now.name());
            step(
                    steps,
                    "company",
                    named(before.roster(), List.of(old.company())),
                    named(after.roster(), List.of(now.company())));
            step(
                    steps,
                    "departments",
                    named(before.roster(), old.departments(today)),
                    named(after.roster(), now.departments(today)));
            step(steps, "post", old.post(), now.post());
            step(steps, "level", old.level(), now.level());
            step(
                    steps,
                    "superior",
                    named(before.roster(), old.superior().stream().toList()),
                    named(after.roster(), now.superior().stream().toList()));
            step(steps, "mail", old.mail().orElse(""), now.mail().orElse(""));
            step(steps, "mobile", old.mobile().orElse(""), now.mobile().orElse(""));
            step(steps, "login", old.login().orElse(""), now.login().orElse(""));
            step(steps, "accounts", accounts(old), accounts(now));
        }
        if (now.active()) {
            step(steps, "leads", before.charges().led(now.id()), after.charges().led(now.id()));
            step(
                    steps,
                    "subjects",
                    before.charges().everywhere(now.id()),
                    after.charges().everywhere(now.id()));
        }
        return new Difference(
                was.map(Person::id),
                now.employee(),
                now.name(),
                after.roster().name(now.company()).orElse(""),
                what,
                steps);
    }

    private static void step(List<Step> steps, String field, String before, String after) {
        if (!before.equals(after)) {
            steps.add(new Step(field, before, after));
        }
    }

    private static String named(Roster roster, List<String> ids) {
        return ids.stream().map(id -> roster.name(id).orElse(id)).collect(Collectors.joining("、"));
    }

    private static String accounts(Person person) {
        return person.accounts().stream()
                .map(a -> a.platform() + " " + String.join(" ", a.ids()))
                .collect(Collectors.joining("、"));
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Difference[" + what + "]";
    }
}
