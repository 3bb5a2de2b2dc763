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
 * or mail; a name alone proposes nobody, it only stands beside.
 */
final class Workbench {
    private final Roster roster;
    private final Map<String, Set<String>> byKey = new HashMap<>();

    Workbench(Roster roster) {
        this.roster = roster;
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
            Place place, List<String> ids, Optional<Seen> seen, State state, LocalText reason, List<String> persons) {}

    List<Item> items(Collection<Seen> seen) {
        List<Item> items = new ArrayList<>();
        Set<Place> spoken = new HashSet<>();
        for (Seen one : seen) {
            one.ids()
                    .forEach(id -> spoken.add(
                            new Place(one.place().platform(), one.place().tenant(), id)));
            item(one).ifPresent(items::add);
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

    private Optional<Item> item(Seen seen) {
        List<String> holders = seen.ids().stream()
                .flatMap(id ->
                        roster.holder(seen.place().platform(), seen.place().tenant(), id).stream())
                .map(Person::id)
                .distinct()
                .toList();
        if (holders.size() > 1) {
            return Optional.of(of(
                    seen,
                    State.CONFLICTING,
                    LocalText.of("它的几个编号登记在不同的人名下", "its ids are written down for different persons"),
                    holders));
        }
        if (holders.size() == 1) {
            return roster.person(holders.get(0))
                    .filter(p -> !p.active())
                    .map(p -> of(
                            seen,
                            State.ORPHANED,
                            LocalText.of("登记的人已离职，账号还留着", "whose it was has left, and the account is still there"),
                            holders));
        }
        if (seen.ignored()) {
            return Optional.of(
                    of(seen, State.IGNORED, LocalText.of("已标为不属于任何人", "it was said to be nobody’s"), List.of()));
        }
        return Optional.of(proposal(seen));
    }

    private Item proposal(Seen seen) {
        Set<String> persons = seen.ids().stream()
                .flatMap(id -> byKey.getOrDefault(id.toLowerCase(Locale.ROOT), Set.of()).stream())
                .collect(Collectors.toSet());
        if (persons.isEmpty()) {
            return of(
                    seen,
                    State.UNMAPPED,
                    LocalText.of("没有人的工号、登录名或邮箱与它的编号相同", "nobody’s number, login or mail is one of its ids"),
                    List.of());
        }
        if (persons.size() > 1) {
            return of(
                    seen,
                    State.CONFLICTING,
                    LocalText.of(
                            "几个人的工号、登录名或邮箱与它的编号相同", "one of its ids is the number, login or mail of several persons"),
                    List.copyOf(persons));
        }
        Person person = roster.person(persons.iterator().next()).orElseThrow();
        boolean sameName = seen.name().filter(person.name()::equals).isPresent();
        return of(
                seen,
                State.PROPOSED,
                sameName
                        ? LocalText.of(
                                "编号与工号、登录名或邮箱相同，平台显示的姓名也相同",
                                "its id is the person’s number, login or mail, and the platform shows the same name")
                        : LocalText.of(
                                "编号与工号、登录名或邮箱相同；平台显示的姓名不同或没有",
                                "its id is the person’s number, login or mail; the platform shows another name or none"),
                List.of(person.id()));
    }

    private static Item of(Seen seen, State state, LocalText reason, List<String> persons) {
        return new Item(seen.place(), seen.ids(), Optional.of(seen), state, reason, persons);
    }

    private static Item orphan(Person person, PlatformAccount account) {
        return new Item(
                new Place(account.platform(), account.tenant(), account.ids().get(0)),
                account.ids(),
                Optional.empty(),
                State.ORPHANED,
                LocalText.of("登记的人已离职，账号没有发过言", "whose it was has left; it has never spoken here"),
                List.of(person.id()));
    }
}
