// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.disk;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks at a small folder ten times a second, and at once when it is woken. Looking is cheaper than it
 * seems (some microseconds a file), behaves the same on every file system (NAS and container mounts do not tell of
 * changes), and bounds how long a change stays unnoticed.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration SETTLING = Duration.ofMillis(30);
    private static final Duration GOODBYE = Duration.ofSeconds(30);

    private final Look look;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    public FolderWatch(String name, Look look) {
        this.look = look;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public FolderWatch start() {
        thread.start();
        return this;
    }

    public void wake() {
        bell.release();
    }

    private void run() {
        boolean settled = true;
        String trouble = "";
        while (!closed) {
            try {
                if (bell.tryAcquire((settled ? QUIET : SETTLING).toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
                settled = closed || look.look();
                trouble = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Whatever it was: a door that nobody watches any more would be shut without a word.
                if (!trouble.equals(e.toString())) {
                    trouble = e.toString();
                    LOG.error("A look at a folder failed and is repeated thread={}", thread.getName(), e);
                }
            }
        }
    }

    /** Returns when the thread has ended: the folder is not touched any more after that. */
    @Override
    public void close() {
        closed = true;
        wake();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done at each look. */
    @FunctionalInterface
    public interface Look {
        /** @return whether everything was settled; where not, the next look comes sooner */
        boolean look();
    }
}
