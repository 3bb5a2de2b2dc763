// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;

/**
 * Accounts that change hands. Whoever is given one that was somebody else's, at once or after it was nobody's for a while,
 * has what is said by it from then on: what was said before is the other's, and is opened by no moving of accounts. A
 * person gets back what they had before, from then on as well.
 */
final class Handovers {
    private final Set<Held> former = new HashSet<>();

    Handovers(Collection<Held> former) {
        this.former.addAll(former);
    }

    /** An id of an account that was once that person's. */
    record Held(String platform, String tenant, String id, String person) {
        /** One that was written down before any tenant of its platform was seen may be in each of them. */
        private boolean mayBe(String otherTenant) {
            return tenant.equals(otherTenant)
                    || tenant.equals(RosterPicture.FIRST_SEEN)
                    || otherTenant.equals(RosterPicture.FIRST_SEEN);
        }
    }

    private record Key(String platform, String id) {}

    /**
     * Writes down from when on accounts are theirs; whatever the draft says of that itself is of no account.
     *
     * @return what somebody had before, and has not afterwards; to be told by {@link #keep} once it is so
     */
    List<Held> date(Draft draft, Instant now) {
        Map<Key, List<Held>> others = new HashMap<>();
        former.forEach(held -> index(others, held));
        draft.base().persons().forEach(person -> held(person).forEach(held -> index(others, held)));
        List<Held> released = new ArrayList<>();
        for (Object what : List.copyOf(draft.changed().values())) {
            if (what instanceof Person person) {
                List<Held> before =
                        draft.base().person(person.id()).map(Handovers::held).orElse(List.of());
                draft.put(With.accounts(person, dated(draft, person, others, now)));
                Set<Key> kept = new HashSet<>();
                held(person).forEach(held -> kept.add(new Key(held.platform(), held.id())));
                before.stream()
                        .filter(held -> !kept.contains(new Key(held.platform(), held.id())))
                        .forEach(released::add);
            }
        }
        return released;
    }

    void keep(List<Held> released) {
        former.addAll(released);
    }

    private static void index(Map<Key, List<Held>> into, Held held) {
        into.computeIfAbsent(new Key(held.platform(), held.id()), x -> new ArrayList<>(1))
                .add(held);
    }

    private static List<Held> held(Person person) {
        List<Held> held = new ArrayList<>();
        person.accounts().forEach(account -> account.ids()
                .forEach(id -> held.add(new Held(account.platform(), account.tenant(), id, person.id()))));
        return held;
    }

    /** Ids of one account that are theirs from different moments on are two accounts. */
    private static List<PlatformAccount> dated(Draft draft, Person person, Map<Key, List<Held>> others, Instant now) {
        Optional<Person> before = draft.base().person(person.id());
        List<PlatformAccount> after = new ArrayList<>();
        Set<Held> seen = new HashSet<>();
        for (PlatformAccount account : person.accounts()) {
            Map<Optional<Instant>, List<String>> since = new LinkedHashMap<>();
            for (String id : account.ids()) {
                Held held = new Held(account.platform(), account.tenant(), id, person.id());
                if (seen.add(held)) {
                    since.computeIfAbsent(since(held, before, others, now), x -> new ArrayList<>())
                            .add(id);
                }
            }
            since.forEach((from, ids) ->
                    after.add(new PlatformAccount(account.platform(), account.tenant(), ids, account.name(), from)));
        }
        return after;
    }

    private static Optional<Instant> since(
            Held held, Optional<Person> before, Map<Key, List<Held>> others, Instant now) {
        Optional<PlatformAccount> same = before.stream()
                .flatMap(person -> person.accounts().stream())
                .filter(account -> account.platform().equals(held.platform())
                        && held.mayBe(account.tenant())
                        && account.ids().contains(held.id()))
                .findFirst();
        if (same.isPresent()) {
            return same.get().since();
        }
        boolean anothers = others.getOrDefault(new Key(held.platform(), held.id()), List.of()).stream()
                .anyMatch(other -> !other.person().equals(held.person()) && other.mayBe(held.tenant()));
        return anothers ? Optional.of(now) : Optional.empty();
    }
}
