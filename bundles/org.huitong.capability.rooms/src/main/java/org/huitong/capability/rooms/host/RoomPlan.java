// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.api.people.Roster;

/**
 * What a room is to be, by the roster, and what has to become different for it. Pure.
 *
 * @param name empty where the department or project is no more: then the room is left as it is
 * @param owner the platform's id of who it belongs to
 * @param joining the platform's ids, in their order
 * @param leaving the platform's ids, in their order
 * @param unreached how many of its people have no account there
 * @param state what the next step is, or why there is none
 */
record RoomPlan(
        Optional<String> name,
        Optional<String> owner,
        boolean renamed,
        List<String> joining,
        List<String> leaving,
        int unreached,
        State state) {
    /** More than this leave at once only where somebody has said so. */
    private static final int FEW = 3;

    private static final int ONE_IN = 5;

    /** How a room stands. */
    enum State {
        /** All is as it is to be. */
        KEPT,
        /** It is to be opened. */
        OPENING,
        /** Its name or its members change. */
        CHANGING,
        /** Too many would leave at once: somebody has to look at it. */
        BRAKED,
        /** It was asked for, and its key says nothing any more: somebody has to say whether it is there. */
        UNKNOWN,
        /** Too few of its people have an account there. */
        TOO_FEW,
        /** Its department or project has ended: nothing of it is changed any more. */
        ENDED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** @param tenant the account's company on the platform; blank where it does not know it */
    static RoomPlan of(
            ManagedRoom room, Roster roster, String tenant, RoomHost.Hosting hosting, LocalDate today, Instant now) {
        Optional<String> name = name(room, roster);
        if (name.isEmpty()) {
            return new RoomPlan(name, Optional.empty(), false, List.of(), List.of(), 0, State.ENDED);
        }
        List<Person> people = people(room, roster, today);
        Set<String> wanted = new LinkedHashSet<>();
        int unreached = 0;
        for (Person person : people) {
            Optional<String> id = id(person, room.platform(), tenant);
            id.ifPresent(wanted::add);
            unreached += id.isPresent() ? 0 : 1;
        }
        Optional<String> owner = owner(room, roster)
                .flatMap(person -> id(person, room.platform(), tenant))
                .filter(wanted::contains)
                .or(() -> wanted.stream().findFirst());
        Set<String> all = new TreeSet<>(wanted.stream().limit(hosting.most()).toList());
        List<String> joining =
                all.stream().filter(id -> !room.members().contains(id)).toList();
        List<String> leaving = new TreeSet<>(room.members())
                .stream().filter(id -> !all.contains(id)).toList();
        boolean renamed = room.name().isPresent() && !room.name().equals(name);
        return new RoomPlan(
                name,
                owner,
                renamed,
                joining,
                leaving,
                unreached,
                state(room, hosting, all.size(), renamed, joining.size(), leaving.size(), now));
    }

    private static State state(
            ManagedRoom room,
            RoomHost.Hosting hosting,
            int wanted,
            boolean renamed,
            int joining,
            int leaving,
            Instant now) {
        if (room.conversation().isEmpty()) {
            boolean keyEnded = room.askedAt().isPresent()
                    && hosting.keyHolds().isPresent()
                    && !now.isBefore(
                            room.askedAt().get().plus(hosting.keyHolds().get()));
            return keyEnded ? State.UNKNOWN : wanted < hosting.fewest() ? State.TOO_FEW : State.OPENING;
        }
        if (leaving > Math.max(FEW, room.members().size() / ONE_IN)
                && room.despite().filter(allowed -> leaving <= allowed).isEmpty()) {
            return State.BRAKED;
        }
        if (wanted < hosting.fewest() && leaving > 0) {
            return State.TOO_FEW;
        }
        return renamed || joining > 0 || leaving > 0 ? State.CHANGING : State.KEPT;
    }

    private static Optional<String> name(ManagedRoom room, Roster roster) {
        return switch (room.kind()) {
            case DEPARTMENT -> roster.department(room.target())
                    .filter(department -> !department.closed())
                    .map(Department::name);
            case PROJECT -> roster.project(room.target())
                    .filter(project -> project.state() == Project.State.OPEN)
                    .map(Project::name);
        };
    }

    private static Optional<Person> owner(ManagedRoom room, Roster roster) {
        return switch (room.kind()) {
            case DEPARTMENT -> roster.head(room.target());
            case PROJECT -> roster.project(room.target())
                    .flatMap(Project::owner)
                    .flatMap(roster::person);
        };
    }

    /** Those of a department itself with its head, those of a project with its owner. */
    private static List<Person> people(ManagedRoom room, Roster roster, LocalDate today) {
        Set<Person> people = new LinkedHashSet<>();
        owner(room, roster).filter(Person::active).ifPresent(people::add);
        if (room.kind() == ManagedRoom.Kind.DEPARTMENT) {
            roster.members(room.target(), today).stream().filter(Person::active).forEach(people::add);
        } else {
            roster.project(room.target()).map(Project::members).orElse(Set.of()).stream()
                    .sorted()
                    .flatMap(id -> roster.person(id).stream())
                    .filter(Person::active)
                    .forEach(people::add);
        }
        return List.copyOf(people);
    }

    private static Optional<String> id(Person person, String platform, String tenant) {
        return person.accounts().stream()
                .filter(account -> account.platform().equals(platform)
                        && (tenant.isBlank() || account.tenant().equals(tenant)))
                .map(PlatformAccount::ids)
                .map(ids -> ids.get(0))
                .findFirst();
    }
}
