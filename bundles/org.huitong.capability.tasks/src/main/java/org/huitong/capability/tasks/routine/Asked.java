// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;

/** Of whom a recurring task is asked. */
record Asked(Kind kind, String id) {
    /** What the id is of. */
    enum Kind {
        PERSON,
        /** One of the department, whoever is found for it. */
        DEPARTMENT,
        /** Each who belongs to the department in that moment. */
        MEMBERS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
        }
    }

    /** Who that is today: nobody of a department that is away is asked, and nobody who has left. */
    Stream<Share> shares(Duty duty) {
        return switch (kind) {
            case PERSON -> duty.roster().person(id).filter(Person::active).map(Share::of).stream();
            case DEPARTMENT -> Stream.of(new Share(Optional.empty(), Optional.of(id), ""));
            case MEMBERS -> duty.roster().members(id, duty.date()).stream()
                    .filter(duty::isHere)
                    .map(person -> new Share(Optional.of(person.id()), Optional.of(id), ""));
        };
    }

    /** Whose rights are touched by asking them. */
    Stream<String> departments(Duty duty) {
        LocalDate today = duty.date();
        return kind == Kind.PERSON
                ? duty.roster().person(id).stream()
                        .flatMap(p -> p.departments(today).stream().limit(1))
                : Stream.of(id);
    }

    boolean isThere(Duty duty) {
        return kind == Kind.PERSON
                ? duty.roster().person(id).filter(Person::active).isPresent()
                : duty.roster().department(id).filter(d -> !d.closed()).isPresent();
    }

    String written() {
        return kind.word() + " " + id;
    }

    static Asked read(String written) {
        String[] words = written.split(" ", 2);
        return new Asked(Kind.ofWord(words[0]).orElseThrow(), words[1]);
    }
}
