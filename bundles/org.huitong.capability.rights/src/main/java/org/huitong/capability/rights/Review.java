// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Uses;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Holding.Held;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks through who holds which role and when they last used anything that it brings, so that what nobody needs is taken
 * away. A role that was given, or counted, for fewer days than are asked for is never proposed: nothing is known of it
 * yet.
 */
@Component(service = Review.class)
public final class Review {
    static final int DAYS = 90;

    private final RightsKeeper keeper;
    private final Uses uses;
    private final Clock clock;

    @Activate
    public Review(@Reference RightsKeeper keeper, @Reference Uses uses, @Reference Clock clock) {
        this.keeper = keeper;
        this.uses = uses;
        this.clock = clock;
    }

    /** What to do about a role that somebody holds. */
    enum Advice {
        KEEP("keep", "在用", "in use"),
        /** Not used for so long, or never. */
        TAKE("take-away", "建议收回", "take away"),
        /** Given, or noted, for too short a time to say. */
        WAIT("too-early", "观察期未满", "too early to say");

        private final String word;
        private final LocalText name;

        Advice(String word, String zh, String en) {
            this.word = word;
            this.name = LocalText.of(zh, en);
        }

        String word() {
            return word;
        }

        LocalText text() {
            return name;
        }
    }

    /**
     * One role that somebody holds.
     *
     * @param given the day from which on they have it without a break
     * @param place for which department or company, where it was given for one
     * @param last empty where it was not used since that is noted
     */
    record Line(
            Person person,
            Role role,
            Held held,
            Optional<String> place,
            LocalDate given,
            Optional<LocalDate> last,
            Advice advice) {}

    LocalDate since() {
        return uses.since();
    }

    /** Every role that was given to somebody who works here and holds today; those to take away first. */
    List<Line> lines(int days) {
        Roster roster = keeper.roster().orElse(null);
        if (roster == null) {
            return List.of();
        }
        LocalDate today = clock.today();
        Map<String, List<Held>> given = new HashMap<>();
        Map<String, Set<String>> words = new HashMap<>();
        for (Holding holding : keeper.holdings()) {
            List<Held> now = holding.roles().stream()
                    .filter(held -> held.isInForce(today))
                    .toList();
            if (!now.isEmpty()
                    && roster.person(holding.person()).filter(Person::active).isPresent()) {
                given.put(holding.person(), now);
                words.put(
                        holding.person(),
                        now.stream().flatMap(held -> words(held).stream()).collect(Collectors.toSet()));
            }
        }
        Map<String, Map<String, LocalDate>> last = uses.last(words);
        Map<String, Map<Held, LocalDate>> from = keeper.givenSince();
        List<Line> lines = new ArrayList<>();
        given.forEach((id, roles) -> roles.forEach(held -> keeper.role(held.role())
                .ifPresent(role -> lines.add(line(
                        roster.person(id).orElseThrow(),
                        role,
                        held,
                        from.getOrDefault(id, Map.of()).getOrDefault(held, today),
                        last.getOrDefault(id, Map.of()),
                        today.minusDays(days))))));
        lines.sort(Comparator.comparing((Line line) -> line.advice() != Advice.TAKE)
                .thenComparing(line -> line.role().id())
                .thenComparing(line -> line.person().employee()));
        return lines;
    }

    private Line line(
            Person person, Role role, Held held, LocalDate given, Map<String, LocalDate> used, LocalDate limit) {
        Optional<LocalDate> last =
                words(held).stream().map(used::get).filter(Objects::nonNull).max(LocalDate::compareTo);
        Advice advice;
        if (last.filter(day -> day.isAfter(limit)).isPresent()) {
            advice = Advice.KEEP;
        } else if (given.isAfter(limit) || uses.since().isAfter(limit)) {
            advice = Advice.WAIT;
        } else {
            advice = Advice.TAKE;
        }
        Optional<String> place = held.department().or(held::company).flatMap(keeper::nameOf);
        return new Line(person, role, held, place, given, last, advice);
    }

    /** By which of several roles somebody reads is not told apart: then each of them counts as used. */
    private Set<String> words(Held held) {
        return keeper.role(held.role()).stream()
                .flatMap(role -> role.grants().stream())
                .map(Grant::permission)
                .collect(Collectors.toSet());
    }
}
