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
 * and where it does not begin, the next one is tried after 1 s, 2 s … a minute. A file in which a process ended need not be
 * what ended it, for others were read before: it is read once more in a process of its own, and only what ends that is too
 * much.
 */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final long IDLE = Duration.ofMinutes(1).toNanos();
    private static final int FILES = 200;
    /** A busy machine may be too slow for one or two; what is wrong for good fails so often within seconds. */
    private static final int TROUBLE = 3;

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

    /** Of the process at hand. */
    synchronized Optional<Long> pid() {
        return Optional.ofNullable(process).map(ReadingProcess::pid);
    }

    Optional<String> trouble() {
        return trouble;
    }

    /**
     * Reads a file.
     *
     * @param ended whether a process has ended in it before: then it is given one that has read nothing else
     * @return empty where no process could be had
     * @throws IOException where the file itself cannot be read
     */
    Optional<Outcome> read(InputStream file, boolean ended) throws IOException, InterruptedException, Again {
        Optional<ReadingProcess> present = process(ended);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        try {
            Outcome outcome = present.get().read(file);
            usedAt = System.nanoTime();
            return Optional.of(outcome);
        } catch (TooMuch e) {
            end();
            return Optional.of(new Outcome.Unreadable(Reason.BROKEN));
        } catch (Gone gone) {
            end();
            LOG.info(
                    "A file has ended the process that read it why={}",
                    gone.how().en());
            if (!ended) {
                throw new Again();
            }
            return Optional.of(new Outcome.Unreadable(Reason.HEAVY));
        }
    }

    private Optional<ReadingProcess> process(boolean fresh) throws InterruptedException {
        try {
            ReadingProcess begun;
            synchronized (this) {
                if (closed) {
                    return Optional.empty();
                }
                if (!fresh && process != null && process.isAlive() && files < FILES) {
                    files++;
                    return Optional.of(process);
                }
                end();
                begun = ReadingProcess.start(workshop, limits);
                process = begun;
                files = 1;
            }
            // Not under the lock: whoever closes does not wait for it.
            begun.awaitBegin();
            failures = 0;
            trouble = Optional.empty();
            return Optional.of(begun);
        } catch (IOException e) {
            doesNotBegin(e);
            return Optional.empty();
        }
    }

    private synchronized void doesNotBegin(IOException e) {
        end();
        if (closed) {
            return;
        }
        failures++;
        pausesUntil = System.nanoTime()
                + Duration.ofSeconds(1L << Math.min(6, failures - 1)).toNanos();
        if (failures >= TROUBLE) {
            trouble = Optional.of("The process that reads files does not begin, and their words are not found: see the"
                    + " log. It needs the hub's own Java and some hundred megabytes of memory.");
        }
        LOG.warn("The process that reads files does not begin failures={}", failures, e);
    }

    /** Nothing is to be read just now. */
    synchronized void rest() {
        if (process != null && System.nanoTime() - usedAt > IDLE) {
            end();
        }
    }

    private synchronized void end() {
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
