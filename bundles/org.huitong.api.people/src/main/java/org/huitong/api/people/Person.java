// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who works, or has worked, for one of the companies. Only {@code id} names a person for good: employee number,
 * name and platform ids are attributes that change, and a name is never a key.
 *
 * @param id the hub's own, never used for another person
 * @param employee the number in the company's own list; unique within the company among those who have not left; empty
 *     where there is none
 * @param name personal data, as are post, mail, mobile and login
 * @param company the id of the {@link Company}
 * @param memberships past, present and announced ones, the oldest first; several at once are normal
 * @param post empty where unknown
 * @param level empty where unknown
 * @param superior the id of the person that this one answers to, where that is not simply the head of the department
 * @param login the name in the directory of the company, for signing on
 */
public record Person(
        String id,
        String employee,
        String name,
        String company,
        List<Membership> memberships,
        String post,
        String level,
        Optional<String> superior,
        Optional<String> mail,
        Optional<String> mobile,
        Optional<String> login,
        List<PlatformAccount> accounts,
        Optional<Absence> absent,
        State state) {
    /** Whether somebody works here. */
    public enum State {
        ACTIVE,
        LEFT
    }

    public Person {
        Objects.requireNonNull(id);
        Objects.requireNonNull(employee);
        Objects.requireNonNull(name);
        Objects.requireNonNull(company);
        memberships = List.copyOf(memberships);
        Objects.requireNonNull(post);
        Objects.requireNonNull(level);
        Objects.requireNonNull(superior);
        Objects.requireNonNull(mail);
        Objects.requireNonNull(mobile);
        Objects.requireNonNull(login);
        accounts = List.copyOf(accounts);
        Objects.requireNonNull(absent);
        Objects.requireNonNull(state);
    }

    public boolean active() {
        return state == State.ACTIVE;
    }

    /** The ids of the departments at that date, in the order in which they were joined. */
    public List<String> departments(LocalDate date) {
        return memberships.stream()
                .filter(m -> m.holds(date))
                .map(Membership::department)
                .distinct()
                .toList();
    }

    /** Who does this person's work at that date, where it is written down. */
    public Optional<String> deputy(LocalDate date) {
        return absent.filter(a -> a.holds(date)).flatMap(Absence::deputy);
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
