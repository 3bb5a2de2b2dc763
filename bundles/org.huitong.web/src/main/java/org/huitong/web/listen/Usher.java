// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.huitong.web.Arrival;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the bodies that come in by one port. A body has its time, from its beginning to its end: where each byte
 * gave it new time, some strangers with a byte in ten seconds would keep whatever waits for bodies.
 *
 * <p>Nobody is counted for calling. Those are who have not come to an end after a second: of one address, and of all
 * together, there may be only so many, and the slowest go first, by what they have sent in their time. So whoever sends
 * what they have to say is not in the way of the others at their address, nor are those in theirs. Who is known is
 * counted by account and apart from strangers.
 *
 * <p>A body is ended by whoever reads it: the next read fails as it does when a connection is idle for too long. What
 * nobody waits for, or what has come and was not looked at yet, is left alone.
 */
final class Usher implements HttpConfiguration.Customizer {
    private static final Logger LOG = LoggerFactory.getLogger(Usher.class);
    private static final int LOOKS_A_TERM = 10;
    private static final int NETWORK = 8;

    private final Terms terms;
    private final Set<Guest> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * What is asked of a body.
     *
     * @param quick who is through by then is not counted
     * @param whole it is at its end by then, where nobody gave it more time
     * @param slowEach how many slower than quick one address, or one account, may have
     * @param slowAll how many all strangers may have, and all who are known
     */
    record Terms(Duration quick, Duration whole, int slowEach, int slowAll) {
        static final Terms USUAL = new Terms(Duration.ofSeconds(1), Duration.ofSeconds(10), 32, 512);
    }

    Usher(Terms terms) {
        this.terms = terms;
    }

    /** After the proxies have said for whom they speak. */
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            HttpChannel channel = HttpChannel.from(request);
            SocketAddress from = request.getConnectionMetaData().getRemoteSocketAddress();
            request.addHttpStreamWrapper(stream -> {
                Guest guest = new Guest(stream, channel, request.getComponents().getScheduler(), from);
                request.setAttribute(Arrival.ATTRIBUTE, guest);
                return guest;
            });
        }
        return request;
    }

    int waiting() {
        return waiting.size();
    }

    private void lookSoon(Scheduler scheduler) {
        if (!waiting.isEmpty() && looking.compareAndSet(false, true)) {
            try {
                scheduler.schedule(
                        () -> {
                            look();
                            looking.set(false);
                            lookSoon(scheduler);
                        },
                        terms.quick().toMillis() / LOOKS_A_TERM,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The server goes down, and with it whoever is still speaking", e);
            }
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            Map<String, List<Guest>> slow = new HashMap<>();
            for (Guest guest : waiting) {
                if (guest.isOver(now)) {
                    guest.end();
                } else if (guest.isSlow(now)) {
                    slow.computeIfAbsent(guest.whose(), whose -> new ArrayList<>())
                            .add(guest);
                }
            }
            List<Guest> strangers = new ArrayList<>();
            List<Guest> known = new ArrayList<>();
            slow.values().forEach(some -> {
                List<Guest> stay = endSlowest(some, terms.slowEach(), now);
                (stay.get(0).isKnown() ? known : strangers).addAll(stay);
            });
            endSlowest(strangers, terms.slowAll(), now);
            endSlowest(known, terms.slowAll(), now);
        } catch (RuntimeException e) {
            LOG.error("Bodies on their way in could not be looked after", e);
        }
    }

    /** Those who may stay. */
    private static List<Guest> endSlowest(List<Guest> some, int most, long now) {
        if (some.size() <= most) {
            return some;
        }
        // What each has by now, once: it goes on changing while they are compared.
        Map<Guest, Double> pace = new HashMap<>();
        some.forEach(guest -> pace.put(guest, guest.pace(now)));
        List<Guest> fastestLast =
                some.stream().sorted(Comparator.comparing(pace::get)).toList();
        int tooMany = some.size() - most;
        fastestLast.subList(0, tooMany).forEach(Guest::end);
        return fastestLast.subList(tooMany, some.size());
    }

    /** Whoever has one address of IPv6 has a network of them. */
    private static String network(SocketAddress from) {
        if (from instanceof InetSocketAddress peer && peer.getAddress() != null) {
            InetAddress address = peer.getAddress();
            byte[] bytes = address.getAddress();
            return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK) : bytes);
        }
        return "";
    }

    /** One body. It is read by one thread at a time, and ended by another. */
    private final class Guest extends HttpStream.Wrapper implements Arrival {
        private final HttpChannel channel;
        private final Scheduler scheduler;
        private final long since = System.nanoTime();
        private volatile long allowed = terms.whole().toNanos();
        private final SocketAddress from;
        private volatile String account;
        private volatile long bytes;
        private volatile boolean awaited;
        private volatile boolean ended;
        private boolean over;

        Guest(HttpStream stream, HttpChannel channel, Scheduler scheduler, SocketAddress from) {
            super(stream);
            this.channel = channel;
            this.scheduler = scheduler;
            this.from = from;
        }

        @Override
        public void belongsTo(String account) {
            this.account = account;
        }

        @Override
        public void mayTake(Duration altogether) {
            allowed = altogether.toNanos();
        }

        @Override
        public Content.Chunk read() {
            awaited = false;
            Content.Chunk chunk = super.read();
            if (chunk == null) {
                return ended ? Content.Chunk.from(new TimeoutException("The body did not come in time"), true) : null;
            }
            bytes += chunk.remaining();
            if (chunk.isLast()) {
                leave();
            }
            return chunk;
        }

        /** Somebody has read all that is there, and waits for more. */
        @Override
        public void demand() {
            awaited = true;
            // Before anything can come, and with it the end.
            if (waiting.add(this)) {
                lookSoon(scheduler);
            }
            super.demand();
            if (ended) {
                wake();
            }
        }

        @Override
        public void succeeded() {
            leave();
            super.succeeded();
        }

        @Override
        public void failed(Throwable broken) {
            leave();
            super.failed(broken);
        }

        boolean isKnown() {
            return account != null;
        }

        /** No address looks like an account. */
        String whose() {
            return account == null ? network(from) : account;
        }

        boolean isOver(long now) {
            return now - since > allowed;
        }

        boolean isSlow(long now) {
            return !ended && awaited && now - since > terms.quick().toNanos();
        }

        double pace(long now) {
            return (double) bytes / (now - since);
        }

        void end() {
            ended = true;
            if (awaited) {
                wake();
            }
        }

        /** Not after the end of its call: its connection may be at the next one by then. */
        private void wake() {
            Runnable reading;
            synchronized (this) {
                reading = over ? null : channel.onContentAvailable();
            }
            if (reading != null) {
                channel.getConnectionMetaData().getConnector().getExecutor().execute(reading);
            }
        }

        private void leave() {
            synchronized (this) {
                over = true;
            }
            waiting.remove(this);
        }
    }
}
