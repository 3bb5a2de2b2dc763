// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.operation.LiveLog.LiveEvent;
import org.huitong.web.Doorkeeper.Credential;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. Events wait in a queue of {@link #ROOM}; who reads slower than things happen is cut and comes again
 * with the last id they saw, so that one slow line costs the hub nothing but that queue.
 */
final class EventStream {
    static final int ROOM = 512;

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] HELLO = ascii("retry: 1000\n: welcome\n\n");
    private static final byte[] HEARTBEAT = ascii(": still here\n\n");
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private volatile Asker asker;
    private final Standing standing;
    private final Credential credential;
    private final BiPredicate<Asker, LiveEvent> maySee;
    private final Executor workers;
    private final Consumer<EventStream> gone;

    private final ArrayDeque<LiveEvent> waiting = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private LiveLog.Subscription subscription;
    private boolean beatDue;
    private boolean draining;
    private boolean overflowed;
    private boolean unflushed;
    private boolean greeted;
    private volatile long lastWrite = System.nanoTime();

    EventStream(
            AsyncContext context,
            Asker asker,
            Standing standing,
            Credential credential,
            BiPredicate<Asker, LiveEvent> maySee,
            Executor workers,
            Consumer<EventStream> gone)
            throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.asker = asker;
        this.standing = standing;
        this.credential = credential;
        this.maySee = maySee;
        this.workers = workers;
        this.gone = gone;
    }

    Asker asker() {
        return asker;
    }

    /** Whoever the credential stands for now: the same person, perhaps with other rights. */
    void isFor(Asker now) {
        asker = now;
    }

    Standing standing() {
        return standing;
    }

    Credential credential() {
        return credential;
    }

    void begin() {
        context.addListener(new Ends());
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                drain();
            }

            @Override
            public void onError(Throwable broken) {
                LOG.debug("A stream broke off account={}", asker.account(), broken);
                close();
            }
        });
    }

    /** Holds the subscription until the stream ends; one that ended meanwhile gives it back at once. */
    void follow(LiveLog.Subscription subscribed) {
        synchronized (waiting) {
            subscription = subscribed;
        }
        if (closed.get()) {
            subscribed.close();
        }
    }

    /** On the log's thread: leaves the event and goes. */
    void offer(LiveEvent event) {
        synchronized (waiting) {
            if (overflowed || closed.get()) {
                return;
            }
            if (waiting.size() >= ROOM) {
                // What waits is still written: coming again with its last id gets on by so many each time.
                overflowed = true;
            } else {
                waiting.add(event);
            }
        }
        wake();
    }

    void beat(long now) {
        long quiet = now - lastWrite;
        if (quiet > STUCK_NANOS) {
            close();
        } else if (quiet > TimeUnit.MILLISECONDS.toNanos(EventStreams.HEARTBEAT_MILLIS)) {
            synchronized (waiting) {
                beatDue = true;
            }
            wake();
        }
    }

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        gone.accept(this);
        LiveLog.Subscription held;
        synchronized (waiting) {
            held = subscription;
            waiting.clear();
        }
        if (held != null) {
            held.close();
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container ended it first.
            LOG.trace("A stream was over already account={}", asker.account(), e);
        }
    }

    private void wake() {
        synchronized (waiting) {
            if (draining || closed.get()) {
                return;
            }
            draining = true;
        }
        try {
            workers.execute(() -> {
                try {
                    drain();
                } catch (IOException | RuntimeException e) {
                    LOG.debug("A stream broke off account={}", asker.account(), e);
                    close();
                } finally {
                    synchronized (waiting) {
                        draining = false;
                    }
                }
                wakeAgain();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The streams are being shut account={}", asker.account(), e);
            close();
        }
    }

    /** An event may have come between the last look into the queue and the end of draining. */
    private void wakeAgain() {
        boolean more;
        synchronized (waiting) {
            more = (!waiting.isEmpty() || overflowed) && !closed.get();
        }
        if (more && ready()) {
            wake();
        }
    }

    /** Writes what waits for as long as the connection takes it; the container calls again when it takes more. */
    private synchronized void drain() throws IOException {
        while (!closed.get() && ready()) {
            if (!greeted) {
                // Here and not where the container says that it can write: an event may be quicker than that.
                greeted = true;
                send(HELLO);
                continue;
            }
            if (unflushed && waitingIsEmpty()) {
                unflushed = false;
                out.flush();
                continue;
            }
            LiveEvent event;
            boolean beat;
            synchronized (waiting) {
                event = waiting.poll();
                beat = event == null && beatDue;
                beatDue = event == null ? false : beatDue;
                if (event == null && !beat && overflowed) {
                    LOG.info("A stream was cut because its reader is too slow account={}", asker.account());
                    overflowed = false;
                    workers.execute(this::close);
                    return;
                }
            }
            if (event == null && !beat) {
                return;
            }
            if (beat) {
                send(HEARTBEAT);
            } else if (maySee.test(asker, event)) {
                send(bytes(event));
            }
        }
    }

    private boolean waitingIsEmpty() {
        synchronized (waiting) {
            return waiting.isEmpty() && !beatDue;
        }
    }

    private void send(byte[] bytes) throws IOException {
        out.write(bytes);
        lastWrite = System.nanoTime();
        unflushed = true;
    }

    /** True where the connection takes more now; where not, the container calls once it does. */
    private synchronized boolean ready() {
        return out.isReady();
    }

    private static byte[] bytes(LiveEvent event) {
        String name = event.kind().name().toLowerCase(Locale.ROOT);
        return ascii("id: " + event.seq() + "\nevent: " + name + "\ndata: {\"id\":" + quoted(event.id()) + ",\"seq\":"
                + event.seq() + "}\n\n");
    }

    /** Ids are base64 or names of configurations; anything else is escaped, so that no line break makes a field. */
    private static String quoted(String id) {
        StringBuilder quoted = new StringBuilder(id.length() + 2).append('"');
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Ends implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            close();
        }

        @Override
        public void onError(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // A stream starts once.
        }
    }
}
