// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.message.Message;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;

/**
 * Whose a message is, by the sender's ids alone, and whom it was said to: any id will do, a name never does. The
 * departments are those that the sender belonged to on the day when it was said.
 */
final class PeopleBook implements Stage.Judge {
    private final Roster roster;
    private final ZoneId zone;

    /** @param zone in which days begin and end */
    PeopleBook(Roster roster, ZoneId zone) {
        this.roster = roster;
        this.zone = zone;
    }

    @Override
    public String snapshot() {
        return "people-" + roster.version();
    }

    @Override
    public Set<Mark> judge(Message message) {
        Set<Mark> marks = new HashSet<>();
        sender(message).ifPresent(person -> marks.addAll(marks(person, LocalDate.ofInstant(message.sentAt(), zone))));
        // Whom it was said to may read it as their own; where it belongs is the sender's alone to tell.
        message.to().stream()
                .flatMap(addressee -> holder(message, addressee.tenant(), addressee.ids()).stream())
                .forEach(person -> marks.add(Mark.of(Mark.Kind.PARTY, person.id())));
        return marks;
    }

    private Optional<Person> sender(Message message) {
        return holder(message, message.sender().tenant(), message.sender().ids());
    }

    /** @param company of somebody of another company; the platform's id then carries it, and the roster has it plain */
    private Optional<Person> holder(Message message, Optional<String> company, List<String> ids) {
        String platform = message.key().platform();
        String tenant = company.orElse(message.key().tenant());
        List<Person> holders = plain(company, ids)
                .flatMap(id -> roster
                        .holder(platform, tenant, id)
                        .filter(person -> isTheirs(person, platform, id, message.sentAt()))
                        .stream())
                .distinct()
                .toList();
        // Whose ids are written down for several persons is nobody until that is mended.
        return holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty();
    }

    /** What was said before an account became theirs stays whose it was. */
    private static boolean isTheirs(Person person, String platform, String id, Instant at) {
        return person.accounts().stream()
                .filter(account ->
                        account.platform().equals(platform) && account.ids().contains(id))
                .anyMatch(account -> account.holds(at));
    }

    private static Stream<String> plain(Optional<String> company, List<String> ids) {
        String of = company.map(name -> "@" + name).orElse("");
        return ids.stream()
                .filter(Objects::nonNull)
                .map(id -> !of.isEmpty() && id.endsWith(of) ? id.substring(0, id.length() - of.length()) : id);
    }

    private static Set<Mark> marks(Person person, LocalDate day) {
        Set<Mark> marks = new HashSet<>();
        marks.add(Mark.of(Mark.Kind.PERSON, person.id()));
        marks.add(Mark.of(Mark.Kind.COMPANY, person.company()));
        person.departments(day).forEach(department -> marks.add(Mark.of(Mark.Kind.DEPARTMENT, department)));
        return marks;
    }
}
