// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;

/**
 * The newest lines in memory, so that readers who keep up need not ask the database for what was just written. Bounded
 * by what they weigh: a reader that falls behind them opens each message for itself, which costs more than most readers
 * do, so it is as many as a small part of the heap can hold.
 */
final class Recent {
    private static final int MOST = 40_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int SHARE_OF_HEAP = 16;

    private final long room;
    private final TreeMap<Long, Held> entries = new TreeMap<>();
    private long weight;
    /** Every line after this one, up to {@link #last}, is in here. */
    private long completeAfter = -1;

    private long last;

    private record Held(Leaf leaf, long weight) {}

    Recent(long room) {
        this.room = room;
    }

    static Recent forThisHeap() {
        return new Recent(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    synchronized void add(List<Entry> written) {
        if (written.isEmpty()) {
            return;
        }
        if (tellsOfWhatIsForgotten(written)) {
            entries.clear();
            weight = 0;
            completeAfter = -1;
            return;
        }
        long first = written.get(0).seq();
        if (completeAfter < 0 || last != first - 1) {
            entries.clear();
            weight = 0;
            completeAfter = first - 1;
        }
        last = written.get(written.size() - 1).seq();
        for (Entry entry : written) {
            Held held = new Held(new Leaf(entry), Weight.of(entry));
            entries.put(entry.seq(), held);
            weight += held.weight();
        }
        while (entries.size() > MOST || weight > room) {
            Map.Entry<Long, Held> oldest = entries.pollFirstEntry();
            weight -= oldest.getValue().weight();
            completeAfter = oldest.getKey();
        }
    }

    /** Whether words of a message that is forgotten now are among the lines that are here or come, in clear. */
    private boolean tellsOfWhatIsForgotten(List<Entry> written) {
        List<Entry> forgotten =
                written.stream().filter(Entry.Forgotten.class::isInstance).toList();
        if (forgotten.isEmpty()) {
            return false;
        }
        Set<Long> firsts = forgotten.stream().map(Entry::firstSeq).collect(Collectors.toSet());
        Set<MessageId> ids = forgotten.stream().map(Entry::id).collect(Collectors.toSet());
        return Stream.concat(entries.values().stream().map(held -> held.leaf().entry()), written.stream())
                .filter(entry -> !(entry instanceof Entry.Forgotten))
                // The id is reckoned anew each time; only a recall that came before its message has no number.
                .anyMatch(
                        entry -> entry.firstSeq() == 0 ? ids.contains(entry.id()) : firsts.contains(entry.firstSeq()));
    }

    /**
     * The lines after {@code seq}; empty where not every one up to {@code head} is here: the older ones are let go, and
     * the newest never came by where a commit was reported as failed and had been made.
     */
    synchronized Optional<List<Leaf>> after(long seq, long head, int limit) {
        if (completeAfter < 0 || seq < completeAfter || last < head) {
            return Optional.empty();
        }
        return Optional.of(entries.tailMap(seq, false).values().stream()
                .map(Held::leaf)
                .takeWhile(leaf -> leaf.entry().seq() <= head)
                .limit(limit)
                .toList());
    }
}
