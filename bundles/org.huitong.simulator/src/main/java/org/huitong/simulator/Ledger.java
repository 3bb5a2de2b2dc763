// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the platforms remember of their pushes: the truth that the hub is measured by. Safe for many threads. */
public final class Ledger {
    /** What is counted. */
    public enum Entry {
        /** Letters that were acknowledged at least once: the hub must hold each. */
        ACKNOWLEDGED,
        /** Pushes made after the first of a letter. */
        REPEATED,
        REFUSED,
        LATE,
        UNREACHABLE,
        /** Letters that no platform will push again. */
        GIVEN_UP,
        /** Calls with a stale signature, which must not be let in. */
        STALE_REFUSED,
        STALE_LET_IN
    }

    private final Map<String, Map<Entry, LongAdder>> counts = new ConcurrentHashMap<>();

    public void note(String platform, Entry entry) {
        counts.computeIfAbsent(platform, p -> new ConcurrentHashMap<>())
                .computeIfAbsent(entry, e -> new LongAdder())
                .increment();
    }

    long count(String platform, Entry entry) {
        LongAdder count = counts.getOrDefault(platform, Map.of()).get(entry);
        return count == null ? 0 : count.sum();
    }

    /** A line for each platform. */
    String tell() {
        StringBuilder told = new StringBuilder();
        new TreeMap<>(counts).forEach((platform, entries) -> {
            told.append(platform).append(':');
            for (Entry entry : Entry.values()) {
                if (count(platform, entry) > 0) {
                    told.append(' ')
                            .append(entry.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .append('=')
                            .append(count(platform, entry));
                }
            }
            told.append('\n');
        });
        return told.toString();
    }
}
