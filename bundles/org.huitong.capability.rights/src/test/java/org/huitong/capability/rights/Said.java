// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.people.Person;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * A message as somebody who was there would tell of it: who said it to whom and in whose room. What the stages would make
 * of it is {@link #facts}.
 */
record Said(
        int number,
        String platform,
        Optional<Person> by,
        Set<String> to,
        Optional<String> room,
        Set<String> roomDepartments,
        Optional<String> project,
        Set<String> assigned,
        MessageType type,
        Secrecy secrecy) {
    private static final List<MessageType> TYPES = List.of(MessageType.TEXT, MessageType.FILE, MessageType.IMAGE);

    static Said of(int number, Group group, Random random) {
        String platform = Group.PLATFORMS.get(random.nextInt(3));
        List<Person> people = List.copyOf(group.persons.values());
        Optional<Person> by =
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(people.get(random.nextInt(people.size())));
        boolean direct = random.nextInt(3) == 0;
        Set<String> to = new HashSet<>();
        if (direct) {
            to.add(people.get(random.nextInt(people.size())).id());
        }
        boolean projectRoom = !direct && random.nextInt(5) == 0;
        int project = random.nextInt(6);
        Set<String> departments = new HashSet<>();
        if (!direct && random.nextInt(4) > 0) {
            departments.add("d" + random.nextInt(24));
            if (random.nextInt(3) == 0) {
                departments.add("d" + random.nextInt(24));
            }
        }
        return new Said(
                number,
                projectRoom ? "wecom" : platform,
                by,
                to,
                projectRoom ? Optional.of("room-" + project) : Optional.empty(),
                departments,
                !projectRoom && random.nextInt(12) == 0 ? Optional.of("j" + project) : Optional.empty(),
                random.nextInt(12) == 0
                        ? Set.of(people.get(random.nextInt(people.size())).id())
                        : Set.of(),
                TYPES.get(random.nextInt(3)),
                Secrecy.values()[random.nextInt(10) < 7 ? 1 : random.nextInt(4)]);
    }

    Facts facts() {
        Set<Mark> marks = new HashSet<>();
        by.ifPresent(person -> {
            marks.add(Mark.of(Mark.Kind.PERSON, person.id()));
            marks.add(Mark.of(Mark.Kind.COMPANY, person.company()));
            person.departments(Group.TODAY).forEach(d -> marks.add(Mark.of(Mark.Kind.DEPARTMENT, d)));
        });
        to.forEach(person -> marks.add(Mark.of(Mark.Kind.PARTY, person)));
        roomDepartments.forEach(department -> {
            marks.add(Mark.of(Mark.Kind.DEPARTMENT, department));
            marks.add(Mark.of(Mark.Kind.ROOM, department));
        });
        project.ifPresent(id -> marks.add(Mark.of(Mark.Kind.PROJECT, id)));
        assigned.forEach(person -> marks.add(Mark.of(Mark.Kind.ASSIGNED, person)));
        if (secrecy != Secrecy.INTERNAL) {
            marks.add(Mark.of(Mark.Kind.SECRECY, secrecy.word()));
        }
        return new Facts(
                platform,
                "t-" + platform,
                "main",
                room.orElse("r" + number),
                by.map(person -> "u-" + person.id()).orElse("stranger"),
                type,
                Instant.EPOCH,
                Priority.LOW,
                marks);
    }
}
