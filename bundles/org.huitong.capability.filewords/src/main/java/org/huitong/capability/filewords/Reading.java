// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.huitong.capability.filewords.Outcome.Reason;
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.TooMuch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process at hand while there are files to be read: it ends when it was idle for a minute or has read two hundred,
 * and where it does not begin, the next one is tried after 1 s, 2 s … a minute.
 */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final long IDLE = Duration.ofMinutes(1).toNanos();
    private static final int FILES = 200;

    private final Workshop workshop;
    private final FileWordsDesk.Limits limits;
    private ReadingProcess process;
    private int files;
    private long usedAt;
    private int failures;
    private long pausesUntil = System.nanoTime();
    private boolean closed;
    private volatile Optional<String> trouble = Optional.empty();

    Reading(Workshop workshop, FileWordsDesk.Limits limits) {
        this.workshop = workshop;
        this.limits = limits;
    }

    /** It has ended the process, and is given another chance. */
    static final class Again extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Whether no process begins now. */
    synchronized boolean pauses() {
        return closed || System.nanoTime() - pausesUntil < 0;
    }

    Optional<String> trouble() {
        return trouble;
    }

    /**
     * Reads a file.
     *
     * @param ended whether it has ended a process before: the first time may have been chance
     * @return empty where no process could be had
     * @throws IOException where the file itself cannot be read
     */
    Optional<Outcome> read(InputStream file, boolean ended) throws IOException, InterruptedException, Again {
        Optional<ReadingProcess> present = process();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        try {
            Outcome outcome = present.get().read(file, limits.letters(), limits.patience());
            usedAt = System.nanoTime();
            return Optional.of(outcome);
        } catch (TooMuch e) {
            return Optional.of(new Outcome.Unreadable(Reason.BROKEN));
        } catch (Gone gone) {
            LOG.info(
                    "A file has ended the process that read it why={}",
                    gone.how().en());
            if (!ended) {
                throw new Again();
            }
            return Optional.of(new Outcome.Unreadable(Reason.HEAVY));
        }
    }

    private synchronized Optional<ReadingProcess> process() throws InterruptedException {
        if (closed) {
            return Optional.empty();
        }
        if (process != null && process.isAlive() && files < FILES) {
            files++;
            return Optional.of(process);
        }
        end();
        try {
            process = ReadingProcess.start(workshop, limits.megabytes());
            files = 1;
            failures = 0;
            trouble = Optional.empty();
            return Optional.of(process);
        } catch (IOException e) {
            failures++;
            pausesUntil = System.nanoTime()
                    + Duration.ofSeconds(1L << Math.min(6, failures - 1)).toNanos();
            trouble = Optional.of("The process that reads files does not begin, and their words are not found: see the"
                    + " log. It needs the hub's own Java and some hundred megabytes of memory.");
            LOG.warn("The process that reads files does not begin failures={}", failures, e);
            return Optional.empty();
        }
    }

    /** Nothing is to be read just now. */
    synchronized void rest() {
        if (process != null && System.nanoTime() - usedAt > IDLE) {
            end();
        }
    }

    private void end() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    synchronized void close() {
        closed = true;
        end();
    }
}
