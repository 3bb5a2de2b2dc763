// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** A department of a few people, and a platform that opens rooms and remembers what it was told. */
final class FewRooms implements People, RoomHost, Errands {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final LocalText WORDS = LocalText.of("回声", "Echo");

    final List<String> told = new ArrayList<>();
    final Set<String> inside = new HashSet<>();
    private final List<String> people = new ArrayList<>();
    String department = "生产部";
    boolean closed;
    Hosting hosting = new Hosting(1, 100, 2, Optional.of(Duration.ofHours(10)), Optional.empty());
    Optional<Ending<String>> trouble = Optional.empty();

    FewRooms(String... members) {
        people.addAll(List.of(members));
    }

    void work(String... members) {
        people.clear();
        people.addAll(List.of(members));
    }

    @Override
    public Roster roster() {
        List<Card> cards = new ArrayList<>();
        cards.add(new Card(
                "d1",
                1,
                new Department("d1", department, "c1", Optional.empty(), Optional.of("p1"), Optional.empty(), closed)));
        for (String id : people) {
            List<PlatformAccount> accounts = id.startsWith("x")
                    ? List.of()
                    : List.of(new PlatformAccount("echo", "acme", List.of("u-" + id), Optional.empty()));
            cards.add(new Card(
                    id,
                    1,
                    new Person(
                            id,
                            "E" + id,
                            "员工" + id,
                            "c1",
                            List.of(Membership.since("d1", TODAY.minusDays(9))),
                            "",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            accounts,
                            Optional.empty(),
                            Person.State.ACTIVE)));
        }
        return new RosterPicture(1, Map.of(), cards);
    }

    @Override
    public Profile profile() {
        return new Profile(WORDS, "acme", Duration.ofSeconds(5), "", "", true, List.of());
    }

    @Override
    public Hosting hosting() {
        return hosting;
    }

    @Override
    public Step<String> open(Wish wish, Trail trail) {
        told.add("open " + wish.name() + " of " + wish.owner());
        inside.addAll(wish.members());
        return Step.done("room-" + wish.key().substring(0, 3));
    }

    @Override
    public Step<String> change(String room, Change change, Trail trail) {
        if (change instanceof Change.Renamed renamed) {
            told.add("rename " + renamed.name());
        } else if (change instanceof Change.Joined joined) {
            told.add("join " + joined.members());
            inside.addAll(joined.members());
        } else if (change instanceof Change.Left left) {
            told.add("leave " + left.members());
            inside.removeAll(left.members());
        }
        return Step.done(room);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletionStage<Ending<T>> run(
            String platform, String account, BiFunction<Connector, Trail, Step<T>> asking, BooleanSupplier leaving) {
        if (trouble.isPresent()) {
            return CompletableFuture.completedFuture((Ending<T>) trouble.get());
        }
        Step<T> step = asking.apply(this, Trail.beginning(Optional.empty()));
        return CompletableFuture.completedFuture(new Ending.Done<>(((Step.Done<T>) step).value()));
    }
}
