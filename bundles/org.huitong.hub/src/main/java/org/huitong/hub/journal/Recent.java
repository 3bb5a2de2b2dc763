// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.huitong.api.reader.Entry;

/** The newest lines in memory, so that readers who keep up need not ask the database for what was just written. */
final class Recent {
    private static final int MOST = 2_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    /** Every line after this one is in here. */
    private long completeAfter = -1;

    private long last;

    synchronized void add(List<Entry> written) {
        if (written.isEmpty()) {
            return;
        }
        long first = written.get(0).seq();
        if (completeAfter < 0 || last != first - 1) {
            entries.clear();
            completeAfter = first - 1;
        }
        last = written.get(written.size() - 1).seq();
        entries.addAll(written);
        while (entries.size() > MOST) {
            completeAfter = entries.removeFirst().seq();
        }
    }

    /** The lines after {@code seq}, or empty where some of them are no longer here. */
    synchronized Optional<List<Entry>> after(long seq, int limit) {
        if (completeAfter < 0 || seq < completeAfter) {
            return Optional.empty();
        }
        List<Entry> after = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.seq() > seq) {
                after.add(entry);
                if (after.size() == limit) {
                    break;
                }
            }
        }
        return Optional.of(after);
    }
}
