// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * All rows of one number in one company.
 *
 * @param company the id
 */
record Group(String company, String employee, List<Line> lines) {
    private static final String DIRECTORY = "ldap";

    String name() {
        return lines.get(0).name();
    }

    boolean namesOne() {
        return lines.stream().map(Line::name).distinct().count() == 1;
    }

    Optional<String> value(Field field) {
        return lines.stream().flatMap(line -> line.value(field).stream()).findFirst();
    }

    private Set<String> ids() {
        return lines.stream()
                .flatMap(line -> line.accounts().stream())
                .flatMap(cell -> cell.ids().stream().map(id -> cell.platform() + " " + id))
                .collect(Collectors.toSet());
    }

    /**
     * Whom a directory's own key names; such a key is never another person's.
     *
     * @param platform whose list it is: its accounts are its keys
     */
    Optional<Person> keyed(Roster roster, Optional<String> platform) {
        return accounts()
                .filter(cell -> cell.platform().equals(DIRECTORY)
                        || platform.filter(cell.platform()::equals).isPresent())
                .flatMap(cell -> cell.ids().stream()
                        .flatMap(id ->
                                roster.holder(cell.platform(), cell.tenant().orElse(""), id).stream()))
                .findFirst();
    }

    /** What both sides know besides name and number: equal somewhere, nowhere, or nothing to compare. */
    enum Evidence {
        AGREES,
        CONTRADICTS,
        NONE
    }

    Evidence about(Person person) {
        Set<String> own = person.accounts().stream()
                .flatMap(a -> a.ids().stream().map(id -> a.platform() + " " + id))
                .collect(Collectors.toSet());
        List<Optional<Boolean>> compared = List.of(
                equal(value(Field.MAIL), person.mail(), mail -> mail.toLowerCase(Locale.ROOT)),
                equal(value(Field.MOBILE), person.mobile(), Group::digits),
                equal(value(Field.LOGIN), person.login(), login -> login.toLowerCase(Locale.ROOT)),
                ids().isEmpty() || own.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ids().stream().anyMatch(own::contains)));
        Set<Boolean> answers = compared.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        return answers.contains(true) ? Evidence.AGREES : answers.isEmpty() ? Evidence.NONE : Evidence.CONTRADICTS;
    }

    private static Optional<Boolean> equal(
            Optional<String> one, Optional<String> other, Function<String, String> normal) {
        return one.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(normal.apply(one.get()).equals(normal.apply(other.get())));
    }

    /** With or without +86, blanks and dashes. */
    private static String digits(String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.length() > 11 ? digits.substring(digits.length() - 11) : digits;
    }

    Stream<Line.AccountCell> accounts() {
        return lines.stream().flatMap(line -> line.accounts().stream());
    }

    @Override
    public String toString() {
        return "Group[" + lines + "]";
    }
}
