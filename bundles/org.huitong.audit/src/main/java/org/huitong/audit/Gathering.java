// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets many who must wait for the disk share one commit: whoever comes first writes for all who come meanwhile. More
 * callers make larger commits, not a longer queue, and there is no thread of its own.
 */
final class Gathering {
    private final Consumer<List<Entry>> keeping;
    private Batch open = new Batch();
    private boolean busy;

    Gathering(Consumer<List<Entry>> keeping) {
        this.keeping = keeping;
    }

    /** Returns when they are durable; throws where they are not. */
    void keep(List<Entry> entries) {
        Batch mine;
        synchronized (this) {
            mine = open;
            mine.entries.addAll(entries);
            boolean interrupted = false;
            while (busy && !mine.over) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // Whoever waits here is about to show something: it must know first whether that was noted.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (mine.over) {
                mine.tell();
                return;
            }
            busy = true;
            open = new Batch();
        }
        write(mine);
        mine.tell();
    }

    private void write(Batch batch) {
        try {
            keeping.accept(batch.entries);
            batch.kept = true;
        } catch (RuntimeException e) {
            batch.failure = e;
        } catch (Error e) {
            // The others of the batch are told why it is not kept; what becomes of the error is not decided here.
            batch.failure = e;
            throw e;
        } finally {
            synchronized (this) {
                batch.over = true;
                busy = false;
                notifyAll();
            }
        }
    }

    private static final class Batch {
        private final List<Entry> entries = new ArrayList<>();
        private volatile boolean over;
        /** Set by success alone: whatever else happens to whoever writes, the others are not told that it is kept. */
        private volatile boolean kept;

        private volatile Throwable failure;

        void tell() {
            if (!kept) {
                throw new IllegalStateException("it could not be noted, and so it must not be done", failure);
            }
        }
    }
}
