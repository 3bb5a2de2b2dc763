// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Holds every answer against the law, and keeps what should not have been in it. */
final class Verdicts {
    private static final int MOST_TOLD = 40;

    private final Scene scene;
    private final Law law;
    /** Markers beside those of messages, and whom they may reach. */
    private final Map<String, Set<String>> reserved = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> allowed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong looked = new AtomicLong();

    Verdicts(Scene scene, Law law) {
        this.scene = scene;
        this.law = law;
    }

    Law law() {
        return law;
    }

    /** A word that is for these people alone. */
    String reserve(Marker marker, Visitor... visitors) {
        Set<String> names = new HashSet<>();
        for (Visitor visitor : visitors) {
            names.add(visitor.toString());
        }
        reserved.put(marker.word(), names);
        allowed.clear();
        return marker.word();
    }

    /** What the law says may have changed. */
    void judgeAnew() {
        allowed.clear();
    }

    /** Every marker that somebody may see. */
    Set<String> allowed(Visitor visitor) {
        return allowed.computeIfAbsent(visitor.toString(), name -> {
            Set<String> markers = new HashSet<>();
            for (Said said : scene.said) {
                if (law.reads(visitor.standing(), said)) {
                    said.room.ifPresent(room -> markers.add(Mouth.title(room)));
                    markers.add(said.customerName());
                }
                if (law.hears(visitor.standing(), said)) {
                    markers.addAll(said.markers());
                }
            }
            reserved.forEach((marker, names) -> {
                if (names.contains(name)) {
                    markers.add(marker);
                }
            });
            return markers;
        });
    }

    /** Looks an answer through. @param how the way that was gone; what it names itself is no news */
    void look(Visitor visitor, String how, Set<String> markers) {
        looked.incrementAndGet();
        Set<String> more = new TreeSet<>(markers);
        more.removeAll(allowed(visitor));
        more.removeIf(how::contains);
        if (!more.isEmpty()) {
            wrong(visitor + " saw by " + how + " what they may not: " + some(more));
        }
    }

    /** Holds a set of messages against what it is to be. */
    void same(Visitor visitor, String how, Set<Said> told, Set<Said> lawful) {
        Set<Said> more = new HashSet<>(told);
        more.removeAll(lawful);
        Set<Said> less = new HashSet<>(lawful);
        less.removeAll(told);
        if (!more.isEmpty()) {
            wrong(visitor + " was told by " + how + " of " + more.size() + " they may not read: " + some(more));
        }
        if (!less.isEmpty()) {
            wrong(visitor + " was not told by " + how + " of " + less.size() + " they may read: " + some(less));
        }
    }

    void same(Visitor visitor, String how, Object told, Object lawful) {
        if (!told.equals(lawful)) {
            wrong(visitor + " by " + how + ": " + told + ", and it should be " + lawful);
        }
    }

    void wrong(String what) {
        wrong.add(what);
    }

    long looked() {
        return looked.get();
    }

    List<String> wrong() {
        List<String> all = new ArrayList<>(new LinkedHashSet<>(wrong));
        return all.subList(0, Math.min(all.size(), MOST_TOLD));
    }

    /** Of everything that was said, what somebody may read and what also fits. */
    Set<Said> readable(Visitor visitor, java.util.function.Predicate<Said> fitting) {
        return scene.said.stream()
                .filter(fitting)
                .filter(said -> law.reads(visitor.standing(), said))
                .collect(Collectors.toSet());
    }

    static <T> List<T> some(Set<T> all) {
        return all.stream().limit(3).toList();
    }

    /** For looking somebody up by a marker. */
    Map<String, Said> byMarker() {
        Map<String, Said> found = new HashMap<>();
        scene.said.forEach(said -> said.markers().forEach(marker -> found.put(marker, said)));
        return found;
    }
}
