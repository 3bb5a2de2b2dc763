// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineDown;
import org.huitong.api.text.LocalText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket to a platform, held for as long as the line lasts. Nothing is lost: the platform is thanked for what it brought
 * only when that is on disk, and what it was not thanked for it brings again. Nothing is doubled: what comes again is known
 * by its name. Where the platform moves, or has been silent for too long, another socket is opened before the one at hand
 * is left; on that one whatever is under way is still heard and thanked for.
 *
 * <p>Everything happens on the thread that listens; the client's own threads only bring frames.
 */
public final class SocketLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;

    /** The platform itself keeps what was not thanked for: there is nothing to remember. */
    private static final String NO_PLACE = "";

    /** Of no wire: whoever waits looks up. */
    private static final Wire.Came WAKE = new Wire.Came.Gone(null, LocalText.of("已结束", "over"));

    private final Dialect dialect;
    private final InstantSource clock;
    private final BlockingQueue<Wire.Came> came = new LinkedBlockingQueue<>();
    private final Dialler dialler = new Dialler();
    private final Map<Wire, Long> leaving = new HashMap<>();
    private Wire speaking;
    private boolean moves;
    private volatile boolean over;

    public SocketLine(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    /** What was brought, and where its thanks go. */
    private record Guest(Wire wire, Evidence evidence, Optional<Heard.Thanks> thanks, long at) {}

    @Override
    public void listen(Intray tray) throws Exception {
        open(tray);
        while (!over) {
            List<Guest> guests = new ArrayList<>();
            Optional<LineDown> lost = Optional.empty();
            for (Wire.Came one : next()) {
                Optional<LineDown> reason = hear(one, tray, guests);
                lost = lost.isPresent() ? lost : reason;
            }
            keep(guests, tray);
            if (lost.isPresent()) {
                throw lost.get();
            }
            lookAfter(tray);
        }
    }

    /** Waits for a while, and takes what has come by then. */
    private List<Wire.Came> next() throws InterruptedException {
        Rhythm rhythm = speaking.talk().rhythm();
        List<Wire.Came> some = new ArrayList<>();
        Wire.Came first =
                came.poll(shortest(GLANCE, rhythm.beat(), rhythm.silence()).toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            some.add(first);
            came.drainTo(some, MOST_AT_ONCE - 1);
        }
        return some;
    }

    /** @return why the line is over, where it is */
    private Optional<LineDown> hear(Wire.Came one, Intray tray, List<Guest> guests)
            throws IOException, InterruptedException {
        Wire wire = one.wire();
        if (one instanceof Wire.Came.Gone gone) {
            leaving.remove(wire);
            return wire == speaking ? Optional.of(new LineDown(gone.why(), Duration.ZERO)) : Optional.empty();
        }
        Wire.Came.Said said = (Wire.Came.Said) one;
        wire.took(said.at());
        tray.heard();
        Heard heard = wire.talk().hear(said.frame());
        if (heard instanceof Heard.Brought brought) {
            Evidence evidence = new Evidence(brought.raw(), brought.notes(), clock.instant());
            guests.add(new Guest(wire, evidence, brought.thanks(), said.at()));
        } else if (heard instanceof Heard.Answered answered) {
            say(wire, answered.answer());
        } else if (heard instanceof Heard.Stands) {
            tray.stands();
        } else if (wire == speaking && heard instanceof Heard.Moves) {
            moves = true;
        } else if (wire == speaking && heard instanceof Heard.Over end) {
            return Optional.of(new LineDown(end.why(), end.after()));
        }
        return Optional.empty();
    }

    private void keep(List<Guest> guests, Intray tray) throws IOException, InterruptedException {
        if (guests.isEmpty()) {
            return;
        }
        tray.take(guests.stream().map(Guest::evidence).toList(), NO_PLACE);
        for (Guest guest : guests) {
            if (guest.thanks().isPresent()) {
                Duration took = Duration.ofNanos(System.nanoTime() - guest.at());
                say(guest.wire(), guest.thanks().get().after(took));
            }
        }
    }

    /** On a socket that is being left nobody may listen any more; what is not heard there is brought again. */
    private void say(Wire wire, Frame frame) throws IOException, InterruptedException {
        try {
            wire.send(frame);
        } catch (IOException gone) {
            if (wire == speaking) {
                throw gone;
            }
        }
    }

    private void lookAfter(Intray tray) throws IOException, InterruptedException {
        Duration silence = speaking.talk().rhythm().silence();
        if (!moves && speaking.silentFor().compareTo(silence) > 0) {
            LOG.info("Nothing was heard on a connection for {}, and another one is opened", silence);
            moves = true;
        }
        if (moves) {
            leaving.put(speaking, System.nanoTime());
            open(tray);
        }
        speaking.keepAlive();
        leaving.entrySet().removeIf(old -> {
            boolean late = System.nanoTime() - old.getValue() > OVERLAP.toNanos();
            if (late) {
                dialler.leave(old.getKey());
            }
            return late;
        });
    }

    private void open(Intray tray) throws IOException, InterruptedException {
        speaking = dialler.dial(dialect, came::add);
        moves = false;
        Optional<Frame> greeting = speaking.talk().greeting();
        if (greeting.isPresent()) {
            speaking.send(greeting.get());
        } else {
            tray.stands();
        }
    }

    private static Duration shortest(Duration... durations) {
        return Stream.of(durations).min(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    public void close() {
        over = true;
        dialler.close();
        came.add(WAKE);
    }
}
