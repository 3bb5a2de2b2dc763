// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells pages what happens, one thread for all of them. Each subscriber goes on from the last line it was told, a bounded
 * piece at a time and in turn, so that one that is far behind does not make the others wait; one that is too far behind
 * is told of a gap. No seal is opened for it: an event names its message and no more.
 */
@Component(service = LiveLog.class)
public final class LiveTail implements LiveLog {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);
    private static final int AT_ONCE = 200;
    private static final int MOST_TOLD_AFTERWARDS = 5_000;

    private final Journal journal;
    private final int mostToldAfterwards;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<String> connectors = new ConcurrentLinkedQueue<>();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "huitong-live");
    private final AutoCloseable following;
    private final AutoCloseable watching;
    private volatile boolean open = true;

    /** How a turn ended. */
    private enum Turn {
        UP_TO_DATE,
        MORE,
        FAILED
    }

    private static final class Listener {
        private final Consumer<LiveEvent> consumer;
        private long told;
        private volatile boolean open = true;

        Listener(Consumer<LiveEvent> consumer, long told) {
            this.consumer = consumer;
            this.told = told;
        }

        void tell(LiveEvent event) {
            if (!open) {
                return;
            }
            try {
                consumer.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.warn("A live stream failed on an event and goes on", Unquoted.of(e));
            }
        }
    }

    @Activate
    public LiveTail(@Reference Journal journal, @Reference AccountBook accounts) {
        this(journal, accounts, MOST_TOLD_AFTERWARDS);
    }

    LiveTail(Journal journal, AccountBook accounts, int mostToldAfterwards) {
        this.journal = journal;
        this.mostToldAfterwards = mostToldAfterwards;
        this.following = journal.follow(entries -> news.release());
        this.watching = accounts.watch((name, there) -> {
            connectors.add(name.platform() + "/" + name.account());
            news.release();
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    public void close() throws Exception {
        following.close();
        watching.close();
        open = false;
        news.release();
        thread.join();
    }

    @Override
    public Subscription subscribe(OptionalLong afterSeq, Consumer<LiveEvent> listener) {
        Listener added = new Listener(listener, Math.max(0, afterSeq.orElseGet(journal::head)));
        listeners.add(added);
        news.release();
        return () -> {
            added.open = false;
            listeners.remove(added);
        };
    }

    private void work() {
        Turn last = Turn.UP_TO_DATE;
        while (open) {
            awaitNews(last);
            last = Turn.UP_TO_DATE;
            tellOfConnectors();
            for (Listener listener : listeners) {
                Turn turn = turn(listener);
                last = turn.compareTo(last) > 0 ? turn : last;
            }
        }
    }

    private void awaitNews(Turn last) {
        switch (last) {
            case UP_TO_DATE -> news.acquireUninterruptibly();
            case MORE -> LOG.trace("Some live streams are behind");
            case FAILED -> {
                try {
                    news.tryAcquire(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    LOG.warn("The live streams were interrupted and go on", e);
                }
            }
        }
        news.drainPermits();
    }

    private void tellOfConnectors() {
        for (String id = connectors.poll(); id != null; id = connectors.poll()) {
            LiveEvent event = new LiveEvent(journal.head(), Kind.CONNECTOR, id, Optional.empty());
            listeners.forEach(l -> l.tell(event));
        }
    }

    private Turn turn(Listener listener) {
        try {
            return catchUp(listener);
        } catch (RuntimeException | Error e) {
            // This one's trouble, or the database's: the others have their turn all the same.
            LOG.warn("A live stream waits for better times", Unquoted.of(e));
            return Turn.FAILED;
        }
    }

    private Turn catchUp(Listener listener) {
        long head = journal.head();
        if (head - listener.told > mostToldAfterwards || listener.told > head) {
            listener.told = head;
            listener.tell(new LiveEvent(head, Kind.GAP, "", Optional.empty()));
            return Turn.UP_TO_DATE;
        }
        List<LogReader.Place> places = journal.placesAfter(listener.told, AT_ONCE);
        for (LogReader.Place place : places) {
            Kind kind = place.isFinding() ? Kind.FINDING : Kind.MESSAGE;
            listener.told = place.seq();
            listener.tell(new LiveEvent(place.seq(), kind, place.id().value(), place.facts()));
        }
        return places.size() < AT_ONCE || !listener.open ? Turn.UP_TO_DATE : Turn.MORE;
    }
}
