// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A working day, eight to six, pressed into a shorter time. Whoever opens the page at its start does not wait: the first
 * scenes of every platform are played at once, the rest at its own pace.
 */
public final class Day {
    private static final LocalTime BEGIN = LocalTime.of(8, 0);
    private static final Duration LENGTH = Duration.ofHours(10);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(3);

    /** How long the opening scenes take, more or less. */
    private static final Duration BEGINNING = Duration.ofSeconds(8);

    private final Script script;
    private final Duration length;
    private final String run;
    private final RandomGenerator dice;

    /**
     * @param length how long it takes to play
     * @param run in every id, so that no two runs share one
     */
    public Day(Script script, Duration length, String run, RandomGenerator dice) {
        this.script = script;
        this.length = length;
        this.run = run;
        this.dice = dice;
    }

    /**
     * @param day how many days were before
     * @param opening how many scenes are played at once
     * @return in the order of their times
     */
    public List<Happening> plan(int day, Instant start, int opening) {
        List<Happening> plan = new ArrayList<>();
        List<Script.Scene> first = firstOfEveryPlatform(opening);
        Set<Script.Scene> played = new HashSet<>(first);
        for (int i = 0; i < first.size(); i++) {
            // Side by side, as in life: a line of each scene after a line of the other.
            play(first.get(i), day, start.plusMillis(150L * i), Duration.ofMillis(150L * first.size()), plan);
        }
        List<Script.Scene> rest = script.scenes().stream()
                .filter(scene -> !played.contains(scene))
                .toList();
        // The gap that the opening scenes leave in the morning is closed up: nobody likes a page that falls silent.
        Duration gap = rest.isEmpty() ? Duration.ZERO : pressed(rest.get(0).at());
        Duration left = length.minus(gap).minus(BEGINNING);
        for (Script.Scene scene : rest) {
            Duration since = pressed(scene.at()).minus(gap);
            Duration at = BEGINNING.plusMillis(
                    since.toMillis() * left.toMillis() / length.minus(gap).toMillis());
            play(scene, day, start.plus(at), pressed(BETWEEN_LINES), plan);
        }
        plan.sort(Comparator.comparing(Happening::at));
        return plan;
    }

    /** When the platform cannot be reached by anybody, as times of this day. */
    public boolean isDown(String platform, Instant start, Instant at) {
        return script.outages().stream()
                .filter(outage -> outage.platform().equals(platform))
                .anyMatch(outage -> {
                    Instant from = start.plus(pressed(outage.at()));
                    return !at.isBefore(from) && at.isBefore(from.plus(pressed(outage.length())));
                });
    }

    public Duration length() {
        return length;
    }

    private void play(Script.Scene scene, int day, Instant start, Duration between, List<Happening> plan) {
        Map<Person, Happening> last = new HashMap<>();
        Instant at = start;
        for (Script.Line line : scene.lines()) {
            String id = run + "-" + day + "-" + plan.size();
            Happening before = last.get(line.who());
            boolean again = line.act() == Happening.Act.EDIT || line.act() == Happening.Act.RECALL;
            Happening happening = new Happening(
                    id,
                    scene.room(),
                    line.who(),
                    line.act(),
                    line.say(dice),
                    again && before != null ? before.id() : id,
                    again && before != null ? before.first() : at,
                    at);
            plan.add(happening);
            if (line.act() == Happening.Act.TEXT) {
                last.put(line.who(), happening);
            }
            at = at.plus(between);
        }
    }

    private List<Script.Scene> firstOfEveryPlatform(int count) {
        Map<String, List<Script.Scene>> byPlatform = new HashMap<>();
        script.scenes().forEach(scene -> byPlatform
                .computeIfAbsent(scene.room().platform(), p -> new ArrayList<>())
                .add(scene));
        List<Script.Scene> first = new ArrayList<>();
        for (int i = 0; first.size() < count && i < script.scenes().size(); i++) {
            for (List<Script.Scene> scenes : byPlatform.values()) {
                if (i < scenes.size() && first.size() < count) {
                    first.add(scenes.get(i));
                }
            }
        }
        return first;
    }

    private Duration pressed(LocalTime time) {
        return pressed(Duration.between(BEGIN, time));
    }

    private Duration pressed(Duration ofTheDay) {
        return Duration.ofMillis(ofTheDay.toMillis() * length.toMillis() / LENGTH.toMillis());
    }
}
