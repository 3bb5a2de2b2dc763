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
import java.util.stream.Stream;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.vault.Sealed;

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

    private static final int NOBODY = 0;

    private final Connection connection;
    private final Archive archive;
    private final Scribe scribe;
    private final Names.Given names;
    private final Map<MessageId, Known> known;
    private final Map<MessageId, Marking> markings = new HashMap<>();
    private final Marks marks = new Marks();
    private final Twins twins;
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
            Archive archive,
            Scribe scribe,
            Names.Given names,
            Map<MessageId, Known> known,
            long head) {
        this.connection = connection;
        this.archive = archive;
        this.scribe = scribe;
        this.names = names;
        this.known = known;
        this.seq = head;
        this.twins = new Twins(connection, archive);
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
            Connection connection, Archive archive, Scribe scribe, Names.Given names, List<Intake> intakes, long head)
            throws SQLException {
        Ledger.lock(connection);
        long before = Math.max(head, Ledger.lockedHead(connection));
        Set<MessageId> ids = new LinkedHashSet<>();
        intakes.forEach(i -> i.drafts().forEach(d -> ids.add(d.id())));
        Batch batch = new Batch(connection, archive, scribe, names, Ledger.known(connection, ids), before);
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
            Ledger.moveHead(connection, batch.seq);
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
                    needed.add(room(said.message()));
                    needed.add(sender(said.message()));
                    said.findings().forEach(f -> f.marks().forEach(m -> needed.add(Names.Name.mark(m))));
                } else if (draft instanceof Draft.Recalled recalled) {
                    needed.add(room(recalled));
                    needed.add(sender(recalled));
                } else if (!(draft instanceof Draft.Forgotten)) {
                    thoughtOf.add(draft.id());
                }
            }
        }
        names.need(connection, needed);
        twins.prepare(heard);
        archive.ofMessages(connection, thoughtOf).stream()
                .collect(Collectors.groupingBy(Archive.Row::id))
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
        Optional<Twins.Twin> before = first ? twins.pair(said, seq, names.of(room(m))) : Optional.empty();
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
        lines.add(new Line(
                seq,
                said.id(),
                said.revision(),
                at,
                first ? Line.Kind.SAID : Line.Kind.EDITED,
                known.versions,
                known.firstSeq,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                names.of(room(m)),
                names.of(sender(m)),
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                said.receivedAt().toEpochMilli(),
                m.order(),
                first ? known.rank : Rank.among(said.findings()),
                first && known.recalled,
                said.delivery(),
                said.body()));
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
        foundLine(said.id(), draft.revision(), said.message(), known, draft.at(), finding, draft.body());
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
            recallOther(takenBack(said.message(), said), known);
        } else if (other.recalled && known.revisions.add(Draft.Recalled.REVISION)) {
            recalled(takenBack(said.message(), said), known, false);
        }
    }

    /** That a message was taken back is known of the other one already. */
    private Draft.Recalled takenBack(Message m, Draft.Said said) {
        return scribe.recalled(
                new Sighting.Recalled(
                        m.key(), m.account(), m.conversation(), Optional.of(m.sender()), said.receivedAt(), ""),
                said.delivery(),
                said.receivedAt());
    }

    private Known knownOf(MessageId id) throws SQLException {
        if (!known.containsKey(id)) {
            known.put(id, Ledger.known(connection, List.of(id)).getOrDefault(id, new Known()));
        }
        return known.get(id);
    }

    private Marking markingOf(MessageId id) throws SQLException {
        if (!markings.containsKey(id)) {
            markings.put(id, Marking.of(archive.ofMessages(connection, List.of(id))));
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
        if (other.isEmpty()) {
            return;
        }
        Message m = other.get();
        Message edited = new Message(
                m.key(),
                m.account(),
                m.conversation(),
                m.sender(),
                m.to(),
                said.message().content(),
                m.repliesTo(),
                m.sentAt(),
                m.order(),
                said.message().payload());
        Revision revision =
                new Revision(Revision.ofContent(edited).id(), said.version().at());
        Draft.Said draft = scribe.said(
                new Sighting.Said(edited, revision), said.delivery(), said.receivedAt(), said.findings(), said.owed());
        if (knownOf(m.id()).revisions.add(draft.revision())) {
            names.need(connection, List.of(room(m), sender(m)));
            said(draft, knownOf(m.id()), false);
        }
    }

    private void recallOther(Draft.Recalled draft, Known known) throws SQLException {
        Optional<Message> other = otherThan(known);
        if (other.isPresent() && knownOf(other.get().id()).revisions.add(Draft.Recalled.REVISION)) {
            Message m = other.get();
            Sighting.Recalled recall = draft.recall();
            recalled(
                    scribe.recalled(
                            new Sighting.Recalled(
                                    m.key(), m.account(), m.conversation(), recall.by(), recall.at(), recall.payload()),
                            draft.delivery(),
                            draft.receivedAt()),
                    knownOf(m.id()),
                    false);
        }
    }

    private void recalled(Draft.Recalled draft, Known known, boolean tell) throws SQLException {
        names.need(connection, List.of(room(draft), sender(draft)));
        seq++;
        known.recalled = true;
        if (known.firstSeq != 0) {
            changed.add(known);
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
                known.firstSeq,
                recall.key().platform(),
                recall.key().tenant(),
                recall.account(),
                names.of(room(draft)),
                names.of(sender(draft)),
                "",
                at,
                draft.receivedAt().toEpochMilli(),
                at,
                Rank.NONE,
                true,
                draft.delivery(),
                draft.body()));
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
        foundLine(draft.id(), draft.revision(), draft.message(), known, draft.at(), finding, draft.body());
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
        foundLine(
                draft.id(), revision, shown, known, draft.at(), finding, scribe.byHand(draft.id(), revision, finding));
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
        lines.add(new Line(
                seq,
                draft.id(),
                Draft.Forgotten.REVISION,
                at,
                Line.Kind.FORGOTTEN,
                0,
                known.firstSeq,
                draft.platform(),
                draft.tenant(),
                draft.account(),
                NOBODY,
                NOBODY,
                "",
                at,
                at,
                at,
                Rank.NONE,
                false,
                draft.certificate(),
                Line.NO_BODY));
        entries.add(new Entry.Forgotten(seq, known.firstSeq, Entry.Liveness.LATE, draft.id(), draft.certificate()));
    }

    private void foundLine(
            MessageId id, String revision, Message m, Known known, Instant when, Finding finding, Sealed body) {
        long at = when.toEpochMilli();
        lines.add(new Line(
                seq,
                id,
                revision,
                at,
                Line.Kind.FOUND,
                0,
                known.firstSeq,
                m.key().platform(),
                m.key().tenant(),
                m.account(),
                NOBODY,
                NOBODY,
                m.content().type().word(),
                m.sentAt().toEpochMilli(),
                at,
                m.order(),
                Rank.among(List.of(finding)),
                false,
                "",
                body));
    }

    private void seenAgain(Draft.Said said, Known known) throws SQLException {
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

    private void flush(List<Intake> intakes) throws SQLException {
        if (!lines.isEmpty()) {
            Ledger.write(connection, lines);
        }
        if (!forgetting.isEmpty()) {
            Ledger.forget(connection, forgetting);
        }
        marks.flush(connection, names);
        if (!entries.isEmpty()) {
            twins.flush(newest(intakes));
        }
        now();
        for (Intake intake : intakes) {
            for (Letter letter : intake.letters()) {
                Ledger.letter(connection, letter);
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
            Ledger.hand(connection, job.getKey(), job.getValue());
        }
    }

    private void now() throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        Collection<Ledger.Now> now = changed.stream()
                .map(k -> new Ledger.Now(k.firstSeq, k.currentSeq, k.rank, k.recalled))
                .toList();
        Ledger.now(
                connection,
                now,
                changed.stream().filter(k -> k.amended).map(k -> k.firstSeq).collect(Collectors.toSet()));
    }

    /** When the last of them came in. */
    private static Instant newest(List<Intake> intakes) {
        return intakes.stream()
                .flatMap(intake -> intake.drafts().stream())
                .flatMap(draft -> draft instanceof Draft.Said said ? Stream.of(said.receivedAt()) : Stream.of())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Names.Name room(Message m) {
        return Names.Name.room(
                m.key().platform(), m.key().tenant(), m.conversation().id());
    }

    private static Names.Name sender(Message m) {
        return Names.Name.sender(
                m.key().platform(), m.key().tenant(), m.sender().id());
    }

    private static Names.Name room(Draft.Recalled draft) {
        var recall = draft.recall();
        return Names.Name.room(
                recall.key().platform(),
                recall.key().tenant(),
                recall.conversation().id());
    }

    private static Names.Name sender(Draft.Recalled draft) {
        var recall = draft.recall();
        return Names.Name.sender(
                recall.key().platform(),
                recall.key().tenant(),
                recall.by().map(s -> s.id()).orElse(""));
    }

    static Entry.Liveness liveness(Instant said, Instant received) {
        return said.plus(LATE_AFTER).isBefore(received) ? Entry.Liveness.LATE : Entry.Liveness.LIVE;
    }
}
