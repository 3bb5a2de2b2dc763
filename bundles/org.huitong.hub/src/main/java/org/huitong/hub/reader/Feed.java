// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.Leaf;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;

/** What one reader may be handed: nothing before the stages that it waits for, and what they made up since with it. */
final class Feed {
    /** About what comes in during a deep breath of {@link Pace}. */
    private static final int AT_ONCE = 1_000;

    private final List<String> awaits;
    private final Awaited awaited;
    private final Journal journal;
    private final Shade shade;

    /** Tells which stages a reader really has to wait for. */
    interface Awaited {
        boolean isAwaited(String stage);
    }

    Feed(List<String> awaits, Awaited awaited, Journal journal, Shade shade) {
        this.awaits = awaits;
        this.awaited = awaited;
        this.journal = journal;
        this.shade = shade;
    }

    /** What comes next; empty where there is nothing, or a stage is to be waited for. */
    List<Entry> after(Cursor cursor) {
        List<Entry> next = journal.leavesAfter(cursor.position(), AT_ONCE).stream()
                .map(shade::over)
                .toList();
        if (!awaits.isEmpty() && !next.isEmpty()) {
            long upTo = nothingOwedBefore();
            next = withWhatWasMadeUp(
                    next.stream().takeWhile(e -> e.seq() < upTo).toList());
        }
        return next.stream()
                .map(e -> e.seq() <= cursor.liveFrom() ? as(e, Entry.Liveness.REPLAYED) : e)
                .toList();
    }

    /** Whether so much has come since that line that the next piece would be a whole one. */
    boolean isBehindAt(long seq) {
        return journal.head() - seq >= AT_ONCE;
    }

    /** One that was parked: read for the first time, but not any more while it was news. */
    List<Entry> parked(long seq, Cursor cursor) {
        Entry.Liveness liveness = seq <= cursor.liveFrom() ? Entry.Liveness.REPLAYED : Entry.Liveness.LATE;
        List<Entry> entries =
                journal.at(seq).stream().map(Leaf::new).map(shade::over).toList();
        return withWhatWasMadeUp(entries).stream().map(e -> as(e, liveness)).toList();
    }

    /** The stage that holds the reader up at this line, if any. */
    Optional<String> heldUpBy(long position) {
        return journal.transactions().read(connection -> {
            for (String stage : awaits) {
                if (Debts.firstMissing(connection, stage) <= position + 1 && awaited.isAwaited(stage)) {
                    return Optional.of(stage);
                }
            }
            return Optional.empty();
        });
    }

    private long nothingOwedBefore() {
        return journal.transactions().read(connection -> {
            long first = Long.MAX_VALUE;
            for (String stage : awaits) {
                long missing = Debts.firstMissing(connection, stage);
                if (missing < first && awaited.isAwaited(stage)) {
                    first = missing;
                }
            }
            return first;
        });
    }

    /** A finding that was late stands behind its message in the log; who waited for it is given it with the message. */
    private List<Entry> withWhatWasMadeUp(List<Entry> entries) {
        Set<MessageId> lacking = entries.stream()
                .filter(e -> e instanceof Entry.Said said && lacks(said))
                .map(Entry::id)
                .collect(Collectors.toSet());
        if (lacking.isEmpty()) {
            return entries;
        }
        Map<MessageId, List<LogReader.Row>> rows =
                journal.transactions().read(connection -> journal.log().ofMessages(connection, lacking)).stream()
                        .collect(Collectors.groupingBy(LogReader.Row::id));
        return entries.stream()
                .map(e -> e instanceof Entry.Said said && rows.containsKey(e.id()) ? with(said, rows.get(e.id())) : e)
                .toList();
    }

    private boolean lacks(Entry.Said said) {
        return awaits.stream().anyMatch(stage -> said.findings().stream()
                .noneMatch(f -> f.stage().equals(stage)));
    }

    private static Entry with(Entry.Said said, List<LogReader.Row> rows) {
        Marking marking = Marking.of(rows);
        return new Entry.Said(
                said.seq(),
                said.firstSeq(),
                said.liveness(),
                said.message(),
                said.version(),
                said.recalled(),
                said.receivedAt(),
                List.copyOf(marking.stages(said.seq())),
                marking.marks());
    }

    private static Entry as(Entry entry, Entry.Liveness liveness) {
        if (entry instanceof Entry.Said s) {
            return new Entry.Said(
                    s.seq(),
                    s.firstSeq(),
                    liveness,
                    s.message(),
                    s.version(),
                    s.recalled(),
                    s.receivedAt(),
                    s.findings(),
                    s.marks());
        }
        if (entry instanceof Entry.Recalled r) {
            return new Entry.Recalled(r.seq(), r.firstSeq(), liveness, r.recall());
        }
        if (entry instanceof Entry.Found f) {
            return new Entry.Found(f.seq(), f.firstSeq(), liveness, f.message(), f.before(), f.finding(), f.marks());
        }
        if (entry instanceof Entry.Forgotten f) {
            return new Entry.Forgotten(f.seq(), f.firstSeq(), liveness, f.id(), f.certificate());
        }
        if (entry instanceof Entry.Quarantined q) {
            return new Entry.Quarantined(q.seq(), q.firstSeq(), liveness, q.id(), q.platform(), q.sentAt());
        }
        if (entry instanceof Entry.Same s) {
            return new Entry.Same(s.seq(), s.firstSeq(), liveness, s.id(), s.first());
        }
        Entry.Unreadable u = (Entry.Unreadable) entry;
        return new Entry.Unreadable(u.seq(), u.firstSeq(), liveness, u.id(), u.why());
    }
}
