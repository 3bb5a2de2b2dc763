// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.reader.Entry;
import org.huitong.api.store.StoreException;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells pages what happens, one thread for all of them. Each subscriber goes on from the last line it was told. */
@Component(service = LiveLog.class)
public final class LiveTail implements LiveLog {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);
    private static final int AT_ONCE = 500;

    private final Journal journal;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = new Thread(this::work, "huitong-live");
    private final AutoCloseable following;
    private final AutoCloseable watching;
    private volatile boolean open = true;

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
            } catch (RuntimeException e) {
                LOG.warn("A live stream failed on an event and goes on", e);
            }
        }
    }

    @Activate
    public LiveTail(@Reference Journal journal, @Reference AccountBook accounts) {
        this.journal = journal;
        this.following = journal.follow(entries -> news.release());
        this.watching = accounts.watch((name, there) -> connector(name.platform() + "/" + name.account()));
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
        Listener added = new Listener(listener, afterSeq.orElseGet(journal::head));
        listeners.add(added);
        news.release();
        return () -> {
            added.open = false;
            listeners.remove(added);
        };
    }

    private void connector(String id) {
        LiveEvent event = new LiveEvent(journal.head(), Kind.CONNECTOR, id);
        listeners.forEach(l -> l.tell(event));
    }

    private void work() {
        while (open) {
            news.acquireUninterruptibly();
            news.drainPermits();
            for (Listener listener : listeners) {
                try {
                    catchUp(listener);
                } catch (StoreException e) {
                    LOG.warn("A live stream waits for the database", e);
                }
            }
        }
    }

    private void catchUp(Listener listener) {
        while (open && listener.open) {
            List<Entry> entries = journal.after(listener.told, AT_ONCE);
            if (entries.isEmpty()) {
                return;
            }
            for (Entry entry : entries) {
                Kind kind = entry instanceof Entry.Found ? Kind.FINDING : Kind.MESSAGE;
                listener.tell(new LiveEvent(entry.seq(), kind, entry.id().value()));
                listener.told = entry.seq();
            }
        }
    }
}
