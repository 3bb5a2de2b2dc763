// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.huitong.api.people.Person;

/**
 * What would become of an urgent letter to everybody if some platforms could not send: worked out, and nothing sent.
 *
 * @param supposed the platforms that were supposed to be down
 */
record Drill(String id, Instant at, String by, List<String> supposed, List<Line> lines) {
    Drill {
        supposed = List.copyOf(supposed);
        lines = List.copyOf(lines);
    }

    /**
     * What one person would get.
     *
     * @param usual the platform by which they are written to; empty where nothing reaches them
     * @param then the one by which they would be
     */
    record Line(String person, Optional<String> usual, Optional<String> then) {}

    /**
     * Who would be reached by what.
     *
     * @param reach the platforms by which somebody is reached now, the usual one first
     * @param chain that an urgent letter to somebody takes
     */
    static List<Line> lines(
            List<Person> persons,
            Set<String> supposed,
            Function<String, List<String>> reach,
            Function<String, Optional<Chain>> chain) {
        List<Line> lines = new ArrayList<>();
        persons.stream()
                .filter(Person::active)
                .sorted(Comparator.comparing(Person::id))
                .forEach(person -> {
                    List<String> ways = reach.apply(person.id());
                    Optional<String> usual = ways.stream().findFirst();
                    Optional<String> then = usual.filter(way -> !supposed.contains(way))
                            .or(() -> chain.apply(person.id()).stream()
                                    .flatMap(c -> c.ways().stream())
                                    .map(way -> way.platform())
                                    .filter(way -> !supposed.contains(way) && ways.contains(way))
                                    .findFirst());
                    lines.add(new Line(person.id(), usual, then));
                });
        return lines;
    }

    long unreached() {
        return lines.stream().filter(line -> line.then().isEmpty()).count();
    }

    /** How many would be reached by each platform. */
    Map<String, Long> byWay() {
        Map<String, Long> counts = new TreeMap<>();
        lines.forEach(line -> line.then().ifPresent(way -> counts.merge(way, 1L, Long::sum)));
        return counts;
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "Drill[" + id + " " + lines.size() + " persons]";
    }
}
