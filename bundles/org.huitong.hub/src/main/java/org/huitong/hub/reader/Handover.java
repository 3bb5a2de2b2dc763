// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.hub.journal.Journal;

/**
 * Hands entries to one reader, each time in one transaction with what is remembered of it.
 *
 * <p>Why each entry takes effect once: effect and cursor are committed together, and the cursor is moved by
 * compare-and-set, so a second desk of the same reader (an update that overlaps) rolls its effect back. Why none is
 * missed: entries become readable in the order of {@code seq}, and the cursor never passes one that was not handed
 * over or parked.
 */
final class Handover {
    private final ReaderCard card;
    private final Reader reader;
    private final Journal journal;
    private final InstantSource clock;
    /**
     * Where the last batch ended, null where the table has to be asked. It may be behind the times, which the next move
     * finds out. Only the desk's thread touches it.
     */
    private Cursor lately;

    /** The cursor is not where it was: another desk, or an operator, has moved it. */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Moved() {
            super("the cursor was moved by somebody else", null, false, false);
        }
    }

    Handover(ReaderCard card, Reader reader, Journal journal, InstantSource clock) {
        this.card = card;
        this.reader = reader;
        this.journal = journal;
        this.clock = clock;
    }

    Reader reader() {
        return reader;
    }

    /** How far the reader has come; it begins where it wants to, where it was never seen before in this edition. */
    Cursor cursor() {
        if (lately == null) {
            lately = cursorOnDisk();
        }
        return lately;
    }

    /** Where there is nothing to read: an operator may have set the cursor back meanwhile. */
    void lookAgain() {
        lately = null;
    }

    private Cursor cursorOnDisk() {
        return journal.transactions().write(connection -> {
            Optional<Cursor> there = Cursor.of(connection, card.name());
            if (there.isPresent() && there.get().edition().equals(OptionalInt.of(card.edition()))) {
                return there.get();
            }
            long head = journal.head();
            if (there.isPresent()) {
                // Back, and never forward over what its predecessor has not read.
                long place = Math.min(there.get().position(), beginning(connection, head));
                return Cursor.beginAgain(connection, card.name(), card.edition(), place);
            }
            long place = Math.min(head, beginning(connection, head));
            return Cursor.begin(connection, card.name(), card.edition(), place, head);
        });
    }

    private long beginning(Connection connection, long head) throws SQLException {
        if (card.back().isEmpty()) {
            return 0;
        }
        Duration back = card.back().get();
        return back.isZero()
                ? head
                : Cursor.lastBefore(connection, clock.instant().minus(back));
    }

    /** @throws Moved where it is elsewhere */
    void needCursorAt(long position) {
        boolean there = journal.transactions()
                .read(connection -> Cursor.of(connection, card.name()))
                .filter(c -> c.position() == position)
                .isPresent();
        if (!there) {
            throw new Moved();
        }
    }

    /** @throws RuntimeException where the reader does not take them, for whatever reason */
    void hand(long from, List<Entry> entries) {
        long to = entries.get(entries.size() - 1).seq();
        Cursor before = lately;
        lately = null;
        journal.transactions().write(connection -> {
            read(entries, connection);
            // Last: a reader that takes its time must not lock its cursor, which pages and traces look at.
            move(connection, from, to);
            return null;
        });
        lately = before == null ? null : before.at(to);
    }

    void park(long position, long seq, String reason, int tries) {
        lately = null;
        journal.transactions().write(connection -> {
            move(connection, position, seq);
            ParkedEntries.park(connection, card.name(), seq, reason, tries, clock.instant());
            return null;
        });
    }

    List<ReaderBoard.Parked> parkedAfter(long seq, int limit) {
        return journal.transactions().read(connection -> ParkedEntries.after(connection, card.name(), seq, limit));
    }

    /** False where it is parked no longer. */
    boolean handParked(long seq, List<Entry> entries) {
        return journal.transactions().write(connection -> {
            if (!ParkedEntries.take(connection, card.name(), seq)) {
                return false;
            }
            read(entries, connection);
            return true;
        });
    }

    void refusedAgain(long seq, String reason) {
        journal.transactions().write(connection -> ParkedEntries.refused(connection, card.name(), seq, reason, 1));
    }

    /** A reader's Errors become exceptions here, for which every store rolls back. */
    private void read(List<Entry> entries, Connection connection) throws SQLException {
        try {
            reader.read(entries, connection);
        } catch (Error e) {
            throw new IllegalStateException("the reader broke", e);
        } finally {
            // An interrupt that it leaves behind would hit the database, which takes it for the end of the connection.
            Thread.interrupted();
        }
    }

    private void move(Connection connection, long from, long to) throws SQLException {
        if (!Cursor.move(connection, card.name(), card.edition(), from, to)) {
            throw new Moved();
        }
    }
}
