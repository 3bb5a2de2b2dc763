// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.account.Seen.Place;

/**
 * The accounts that somebody has to look at, each with its reason. Proposed is who has that id as employee number, login
 * or mail, or whose number, mail or telephone the platform lists with it; a name alone proposes nobody, it only stands
 * beside.
 */
final class Workbench {
    private final Roster roster;
    private final Map<String, Set<String>> byKey = new HashMap<>();
    private final Evidence evidence;

    Workbench(Roster roster) {
        this.roster = roster;
        this.evidence = new Evidence(roster);
        roster.persons().stream().filter(Person::active).forEach(person -> {
            key(person.employee(), person);
            person.login().ifPresent(login -> key(login, person));
            person.mail().ifPresent(mail -> {
                key(mail, person);
                key(mail.split("@")[0], person);
            });
        });
    }

    private void key(String text, Person person) {
        if (!text.isBlank()) {
            byKey.computeIfAbsent(text.toLowerCase(Locale.ROOT), x -> new HashSet<>())
                    .add(person.id());
        }
    }

    /** What has to be done about an account. */
    enum State {
        PROPOSED,
        CONFLICTING,
        UNMAPPED,
        ORPHANED,
        IGNORED
    }

    /**
     * An account to look at.
     *
     * @param persons whom it concerns: who is proposed, who claim it, or whose it was
     */
    record Item(
            Place place,
            List<String> ids,
            Optional<Seen> seen,
            Optional<Listed> listed,
            State state,
            LocalText reason,
            List<String> persons) {
        /** What the platform showed last, else what it lists. */
        Optional<String> name() {
            return seen.flatMap(Seen::name).or(() -> listed.map(Listed::name).filter(name -> !name.isEmpty()));
        }
    }

    List<Item> items(Collection<Seen> seen, Collection<Listed> listed) {
        List<Item> items = new ArrayList<>();
        Set<Place> spoken = new HashSet<>();
        Map<Place, Listed> known = new HashMap<>();
        listed.forEach(one -> places(one.place(), one.ids()).forEach(place -> known.put(place, one)));
        for (Seen one : seen) {
            List<Place> places = places(one.place(), one.ids());
            spoken.addAll(places);
            Optional<Listed> there = places.stream()
                    .flatMap(place -> Optional.ofNullable(known.get(place)).stream())
                    .findFirst();
            there.ifPresent(other -> spoken.addAll(places(other.place(), other.ids())));
            item(one, there).ifPresent(items::add);
        }
        for (Listed one : listed) {
            if (!spoken.contains(one.place()) && spoken.addAll(places(one.place(), one.ids()))) {
                Seen silent = new Seen(
                        one.place(), one.ids(), one.listedAt(), one.listedAt(), Optional.empty(), one.ignored());
                item(silent, Optional.of(one))
                        .map(item -> new Item(
                                item.place(),
                                item.ids(),
                                Optional.empty(),
                                item.listed(),
                                item.state(),
                                item.reason(),
                                item.persons()))
                        .ifPresent(items::add);
            }
        }
        for (Person person : roster.persons()) {
            if (!person.active()) {
                person.accounts().stream()
                        .filter(account -> account.ids().stream()
                                .noneMatch(id -> spoken.contains(new Place(account.platform(), account.tenant(), id))))
                        .map(account -> orphan(person, account))
                        .forEach(items::add);
            }
        }
        return items;
    }

    private static List<Place> places(Place place, List<String> ids) {
        return ids.stream()
                .map(id -> new Place(place.platform(), place.tenant(), id))
                .toList();
    }

    private Optional<Item> item(Seen seen, Optional<Listed> listed) {
        List<String> holders = seen.ids().stream()
                .flatMap(id ->
                        roster.holder(seen.place().platform(), seen.place().tenant(), id).stream())
                .map(Person::id)
                .distinct()
                .toList();
        if (holders.size() > 1) {
            return Optional.of(of(
                    seen,
                    listed,
                    State.CONFLICTING,
                    LocalText.of("它的几个编号登记在不同的人名下", "its ids are written down for different persons"),
                    holders));
        }
        if (holders.size() == 1) {
            return roster.person(holders.get(0))
                    .filter(p -> !p.active())
                    .map(p -> of(
                            seen,
                            listed,
                            State.ORPHANED,
                            LocalText.of("登记的人已离职，账号还留着", "whose it was has left, and the account is still there"),
                            holders));
        }
        if (seen.ignored()) {
            return Optional.of(of(
                    seen, listed, State.IGNORED, LocalText.of("已标为不属于任何人", "it was said to be nobody’s"), List.of()));
        }
        return Optional.of(proposal(seen, listed));
    }

    private Item proposal(Seen seen, Optional<Listed> listed) {
        Set<String> persons = seen.ids().stream()
                .flatMap(id -> byKey.getOrDefault(id.toLowerCase(Locale.ROOT), Set.of()).stream())
                .collect(Collectors.toSet());
        boolean byId = !persons.isEmpty();
        listed.map(evidence::persons).ifPresent(persons::addAll);
        if (persons.isEmpty()) {
            return of(seen, listed, State.UNMAPPED, evidence.none(listed), List.of());
        }
        if (persons.size() > 1) {
            return of(seen, listed, State.CONFLICTING, evidence.several(listed), List.copyOf(persons));
        }
        Person person = roster.person(persons.iterator().next()).orElseThrow();
        Optional<String> name = seen.name().or(() -> listed.map(Listed::name).filter(shown -> !shown.isEmpty()));
        return of(seen, listed, State.PROPOSED, evidence.reason(person, byId, listed, name), List.of(person.id()));
    }

    private static Item of(Seen seen, Optional<Listed> listed, State state, LocalText reason, List<String> persons) {
        return new Item(seen.place(), seen.ids(), Optional.of(seen), listed, state, reason, persons);
    }

    private static Item orphan(Person person, PlatformAccount account) {
        return new Item(
                new Place(account.platform(), account.tenant(), account.ids().get(0)),
                account.ids(),
                Optional.empty(),
                Optional.empty(),
                State.ORPHANED,
                LocalText.of("登记的人已离职，账号没有发过言", "whose it was has left; it has never spoken here"),
                List.of(person.id()));
    }
}
