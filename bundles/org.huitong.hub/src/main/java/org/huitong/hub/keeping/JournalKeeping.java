// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Belongings;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.hub.door.LineFinder;
import org.huitong.hub.door.Sought;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;
import org.huitong.hub.masking.Quarantine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Keeps the log in order.
 *
 * <p>Why nothing is forgotten that is to be kept: whether a message still fits is asked again in the transaction that
 * forgets it, under the lock of the log's head, where no mark can change; what whoever forgets keeps beside is written in
 * it, too, and where either fails there is neither. What belongs to it elsewhere, such as its files, is made unreadable in
 * it as well.
 */
@Component(service = Keeping.class)
public final class JournalKeeping implements Keeping {
    private static final int LOOKED_AT = 200;

    private final Journal journal;
    private final Clock clock;
    private final Set<Belongings> belongings = new CopyOnWriteArraySet<>();

    @Activate
    public JournalKeeping(@Reference Journal journal, @Reference Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBelongings(Belongings those) {
        belongings.add(those);
    }

    void removeBelongings(Belongings those) {
        belongings.remove(those);
    }

    @Override
    public Page find(Due due, Filter besides, long after) {
        Sought those = Sought.plain(due.filter());
        MessageQuery query = new MessageQuery(due.filter(), new MessageQuery.Order.Oldest(after), LOOKED_AT);
        return journal.transactions().read(connection -> {
            LineFinder.Found found = LineFinder.find(connection, those, query, journal.head());
            Map<Long, Line> there = lines(connection, found.seqs());
            there.values().removeIf(line -> !line.cameBefore(due.receivedBefore()));
            Set<Long> apart =
                    Set.copyOf(LineFinder.fitting(connection, Sought.plain(besides), List.copyOf(there.keySet())));
            List<Found> items = new ArrayList<>();
            for (Line line : there.values()) {
                boolean owed = Debts.owesAbout(connection, line.id());
                items.add(new Found(line.seq(), line.id(), line.sentAt(), apart.contains(line.seq()), owed));
            }
            return new Page(items, found.next());
        });
    }

    /** What stands in clear of a first line. */
    private record Line(
            long seq,
            MessageId id,
            Instant sentAt,
            Instant receivedAt,
            String platform,
            String tenant,
            String account) {
        boolean cameBefore(Instant time) {
            return receivedAt.isBefore(time);
        }
    }

    /** Those of the lines that have a body still, in the order of the log. */
    private static Map<Long, Line> lines(Connection connection, Collection<Long> seqs) throws SQLException {
        Map<Long, Line> lines = new TreeMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq, id, sent_at, received_at, platform, tenant,"
                        + " account FROM hub_journal WHERE seq = ? AND body_key <> ''")) {
            for (long seq : seqs) {
                select.setLong(1, seq);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        lines.put(
                                seq,
                                new Line(
                                        seq,
                                        MessageId.ofBytes(row.getBytes(2)),
                                        Instant.ofEpochMilli(row.getLong(3)),
                                        Instant.ofEpochMilli(row.getLong(4)),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7)));
                    }
                }
            }
        }
        return lines;
    }

    @Override
    public List<Kept> open(Collection<MessageId> messages) {
        needFew(messages);
        return journal.transactions().read(connection -> {
            Map<MessageId, List<LogReader.Row>> lines = journal.log().ofMessages(connection, messages).stream()
                    .collect(Collectors.groupingBy(LogReader.Row::id));
            List<Kept> kept = new ArrayList<>();
            for (MessageId id : messages) {
                List<LogReader.Row> rows = lines.getOrDefault(id, List.of());
                List<LogReader.Row> versions = LogReader.Row.inOrder(rows);
                if (!versions.isEmpty()
                        && rows.stream()
                                .allMatch(row -> row.opened().unavailable().isEmpty())
                        && versions.stream()
                                .noneMatch(row ->
                                        Quarantine.holds(row.opened().message().orElseThrow()))) {
                    kept.add(kept(id, rows, versions));
                }
            }
            return kept;
        });
    }

    private static Kept kept(MessageId id, List<LogReader.Row> rows, List<LogReader.Row> versions) {
        Marking marking = Marking.of(rows);
        boolean recalled = rows.stream().anyMatch(LogReader.Row::isRecall);
        long first = versions.stream().mapToLong(LogReader.Row::firstSeq).max().orElseThrow();
        List<MessageView> views = new ArrayList<>();
        for (LogReader.Row version : versions) {
            List<Finding> found = List.copyOf(marking.stages(version.seq()));
            views.add(new MessageView(
                    version.seq(),
                    id,
                    version.opened().message().orElseThrow(),
                    version.receivedAt(),
                    views.size() + 1,
                    recalled,
                    found,
                    Mark.among(found)));
        }
        long last = rows.stream().mapToLong(LogReader.Row::seq).max().orElseThrow();
        return new Kept(first, last, id, views, marking.marks());
    }

    @Override
    public int forget(Collection<Seen> messages, Due still, String certificate, Beside beside) {
        needFew(messages);
        Instant at = clock.instant();
        Map<MessageId, Long> seen = messages.stream().collect(Collectors.toMap(Seen::id, Seen::last));
        Map<Long, Line> lines = journal.transactions().read(connection -> {
            List<Long> firsts = new ArrayList<>();
            for (MessageId id : seen.keySet()) {
                firsts.add(journal.log().firstSeq(connection, id));
            }
            return lines(connection, firsts);
        });
        if (lines.isEmpty()) {
            return 0;
        }
        List<Draft> drafts = new ArrayList<>();
        for (Line line : lines.values()) {
            drafts.add(new Draft.Forgotten(line.id(), line.platform(), line.tenant(), line.account(), certificate, at));
        }
        Intake.Outcome outcome = journal.write(drafts, (connection, fresh) -> {
            need(connection, lines, seen, still);
            try {
                beside.keep(connection);
            } catch (Refused refused) {
                throw new Intake.Declines(refused.reason());
            }
            List<MessageId> gone = lines.values().stream().map(Line::id).toList();
            for (Belongings those : belongings) {
                those.forget(connection, gone);
            }
        });
        if (outcome instanceof Intake.Outcome.Stored stored) {
            return stored.fresh();
        } else if (outcome instanceof Intake.Outcome.Unsettled) {
            throw new Unsettled();
        } else if (outcome instanceof Intake.Outcome.Declined declined) {
            throw new Refused(declined.reason());
        }
        throw new Refused(
                LocalText.of("数据库现在不接受写入；什么都没有销毁。", "The database takes nothing now; nothing was destroyed."));
    }

    /** Under the lock of the log's head, where no line can come between. */
    private void need(Connection connection, Map<Long, Line> lines, Map<MessageId, Long> seen, Due still)
            throws SQLException {
        for (Line line : lines.values()) {
            if (journal.log().lastSeq(connection, line.id()) > seen.get(line.id())) {
                throw new Intake.Declines(LocalText.of(
                        "其中有消息刚刚被编辑、撤回或标记；什么都没有销毁。",
                        "One of them was edited, recalled or marked meanwhile; nothing was destroyed."));
            }
            if (Debts.owesAbout(connection, line.id())) {
                throw new Intake.Declines(LocalText.of(
                        "其中有消息还在等待判定；什么都没有销毁。",
                        "A finding about one of them is owed meanwhile; nothing was destroyed."));
            }
        }
        List<Long> firsts = List.copyOf(lines.keySet());
        if (!lines.values().stream().allMatch(line -> line.cameBefore(still.receivedBefore()))
                || LineFinder.fitting(connection, Sought.plain(still.filter()), firsts)
                                .size()
                        < firsts.size()) {
            throw new Intake.Declines(LocalText.of(
                    "其中有消息不再符合销毁条件；什么都没有销毁。", "One of them is to be kept meanwhile; nothing was destroyed."));
        }
    }

    private static void needFew(Collection<?> messages) {
        if (messages.size() > AT_ONCE) {
            throw new IllegalArgumentException("no more than " + AT_ONCE + " at once");
        }
    }
}
