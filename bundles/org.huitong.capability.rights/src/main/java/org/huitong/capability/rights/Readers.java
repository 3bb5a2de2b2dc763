// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Readership;
import org.huitong.api.access.Readership.Login;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Facts;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Reach.Effective;

/**
 * Who may read one message, and why. Whether somebody may is what access says; the roles are asked only for the words. It
 * goes through everybody of the roster in memory, and puts into words no more than a page of them.
 */
final class Readers {
    private static final Set<String> READING = Set.of(Permissions.READ, Permissions.READ_ALL);

    private final Roster roster;
    private final RightsKeeper keeper;
    private final Readership readership;
    private final Facts message;
    private final Instant now;
    private final WhyWords words;
    private final List<Login> logins;
    private final Map<String, List<Login>> byPerson;

    Readers(Roster roster, RightsKeeper keeper, Readership readership, Facts message, Instant now) {
        this.roster = roster;
        this.keeper = keeper;
        this.readership = readership;
        this.message = message;
        this.now = now;
        this.words = new WhyWords(roster::name);
        this.logins = readership.logins();
        this.byPerson = logins.stream()
                .filter(login -> login.person().isPresent())
                .collect(Collectors.groupingBy(login -> login.person().get()));
    }

    /**
     * Why somebody may read it.
     *
     * @param role by which; empty: by what the account itself was given
     * @param words what lets them
     * @param until when it ends by itself
     */
    record Reason(Optional<Role> role, Optional<Where> where, LocalText words, Optional<Instant> until) {}

    /** @param login whether they have an open account to come in with */
    record Reader(Person person, boolean login, List<Reason> because) {}

    /** @param total how many people there are in all */
    record Page(List<Reader> items, int total, Optional<String> next) {}

    /** Why a role does not let somebody read it, every condition by itself. */
    record Lack(Role role, Where where, List<LocalText> words) {}

    /** @param lacks empty where the person may; where there is nothing either, no role lets them read anything at all */
    record Verdict(Reader reader, List<Lack> lacks) {
        boolean may() {
            return !reader.because().isEmpty();
        }
    }

    /** People in the order of their ids, behind that one. */
    Page page(Optional<String> after, int limit) {
        List<Person> all = roster.persons().stream()
                .filter(person -> isOpened(person)
                        || !readership.admitting(person.id(), message).isEmpty())
                .sorted(Comparator.comparing(Person::id))
                .toList();
        List<Person> behind = all.stream()
                .filter(person ->
                        after.filter(id -> person.id().compareTo(id) <= 0).isEmpty())
                .toList();
        List<Reader> items = behind.stream().limit(limit).map(this::reader).toList();
        return new Page(
                items,
                all.size(),
                behind.size() > limit
                        ? Optional.of(items.get(items.size() - 1).person().id())
                        : Optional.empty());
    }

    /** Accounts that are no person's and read every message. */
    List<Login> programs() {
        return logins.stream()
                .filter(login -> login.readsEverything() && login.person().isEmpty())
                .toList();
    }

    /** Empty where there is nobody of that id. */
    Optional<Verdict> of(String id) {
        return roster.person(id).map(person -> {
            Reader reader = reader(person);
            return new Verdict(reader, reader.because().isEmpty() ? lacks(person) : List.of());
        });
    }

    private boolean isOpened(Person person) {
        return byPerson.getOrDefault(person.id(), List.of()).stream().anyMatch(Login::readsEverything);
    }

    private Reader reader(Person person) {
        List<Effective> effective = keeper.effective(person.id());
        List<Reason> because = new ArrayList<>();
        byPerson.getOrDefault(person.id(), List.of()).stream()
                .filter(Login::readsEverything)
                .map(login -> new Reason(
                        Optional.empty(),
                        Optional.empty(),
                        LocalText.of(
                                "登录账号 " + login.account() + " 直接被授予“查看全部消息”",
                                "the account " + login.account() + " itself was given every message"),
                        Optional.empty()))
                .forEach(because::add);
        readership.admitting(person.id(), message).stream()
                .map(right -> reason(right, effective))
                .distinct()
                .forEach(because::add);
        return new Reader(person, byPerson.containsKey(person.id()), List.copyOf(because));
    }

    private Reason reason(Right right, List<Effective> effective) {
        return effective.stream()
                .filter(one -> one.right().equals(right))
                .findFirst()
                .map(one -> new Reason(
                        keeper.role(one.held().role()),
                        Optional.of(one.grant().where()),
                        words.lets(one, message),
                        right.until()))
                // What access was told and what stands now differ for the moment in which a change is told.
                .orElseGet(() -> new Reason(
                        Optional.empty(),
                        Optional.empty(),
                        LocalText.of("角色刚刚变更，请重新查询", "roles have just changed; ask again"),
                        right.until()));
    }

    private List<Lack> lacks(Person person) {
        return keeper.effective(person.id()).stream()
                .filter(one -> READING.contains(one.grant().permission())
                        && one.right().holdsAt(now))
                .flatMap(one -> keeper.role(one.held().role()).stream()
                        .map(role -> new Lack(role, one.grant().where(), words.lacks(one, message))))
                .distinct()
                .toList();
    }
}
