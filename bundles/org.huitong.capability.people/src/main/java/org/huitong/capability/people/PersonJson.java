// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.capability.people.roster.RosterPicture;

/**
 * A person as callers write and read them; the names of the fields are part of the contract. What is only told (dated
 * memberships, the line of command, names) is ignored where it is sent.
 *
 * @param departments the ids of those of today
 * @param version of the roster in which the person became this; who sends it along does not overwrite what somebody
 *     changed meanwhile
 * @param names of the ids above
 */
public record PersonJson(
        String id,
        String employee,
        String name,
        String company,
        List<String> departments,
        Optional<String> post,
        Optional<String> level,
        Optional<String> superior,
        Optional<String> mail,
        Optional<String> mobile,
        Optional<String> login,
        List<AccountJson> accounts,
        Optional<AbsenceJson> absent,
        String state,
        Integer version,
        List<MembershipJson> memberships,
        List<String> line,
        Map<String, String> names) {

    /** By which ids a platform knows the person; an empty tenant is the first that will be seen. */
    public record AccountJson(String platform, String tenant, List<String> ids, Optional<String> name) {
        static AccountJson of(PlatformAccount account) {
            return new AccountJson(account.platform(), account.tenant(), account.ids(), account.name());
        }
    }

    public record AbsenceJson(LocalDate from, LocalDate to, Optional<String> deputy) {
        static AbsenceJson of(Absence absence) {
            return new AbsenceJson(absence.from(), absence.to(), absence.deputy());
        }
    }

    /** @param since absent: as far back as anything is known */
    public record MembershipJson(String department, Optional<LocalDate> since, Optional<LocalDate> until) {
        static MembershipJson of(Membership one) {
            return new MembershipJson(
                    one.department(),
                    Optional.of(one.since()).filter(day -> day.isAfter(LocalDate.EPOCH)),
                    one.until());
        }
    }

    static PersonJson of(RosterPicture roster, Person person, LocalDate today) {
        List<String> line = roster.lineOfCommand(person.id(), today).stream()
                .map(Person::id)
                .toList();
        Map<String, String> names = new TreeMap<>();
        Stream.of(
                        Stream.of(person.company()),
                        person.memberships().stream().map(Membership::department),
                        person.superior().stream(),
                        person.absent().flatMap(Absence::deputy).stream(),
                        line.stream())
                .flatMap(ids -> ids)
                .forEach(id -> roster.name(id).ifPresent(name -> names.put(id, name)));
        return new PersonJson(
                person.id(),
                person.employee(),
                person.name(),
                person.company(),
                person.departments(today),
                text(person.post()),
                text(person.level()),
                person.superior(),
                person.mail(),
                person.mobile(),
                person.login(),
                person.accounts().stream().map(AccountJson::of).toList(),
                person.absent().map(AbsenceJson::of),
                person.state().name().toLowerCase(Locale.ROOT),
                roster.card(person.id()).map(card -> card.since()).orElse(null),
                person.memberships().stream().map(MembershipJson::of).toList(),
                line,
                names);
    }

    /** The same, as of a version. */
    PersonJson at(int since) {
        return new PersonJson(
                id,
                employee,
                name,
                company,
                departments,
                post,
                level,
                superior,
                mail,
                mobile,
                login,
                accounts,
                absent,
                state,
                since,
                memberships,
                List.of(),
                names);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "PersonJson[" + id + "]";
    }
}
