// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Priority;

/**
 * Many intakes written in one transaction.
 *
 * <p>Why nothing is doubled: there is one writer, so between asking what is known and inserting nobody else inserts;
 * what this batch itself adds is added to {@link Known} as it goes; and the unique index on message and revision stands
 * behind both. Why nothing is out of order: {@code seq} is given here and nowhere else, and a batch that fails gives
 * back what it took.
 */
final class Batch {
    /** Sent longer ago than this when it came in, a message is late: people are not alarmed by it. */
    private static final Duration LATE_AFTER = Duration.ofMinutes(10);

    private final Map<MessageId, Known> known;
    private final List<Line> lines = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Ledger.MarkRow> marks = new LinkedHashSet<>();
    private final List<Ledger.Amendment> amendments = new ArrayList<>();
    private final Map<String, List<Long>> owed = new LinkedHashMap<>();
    private boolean marksMayBeThere;
    private long seq;

    private Batch(Map<MessageId, Known> known, long head) {
        this.known = known;
        this.seq = head;
    }

    /**
     * What a batch wrote.
     *
     * @param head the last line of the log now
     * @param fresh new lines of each intake, in the order of the intakes
     */
    record Written(long head, List<Entry> entries, List<Integer> fresh) {}

    static Written write(Connection connection, List<Intake> intakes, long head) throws SQLException {
        Set<MessageId> ids = new LinkedHashSet<>();
        intakes.forEach(i -> i.drafts().forEach(d -> ids.add(d.id())));
        Batch batch = new Batch(new HashMap<>(Ledger.known(connection, ids)), head);
        Set<String> found = batch.foundAlready(connection, intakes);
        List<Integer> fresh = new ArrayList<>();
        for (Intake intake : intakes) {
            int before = batch.lines.size();
            for (Draft draft : intake.drafts()) {
                batch.take(connection, draft, found);
            }
            fresh.add(batch.lines.size() - before);
        }
        batch.flush(connection, intakes);
        return new Written(batch.seq, batch.entries, fresh);
    }

    private void take(Connection connection, Draft draft, Set<String> found) throws SQLException {
        if (draft instanceof Draft.Said said) {
            Known message = known.computeIfAbsent(said.id(), id -> new Known());
            if (message.revisions.add(said.revision())) {
                said(said, message);
            } else {
                seenAgain(connection, said, message);
            }
        } else if (draft instanceof Draft.Recalled recalled) {
            Known message = known.computeIfAbsent(recalled.id(), id -> new Known());
            if (message.revisions.add(recalled.revision())) {
                recalled(recalled, message);
            }
        } else if (draft instanceof Draft.Found finding && found.add(finding.id() + finding.revision())) {
            found(finding);
        }
    }

    private void said(Draft.Said said, Known known) {
        Message m = said.message();
        seq++;
        boolean first = known.firstSeq == 0;
        known.versions++;
        long at = said.version().at().toEpochMilli();
        boolean newest = at >= known.currentAt;
        known.currentAt = Math.max(known.currentAt, at);
        Rank rank = Rank.among(said.findings());
        if (first) {
            known.firstSeq = seq;
            known.account = m.account();
            known.delivery = said.delivery();
        } else {
            if (newest) {
                amendments.add(new Ledger.Amendment.Edited(known.firstSeq, seq, rank));
            } else {
                amendments.add(new Ledger.Amendment.Joined(known.firstSeq));
            }
            marksMayBeThere = true;
        }
        mark(said.findings(), known.firstSeq);
        lines.add(new Line(
                seq,
                said.id(),
                said.revision(),
                at,
                first ? Line.Kind.SAID : Line.Kind.EDITED,
                known.versions,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                m.conversation().id(),
                m.sender().id(),
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                said.receivedAt().toEpochMilli(),
                m.order(),
                rank,
                said.delivery(),
                first ? seq : known.firstSeq,
                first && known.recalled,
                first && known.recalled,
                said.body()));
        for (String stage : said.owed()) {
            owed.computeIfAbsent(stage, s -> new ArrayList<>()).add(seq);
        }
        entries.add(new Entry.Said(
                seq,
                known.firstSeq,
                liveness(m.sentAt(), said.receivedAt()),
                m,
                known.versions,
                known.recalled,
                said.receivedAt(),
                said.findings()));
    }

    private void recalled(Draft.Recalled draft, Known known) {
        seq++;
        known.recalled = true;
        if (known.firstSeq != 0) {
            amendments.add(new Ledger.Amendment.Recalled(known.firstSeq));
        }
        var recall = draft.recall();
        long at = recall.at().toEpochMilli();
        lines.add(new Line(
                seq,
                draft.id(),
                draft.revision(),
                at,
                Line.Kind.RECALLED,
                0,
                recall.key().platform(),
                recall.key().tenant(),
                recall.account(),
                recall.conversation().id(),
                recall.by().map(s -> s.id()).orElse(""),
                "",
                at,
                draft.receivedAt().toEpochMilli(),
                at,
                Rank.NONE,
                draft.delivery(),
                known.firstSeq,
                false,
                true,
                draft.body()));
        entries.add(new Entry.Recalled(seq, known.firstSeq, liveness(recall.at(), draft.receivedAt()), recall));
    }

    private void found(Draft.Found draft) {
        seq++;
        Finding finding = draft.finding();
        Message m = draft.message();
        Rank rank = Rank.among(List.of(finding));
        amendments.add(new Ledger.Amendment.Found(draft.firstSeq(), draft.ofSeq(), rank));
        marksMayBeThere = true;
        mark(List.of(finding), draft.firstSeq());
        long at = draft.at().toEpochMilli();
        lines.add(new Line(
                seq,
                draft.id(),
                draft.revision(),
                at,
                Line.Kind.FOUND,
                0,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                m.conversation().id(),
                m.sender().id(),
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                at,
                m.order(),
                rank,
                "",
                draft.firstSeq(),
                false,
                false,
                draft.body()));
        entries.add(new Entry.Found(seq, draft.firstSeq(), liveness(m.sentAt(), draft.at()), m, finding));
    }

    private void mark(Collection<Finding> findings, long firstSeq) {
        findings.stream()
                .flatMap(f -> f.marks().stream())
                // What people see as medium is most of the log, and has the column alone.
                .filter(m -> !m.equals(Priority.MEDIUM.mark()))
                .forEach(m -> marks.add(new Ledger.MarkRow(m.kind().name(), m.value(), firstSeq)));
    }

    private static void seenAgain(Connection connection, Draft.Said said, Known known) throws SQLException {
        String account = said.message().account();
        if (!account.equals(known.account) || !said.delivery().equals(known.delivery)) {
            Ledger.sighting(
                    connection,
                    said.id(),
                    account,
                    said.delivery(),
                    said.receivedAt().toEpochMilli());
        }
    }

    /** Findings of this batch that are in the log already: only after a crash between a commit and its payment. */
    private Set<String> foundAlready(Connection connection, List<Intake> intakes) throws SQLException {
        Set<String> there = new HashSet<>();
        for (Intake intake : intakes) {
            for (Draft draft : intake.drafts()) {
                if (draft instanceof Draft.Found f && Ledger.has(connection, f.id(), f.revision())) {
                    there.add(f.id() + f.revision());
                }
            }
        }
        return there;
    }

    private void flush(Connection connection, List<Intake> intakes) throws SQLException {
        if (!lines.isEmpty()) {
            Ledger.write(connection, lines);
        }
        Ledger.mark(connection, marks, marksMayBeThere);
        Ledger.amend(connection, amendments);
        for (Map.Entry<String, List<Long>> debt : owed.entrySet()) {
            Debts.owe(connection, debt.getKey(), debt.getValue());
        }
        for (Intake intake : intakes) {
            for (Letter letter : intake.letters()) {
                Ledger.letter(connection, letter);
            }
            if (intake.payment().isPresent()) {
                Intake.Payment paid = intake.payment().get();
                Debts.paid(connection, paid.stage(), paid.upTo());
            }
        }
    }

    static Entry.Liveness liveness(Instant said, Instant received) {
        return said.plus(LATE_AFTER).isBefore(received) ? Entry.Liveness.LATE : Entry.Liveness.LIVE;
    }
}
