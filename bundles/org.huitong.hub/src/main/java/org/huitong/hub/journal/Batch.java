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
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;

/**
 * Many intakes written in one transaction.
 *
 * <p>Why nothing is doubled: the row that holds the head of the log is locked before anything is asked, so between asking
 * what is known and inserting nobody else inserts; what this batch itself adds is added to {@link Known} as it goes; and
 * the unique key on message and revision stands behind both. Why nothing is out of order: {@code seq} is given here and
 * nowhere else, and a batch that fails gives back what it took.
 *
 * <p>What came through two doors is two messages here, of which the later one bears a mark; an edit, a recall and what is
 * said by hand of one is written of the other as well, so that they never differ in what people see.
 */
final class Batch {
    /** Sent longer ago than this when it came in, a message is late: people are not alarmed by it. */
    private static final Duration LATE_AFTER = Duration.ofMinutes(10);

    private final Connection connection;
    private final LogReader log;
    private final Scribe scribe;
    private final Names.Given names;
    private final Map<MessageId, Known> known;
    private final Map<MessageId, Marking> markings = new HashMap<>();
    private final Marks marks = new Marks();
    private final Twins twins;
    private final OtherDoor otherDoor;
    private final List<Line> lines = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Known> changed = new LinkedHashSet<>();
    private final Map<String, List<Long>> owed = new LinkedHashMap<>();
    private final Map<String, SortedSet<Long>> stillOwed = new LinkedHashMap<>();
    private final Map<String, Set<Long>> owedAgain = new LinkedHashMap<>();
    private final Set<MessageId> forgetting = new LinkedHashSet<>();
    private final Map<String, List<Long>> byJob = new LinkedHashMap<>();
    private long seq;

    private Batch(
            Connection connection,
            LogReader log,
            Scribe scribe,
            Names.Given names,
            Map<MessageId, Known> known,
            long head) {
        this.connection = connection;
        this.log = log;
        this.scribe = scribe;
        this.names = names;
        this.known = known;
        this.seq = head;
        this.twins = new Twins(connection, log);
        this.otherDoor = new OtherDoor(scribe);
    }

    /**
     * What a batch wrote.
     *
     * @param head the last line of the log now
     * @param fresh new lines of each intake, in the order of the intakes
     */
    record Written(long head, List<Entry> entries, List<Integer> fresh) {}

    /** @param head the last line that this hub knows of; the row in the database may know better */
    static Written write(
            Connection connection, LogReader log, Scribe scribe, Names.Given names, List<Intake> intakes, long head)
            throws SQLException {
        LogTables.lock(connection);
        long before = Math.max(head, LogTables.lockedHead(connection));
        Set<MessageId> ids = new LinkedHashSet<>();
        intakes.forEach(i -> i.drafts().forEach(d -> ids.add(d.id())));
        Batch batch = new Batch(connection, log, scribe, names, LogTables.known(connection, ids), before);
        batch.prepare(intakes);
        List<Integer> fresh = new ArrayList<>();
        for (Intake intake : intakes) {
            int written = batch.lines.size();
            for (Draft draft : intake.drafts()) {
                batch.take(draft);
            }
            fresh.add(batch.lines.size() - written);
        }
        batch.flush(intakes);
        for (int i = 0; i < intakes.size(); i++) {
            intakes.get(i).beside().write(connection, fresh.get(i));
        }
        if (batch.seq != before) {
            LogTables.moveHead(connection, batch.seq);
        }
        return new Written(batch.seq, batch.entries, fresh);
    }

    /** Reads what is thought of the messages that there will be more of, and sees to the numbers of names. */
    private void prepare(List<Intake> intakes) throws SQLException {
        List<Draft.Said> heard = new ArrayList<>();
        Set<MessageId> thoughtOf = new LinkedHashSet<>();
        Set<Names.Name> needed = new HashSet<>();
        for (Intake intake : intakes) {
            for (Draft draft : intake.drafts()) {
                if (draft instanceof Draft.Said said) {
                    Known there = known.get(said.id());
                    if ((there == null || there.firstSeq == 0) && said.heard().isPresent()) {
                        heard.add(said);
                    }
                    if (there != null
                            && there.firstSeq != 0
                            && !there.forgotten
                            && !there.revisions.contains(said.revision())) {
                        thoughtOf.add(said.id());
                    }
                    needed.add(Names.Name.room(said.message()));
                    needed.add(Names.Name.sender(said.message()));
                    said.findings().forEach(f -> f.marks().forEach(m -> needed.add(Names.Name.mark(m))));
                } else if (draft instanceof Draft.Recalled recalled) {
                    needed.add(Names.Name.room(recalled.recall()));
                    needed.add(Names.Name.sender(recalled.recall()));
                } else if (!(draft instanceof Draft.Forgotten)) {
                    thoughtOf.add(draft.id());
                }
            }
        }
        names.need(connection, needed);
        twins.prepare(heard);
        log.ofMessages(connection, thoughtOf).stream()
                .collect(Collectors.groupingBy(LogReader.Row::id))
                .forEach((id, rows) -> markings.put(id, Marking.of(rows)));
    }

    private void take(Draft draft) throws SQLException {
        if (draft instanceof Draft.Said said) {
            Known message = known.computeIfAbsent(said.id(), id -> new Known());
            if (!message.forgotten && message.revisions.add(said.revision())) {
                said(said, message, true);
            } else {
                seenAgain(said, message);
            }
        } else if (draft instanceof Draft.Recalled recalled) {
            Known message = known.computeIfAbsent(recalled.id(), id -> new Known());
            if (!message.forgotten && message.revisions.add(recalled.revision())) {
                recalled(recalled, message, true);
            }
        } else if (draft instanceof Draft.Found found && known.containsKey(found.id())) {
            found(found, known.get(found.id()));
        } else if (draft instanceof Draft.Hand hand && known.containsKey(hand.id())) {
            byHand(hand, known.get(hand.id()), true);
        } else if (draft instanceof Draft.Forgotten forgotten && known.containsKey(forgotten.id())) {
            forgotten(forgotten, known.get(forgotten.id()));
        }
    }

    /** @param tell whether the one that came through another door has to be told */
    private void said(Draft.Said said, Known known, boolean tell) throws SQLException {
        Message m = said.message();
        seq++;
        boolean first = known.firstSeq == 0;
        known.versions++;
        long at = said.version().at().toEpochMilli();
        boolean newest = at >= known.currentAt;
        known.currentAt = Math.max(known.currentAt, at);
        Marking marking = markings.computeIfAbsent(said.id(), id -> new Marking());
        Optional<Twins.Twin> before = first ? twins.pair(said, seq, names.of(Names.Name.room(m))) : Optional.empty();
        if (first) {
            known.firstSeq = seq;
            known.account = m.account();
            known.delivery = said.delivery();
            marking.said(seq, m, said.findings(), true);
            before.ifPresent(twin -> marking.found(seq, seq, Twins.finding(twin)));
            known.currentSeq = seq;
            known.rank = marking.rank();
            marks.first(marking, seq);
        } else {
            marks.change(known, marking, () -> marking.said(seq, m, said.findings(), newest));
            changed.add(known);
        }
        lines.add(Line.said(seq, said, known, names));
        for (String stage : said.owed()) {
            owed.computeIfAbsent(stage, s -> new ArrayList<>()).add(seq);
        }
        entries.add(new Entry.Said(
                seq,
                known.firstSeq,
                m.sender().isOurs() ? Entry.Liveness.LATE : liveness(m.sentAt(), said.receivedAt()),
                m,
                known.versions,
                known.recalled,
                said.receivedAt(),
                said.findings(),
                marking.marks()));
        if (before.isPresent()) {
            same(said, known, marking, before.get());
        } else if (!first && tell) {
            editOther(said, known);
        }
    }

    /** Two doors told the same: what is known of that is a finding about the later one. */
    private void same(Draft.Said said, Known known, Marking marking, Twins.Twin first) throws SQLException {
        Finding finding = Twins.finding(first);
        Draft.Found draft = scribe.found(
                known.firstSeq, known.firstSeq, said.message(), finding, Map.of(), List.of(), said.receivedAt());
        seq++;
        changed.add(known);
        lines.add(Line.found(seq, draft, known));
        entries.add(new Entry.Found(
                seq,
                known.firstSeq,
                liveness(said.message().sentAt(), draft.at()),
                said.message(),
                Optional.empty(),
                finding,
                marking.marks()));
        Known other = knownOf(first.id());
        if (known.recalled && !other.recalled) {
            recallOther(otherDoor.takenBack(said), known);
        } else if (other.recalled && known.revisions.add(Draft.Recalled.REVISION)) {
            recalled(otherDoor.takenBack(said), known, false);
        }
    }

    private Known knownOf(MessageId id) throws SQLException {
        if (!known.containsKey(id)) {
            known.put(id, LogTables.known(connection, List.of(id)).getOrDefault(id, new Known()));
        }
        return known.get(id);
    }

    private Marking markingOf(MessageId id) throws SQLException {
        if (!markings.containsKey(id)) {
            markings.put(id, Marking.of(log.ofMessages(connection, List.of(id))));
        }
        return markings.get(id);
    }

    /** The other one of a pair, as people see it; empty where there is none, or no more than its skeleton. */
    private Optional<Message> otherThan(Known known) throws SQLException {
        Optional<Twins.Twin> twin = known.firstSeq == 0 ? Optional.empty() : twins.of(known.firstSeq);
        if (twin.isEmpty() || knownOf(twin.get().id()).forgotten) {
            return Optional.empty();
        }
        Marking marking = markingOf(twin.get().id());
        return marking.version(marking.current())
                .filter(m -> m.id().equals(twin.get().id()));
    }

    private void editOther(Draft.Said said, Known known) throws SQLException {
        Optional<Message> other = otherThan(known);
        if (other.isPresent()) {
            Draft.Said draft = otherDoor.edited(said, other.get());
            Known there = knownOf(draft.id());
            if (there.revisions.add(draft.revision())) {
                names.need(connection, List.of(Names.Name.room(other.get()), Names.Name.sender(other.get())));
                said(draft, there, false);
            }
        }
    }

    private void recallOther(Draft.Recalled recalled, Known known) throws SQLException {
        Optional<Message> other = otherThan(known);
        if (other.isPresent()) {
            Draft.Recalled draft = otherDoor.recalled(recalled, other.get());
            Known there = knownOf(draft.id());
            if (there.revisions.add(draft.revision())) {
                names.need(connection, List.of(Names.Name.room(draft.recall()), Names.Name.sender(draft.recall())));
                recalled(draft, there, false);
            }
        }
    }

    private void recalled(Draft.Recalled draft, Known known, boolean tell) throws SQLException {
        seq++;
        known.recalled = true;
        if (known.firstSeq != 0) {
            changed.add(known);
        }
        var recall = draft.recall();
        lines.add(Line.recalled(seq, draft, known, names));
        entries.add(new Entry.Recalled(seq, known.firstSeq, liveness(recall.at(), draft.receivedAt()), recall));
        if (tell) {
            recallOther(draft, known);
        }
    }

    private void found(Draft.Found draft, Known known) throws SQLException {
        Marking marking = markings.get(draft.id());
        if (known.firstSeq == 0 || known.forgotten) {
            return;
        }
        Finding finding = draft.finding();
        if (!draft.basis().entrySet().stream()
                .allMatch(seen -> marking.of(draft.ofSeq(), seen.getKey()).equals(seen.getValue()))) {
            // What it was made of was replaced while the stage was thinking. Whoever waits for the stage's first word
            // waits on.
            if (marking.of(draft.ofSeq(), finding.stage()).isPresent()) {
                owedAgain
                        .computeIfAbsent(finding.stage(), s -> new LinkedHashSet<>())
                        .add(draft.ofSeq());
            } else {
                stillOwed.computeIfAbsent(finding.stage(), s -> new TreeSet<>()).add(draft.ofSeq());
            }
            return;
        }
        Optional<Finding> before = marking.of(draft.ofSeq(), finding.stage());
        if (before.isPresent() && before.get().equals(finding)) {
            return;
        }
        if (before.isEmpty() || !before.get().marks().equals(finding.marks())) {
            for (String successor : draft.successors()) {
                owedAgain.computeIfAbsent(successor, s -> new LinkedHashSet<>()).add(draft.ofSeq());
            }
        }
        seq++;
        marks.change(known, marking, () -> marking.found(draft.ofSeq(), seq, finding));
        changed.add(known);
        lines.add(Line.found(seq, draft, known));
        entries.add(new Entry.Found(
                seq,
                known.firstSeq,
                before.isPresent() || draft.message().sender().isOurs()
                        ? Entry.Liveness.LATE
                        : liveness(draft.message().sentAt(), draft.at()),
                draft.message(),
                before,
                finding,
                marking.marks()));
    }

    private void byHand(Draft.Hand draft, Known known, boolean tell) throws SQLException {
        Marking marking = markings.get(draft.id());
        if (known.firstSeq == 0 || known.forgotten) {
            return;
        }
        Optional<Finding> before = marking.byHand();
        Optional<Finding> said = draft.what().upon(marking, draft.by());
        if (said.isEmpty()) {
            return;
        }
        Finding finding = said.get();
        Message shown = marking.version(marking.current()).orElseThrow();
        seq++;
        marks.change(known, marking, () -> marking.found(0, seq, finding));
        marks.deny(known, finding);
        changed.add(known);
        String revision = Draft.Hand.revisionOf(seq);
        lines.add(Line.found(
                seq, revision, shown, known, draft.at(), finding, scribe.byHand(draft.id(), revision, finding)));
        draft.job().ifPresent(job -> byJob.computeIfAbsent(job, j -> new ArrayList<>())
                .add(seq));
        entries.add(new Entry.Found(seq, known.firstSeq, Entry.Liveness.LIVE, shown, before, finding, marking.marks()));
        Optional<Message> other = tell ? otherThan(known) : Optional.empty();
        if (other.isPresent()) {
            MessageId id = other.get().id();
            byHand(new Draft.Hand(id, draft.what(), draft.by(), draft.at(), draft.job()), knownOf(id), false);
        }
    }

    private void forgotten(Draft.Forgotten draft, Known known) {
        if (known.firstSeq == 0 || known.forgotten) {
            return;
        }
        seq++;
        known.forgotten = true;
        changed.add(known);
        forgetting.add(draft.id());
        long at = draft.at().toEpochMilli();
        lines.add(Line.forgotten(seq, draft, known));
        entries.add(new Entry.Forgotten(seq, known.firstSeq, Entry.Liveness.LATE, draft.id(), draft.certificate()));
    }

    private void seenAgain(Draft.Said said, Known known) throws SQLException {
        String account = said.message().account();
        if (!account.equals(known.account) || !said.delivery().equals(known.delivery)) {
            LogTables.sighting(
                    connection,
                    said.id(),
                    account,
                    said.delivery(),
                    said.receivedAt().toEpochMilli());
        }
    }

    private void flush(List<Intake> intakes) throws SQLException {
        if (!lines.isEmpty()) {
            LogTables.write(connection, lines);
        }
        if (!forgetting.isEmpty()) {
            LogTables.forget(connection, forgetting);
        }
        marks.flush(connection, names);
        if (!entries.isEmpty()) {
            twins.flush();
        }
        now();
        for (Intake intake : intakes) {
            for (DeadLetterDraft letter : intake.letters()) {
                LogTables.letter(connection, letter);
            }
            if (intake.payment().isPresent()) {
                Intake.Payment paid = intake.payment().get();
                Debts.paid(connection, paid.stage(), paid.from(), paid.upTo());
            }
        }
        // After what was paid: what is owed again was found to be so later.
        for (Map.Entry<String, SortedSet<Long>> debt : stillOwed.entrySet()) {
            Debts.owe(connection, debt.getKey(), List.copyOf(debt.getValue()));
        }
        for (Map.Entry<String, List<Long>> debt : owed.entrySet()) {
            Debts.owe(connection, debt.getKey(), debt.getValue());
        }
        for (Map.Entry<String, Set<Long>> debt : owedAgain.entrySet()) {
            Debts.oweAgain(connection, debt.getKey(), debt.getValue());
        }
        for (Map.Entry<String, List<Long>> job : byJob.entrySet()) {
            LogTables.hand(connection, job.getKey(), job.getValue());
        }
    }

    private void now() throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        Collection<LogTables.Now> now = changed.stream()
                .map(k -> new LogTables.Now(k.firstSeq, k.currentSeq, k.rank, k.recalled))
                .toList();
        LogTables.now(
                connection,
                now,
                changed.stream().filter(k -> k.amended).map(k -> k.firstSeq).collect(Collectors.toSet()));
    }

    static Entry.Liveness liveness(Instant said, Instant received) {
        return said.plus(LATE_AFTER).isBefore(received) ? Entry.Liveness.LATE : Entry.Liveness.LIVE;
    }
}
