// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader at its desk: a thread of the hub hands it the log, batch by batch, and what was parked now and then.
 *
 * <p>Why trouble with the database parks nothing: before a failure counts, the database is asked where the cursor is.
 * Where it does not answer, the failure is its own, and everything waits for it.
 */
final class ReadingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingDesk.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int PARKED_AT_ONCE = 20;

    private final String name;
    private final Handover handover;
    private final Feed feed;
    private final Patience patience;
    private final Pace pace;
    private final InstantSource clock;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile Trouble trouble = Trouble.NONE;

    // Only the desk's thread touches these.
    private int parkedInARow;
    private long parkedPlace;
    /** A reader that comes anew is offered at once what its predecessor left. */
    private long parkedDue = System.nanoTime();

    /** What reading on has come to. */
    private enum Turn {
        NOTHING,
        CAUGHT_UP,
        BEHIND
    }

    /**
     * What went wrong last.
     *
     * @param tries how often what is refused now was refused, 0 where nothing is
     * @param last in one line, without the words of any message
     */
    record Trouble(int tries, String last, Optional<Instant> at) {
        static final Trouble NONE = new Trouble(0, "", Optional.empty());

        Trouble over() {
            return tries == 0 ? this : new Trouble(0, last, at);
        }
    }

    ReadingDesk(String name, Handover handover, Feed feed, Patience patience, Pace pace, InstantSource clock) {
        this.name = name;
        this.handover = handover;
        this.feed = feed;
        this.patience = patience;
        this.pace = pace;
        this.clock = clock;
        this.thread = new Thread(this::work, "huitong-reader-" + name);
        // A reader that never comes back must not keep the hub from stopping.
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    String name() {
        return name;
    }

    boolean holds(Reader other) {
        return handover.reader() == other;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    Trouble trouble() {
        return trouble;
    }

    /** The stage that holds the reader up at this line, if any. */
    Optional<String> waitsFor(long position) {
        return feed.heldUpBy(position);
    }

    /** Something is new in the log, or the cursor was set. */
    void tell() {
        bell.ring();
    }

    /** Takes nothing more; a batch under way is finished or rolled back before this returns, within a limit. */
    void close() {
        bell.close();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("A reader does not come back; it is interrupted reader={}", name);
            thread.interrupt();
        }
    }

    /** Offers a parked entry again, on the desk's thread; true where it was taken within the limit. */
    boolean retry(long seq) {
        return bell.send(() -> offerParked(seq), ANSWER_WITHIN);
    }

    private void work() {
        int failures = 0;
        while (bell.isOpen()) {
            try {
                try {
                    bell.doErrands();
                    boolean parkedTaken = offerSomeParked();
                    long begun = System.nanoTime();
                    Turn turn = readOn();
                    failures = 0;
                    trouble = trouble.over();
                    if (turn != Turn.NOTHING) {
                        breathe(turn, Duration.ofNanos(System.nanoTime() - begun));
                    } else if (!parkedTaken) {
                        bell.await(LOOK_AGAIN);
                    }
                } catch (Handover.Moved e) {
                    LOG.debug("A reader's cursor was moved by somebody else reader={}", name, e);
                } catch (RuntimeException | Error e) {
                    // The database, or a defect of the hub. Whatever it is: a desk without a thread reads nothing more.
                    failures++;
                    troubled(failures, e);
                    LOG.warn("A reader's desk waits and goes on reader={} failures={}", name, failures, Unquoted.of(e));
                    bell.pause(patience.pause(failures));
                }
            } catch (InterruptedException e) {
                // Where it is not close(), which gives the reader up, it is something that the reader left behind.
                LOG.warn("A reader was interrupted reader={}", name, e);
            }
        }
    }

    private void breathe(Turn turn, Duration worked) throws InterruptedException {
        Duration rest = pace.rest(worked);
        Duration breath = pace.breath();
        if (turn == Turn.CAUGHT_UP && rest.compareTo(breath) < 0) {
            bell.pause(breath);
        } else if (!rest.isZero()) {
            bell.pause(rest);
        }
    }

    private Turn readOn() throws InterruptedException {
        Cursor cursor = handover.cursor();
        List<Entry> entries = feed.after(cursor);
        if (entries.isEmpty()) {
            handover.lookAgain();
            return Turn.NOTHING;
        }
        try {
            handover.hand(cursor.position(), entries);
            parkedInARow = 0;
        } catch (Handover.Moved e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "A reader refused a batch; it is offered again one by one reader={} entries={}",
                    name,
                    entries.size(),
                    Unquoted.of(e));
            oneByOne(cursor.position(), entries);
        }
        return feed.isBehindAt(entries.get(entries.size() - 1).seq()) ? Turn.BEHIND : Turn.CAUGHT_UP;
    }

    private void oneByOne(long from, List<Entry> entries) throws InterruptedException {
        long position = from;
        for (Entry entry : entries) {
            handOrPark(position, entry);
            if (!bell.isOpen()) {
                return;
            }
            position = entry.seq();
        }
    }

    /** Ends when the entry was taken or is parked, or when the desk is closed. */
    private void handOrPark(long position, Entry entry) throws InterruptedException {
        for (int failures = 1; bell.isOpen(); failures++) {
            try {
                handover.hand(position, List.of(entry));
                trouble = trouble.over();
                return;
            } catch (Handover.Moved e) {
                throw e;
            } catch (RuntimeException e) {
                handover.needCursorAt(position);
                troubled(failures, e);
                Optional<Duration> pause = patience.pause(failures, parkedInARow);
                if (pause.isEmpty()) {
                    park(position, entry.seq(), failures, e);
                    return;
                }
                bell.pause(pause.get());
            }
        }
    }

    private void park(long position, long seq, int tries, RuntimeException why) {
        handover.park(position, seq, Unquoted.reason(why), tries);
        parkedInARow++;
        LOG.error(
                "A reader refuses an entry again and again; it is parked reader={} seq={} tries={}",
                name,
                seq,
                tries,
                Unquoted.of(why));
    }

    /** Some of what is parked, every few minutes; on at once for as long as some of it is taken. */
    private boolean offerSomeParked() {
        if (System.nanoTime() - parkedDue < 0) {
            return false;
        }
        List<ReaderBoard.Parked> some = handover.parkedAfter(parkedPlace, PARKED_AT_ONCE);
        boolean taken = false;
        for (ReaderBoard.Parked parked : some) {
            if (bell.isOpen()) {
                taken |= offerParked(parked.seq());
                parkedPlace = parked.seq();
            }
        }
        boolean allRound = some.size() < PARKED_AT_ONCE;
        if (allRound) {
            parkedPlace = 0;
        }
        if (allRound || !taken) {
            parkedDue = System.nanoTime() + patience.parked().toNanos();
        }
        return taken;
    }

    private boolean offerParked(long seq) {
        handover.lookAgain();
        List<Entry> entries = feed.parked(seq, handover.cursor());
        if (entries.isEmpty()) {
            return false;
        }
        try {
            return handover.handParked(seq, entries);
        } catch (RuntimeException e) {
            String reason = Unquoted.reason(e);
            LOG.warn("A parked entry was refused again reader={} seq={} reason={}", name, seq, reason);
            // Where it is the database that failed, this fails as well, and nothing is counted.
            handover.refusedAgain(seq, reason);
            trouble = new Trouble(trouble.tries(), reason, Optional.of(clock.instant()));
            return false;
        }
    }

    private void troubled(int failures, Throwable why) {
        trouble = new Trouble(failures, Unquoted.reason(why), Optional.of(clock.instant()));
    }
}
