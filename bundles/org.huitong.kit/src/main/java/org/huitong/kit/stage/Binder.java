// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the judge aside and swaps it in: judging goes on with the old one meanwhile. Has one thread of its own until it
 * is closed; several wishes that come while it works become one.
 */
final class Binder<J extends Stage.Judge> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Binder.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<? extends Edition<J>> shelf;
    private final Runnable ready;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile Bound<J> bound;
    private int wanted;
    /** What was wanted when the work at hand began; only that is sure to be in what it reads. */
    private int serving;

    private boolean closed;

    /** @param ready runs on the binder's thread when there is the first judge */
    Binder(String name, Supplier<? extends Edition<J>> shelf, Runnable ready) {
        this.name = name;
        this.shelf = shelf;
        this.ready = ready;
        this.thread = new Thread(this::work, name + "-binder");
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    /** The judge in force; null until the first is made. */
    J judge() {
        Bound<J> now = bound;
        return now == null ? null : now.judge();
    }

    /** Asks for a judge of this version at least, and waits for it, but no longer than given. */
    boolean await(int version, Duration atMost) {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            wanted = Math.max(wanted, version);
            changed.signalAll();
            while (!closed && (bound == null || bound.version() < version)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return bound != null && bound.version() >= version;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        Duration pause = FIRST_PAUSE;
        while (nextWish()) {
            try {
                long start = System.nanoTime();
                Edition<J> edition = shelf.get();
                Bound<J> made = new Bound<>(edition.version(), edition.judge());
                if (bound == null) {
                    // Loads the classes of judging here, and not within the budget of the first message.
                    made.judge().judge(sample());
                }
                put(made);
                LOG.info(
                        "An edition is in force stage={} snapshot={} millis={}",
                        name,
                        made.judge().snapshot(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                pause = FIRST_PAUSE;
            } catch (RuntimeException e) {
                LOG.warn(
                        "An edition cannot be read and is tried again in {} ms stage={}",
                        pause.toMillis(),
                        name,
                        Unquoted.of(e));
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static Message sample() {
        return new Message(
                new MessageKey("sample", "sample", "sample"),
                "sample",
                Conversation.of("sample", Conversation.Kind.DIRECT),
                Sender.SYSTEM,
                Content.of(MessageType.TEXT, "紧急 urgent １２.５ 👍", Attachment.file("sample", "审批.docx")),
                Instant.EPOCH,
                0,
                "");
    }

    private boolean nextWish() {
        lock.lock();
        try {
            while (!closed && bound != null && bound.version() >= wanted) {
                changed.await();
            }
            serving = wanted;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void put(Bound<J> made) {
        boolean first = bound == null;
        lock.lock();
        try {
            bound = made;
            if (wanted == serving) {
                // A version that is not on the shelf must not be looked for endlessly.
                wanted = Math.min(wanted, made.version());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (first) {
            ready.run();
        }
    }

    private void rest(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            // Not interrupted: an interrupt in the middle of a read would shut the embedded database.
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Bound<J>(int version, J judge) {}
}
