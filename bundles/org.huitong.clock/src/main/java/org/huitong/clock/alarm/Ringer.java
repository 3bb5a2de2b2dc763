// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Measured;
import org.huitong.api.text.Unquoted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks several times a second which alarms are due, and has them rung, each name on a thread of its own. It looks rather
 * than waits for the next moment: so it makes no difference whether the clock leapt, another node set an alarm, or the
 * hub slept.
 */
@Component(
        service = {Check.class, Measured.class},
        immediate = true)
public final class Ringer implements Check, Measured {
    private static final Logger LOG = LoggerFactory.getLogger(Ringer.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final long PATIENCE_S = 10;

    private final AlarmBook book;
    private final Clock clock;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "huitong-alarm");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Alarm, Seat> seats = new ConcurrentHashMap<>();
    /** Since when something of a name is due; in memory, since whoever asks may hold the table's rows. */
    private final Map<String, Instant> dueSince = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    /** Up to this moment all has rung; nothing is known before the first look. */
    private volatile Optional<Instant> rungUpTo = Optional.empty();

    private final Tick look;
    private final Tick sweep;

    @Activate
    public Ringer(@Reference AlarmBook book, @Reference Clock clock, @Reference Ticks ticks) {
        this.book = book;
        this.clock = clock;
        this.look = ticks.every(LOOK, this::look);
        this.sweep = ticks.every(
                SWEEP, () -> submit(() -> book.forget(clock.instant().minus(REMEMBERED))));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Alarm alarm, Map<String, Object> properties) {
        if (properties.get("huitong.alarm") instanceof String name) {
            seats.put(alarm, new Seat(name, new Bell(name, alarm, book, clock), new ReentrantLock()));
        } else {
            LOG.error(
                    "An alarm has no name and never rings, alarm={}",
                    alarm.getClass().getName());
        }
    }

    /** Returns when what it rings has rung: its bundle may go then. */
    void remove(Alarm alarm) {
        Seat seat = seats.remove(alarm);
        if (seat != null) {
            seat.bell().leave();
            seat.awaitQuiet();
        }
    }

    /** One look at a time, and none while there is nobody who would answer. */
    private void look() {
        if (!seats.isEmpty() && looking.compareAndSet(false, true)) {
            submit(() -> {
                try {
                    Instant now = clock.instant();
                    Set<String> ripe = book.ripe(now);
                    dueSince.keySet().retainAll(ripe);
                    ripe.forEach(name -> dueSince.putIfAbsent(name, now));
                    List<Seat> awaited = seats.values().stream()
                            .filter(seat -> ripe.contains(seat.name()))
                            .toList();
                    if (awaited.isEmpty()) {
                        rungUpTo = Optional.of(now);
                    }
                    awaited.forEach(seat -> submit(seat::ring));
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void submit(Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | LinkageError e) {
                    LOG.warn("Alarms could not be looked at", Unquoted.of(e));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub is ending");
        }
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public Result result() {
        Map<String, String> troubled = new TreeMap<>();
        seats.values().forEach(seat -> seat.bell().trouble().ifPresent(reason -> troubled.put(seat.name(), reason)));
        if (troubled.isEmpty()) {
            return Result.up(seats.size() + " kinds of alarms");
        }
        Set<String> named = troubled.keySet();
        return Result.degraded("These alarms fail and are rung again and again; see the log: "
                + named.stream().map(n -> n + " (" + troubled.get(n) + ")").collect(Collectors.joining(", ")));
    }

    /** An alarm whose bundle is away waits by its own rule, and is not late. */
    @Override
    public List<Measurement> measure() {
        Instant now = clock.instant();
        Duration latest = seats.values().stream()
                .map(seat -> dueSince.getOrDefault(seat.name(), now))
                .map(since -> Duration.between(since, now))
                .filter(late -> !late.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        List<Measurement> measured = new ArrayList<>();
        measured.add(
                gauge("huitong_alarms_late_seconds", "How long alarms of one name have been due.", latest.toMillis()));
        rungUpTo.ifPresent(moment -> measured.add(gauge(
                "huitong_alarms_rung_timestamp_seconds",
                "The moment up to which every alarm whose bundle runs has rung.",
                moment.toEpochMilli())));
        return measured;
    }

    private static Measurement gauge(String name, String help, long millis) {
        return new Measurement(name, help, Kind.GAUGE, Map.of(), millis / 1000.0);
    }

    /** Never interrupts: work on the embedded database must not meet that. */
    @Deactivate
    void close() {
        look.close();
        sweep.close();
        seats.values().forEach(seat -> seat.bell().leave());
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
                LOG.warn("An alarm rings longer than {} s and is left behind", PATIENCE_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One name: nobody rings it while it rings. */
    private record Seat(String name, Bell bell, ReentrantLock ringing) {
        void ring() {
            if (ringing.tryLock()) {
                try {
                    while (bell.ringAll()) {
                        LOG.debug("Many alarms are due, alarm={}", name);
                    }
                } finally {
                    ringing.unlock();
                }
            }
        }

        void awaitQuiet() {
            try {
                if (ringing.tryLock(PATIENCE_S, TimeUnit.SECONDS)) {
                    ringing.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
