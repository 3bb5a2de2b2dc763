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
import java.util.stream.Collectors;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.hub.door.Shelf;
import org.huitong.hub.door.Sought;
import org.huitong.hub.journal.Archive;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.Marking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the log in order.
 *
 * <p>Why nothing is forgotten that is to be kept: whether a message still fits is asked again in the transaction that
 * forgets it, under the lock of the log's head, where no mark can change; what whoever forgets keeps beside is written in
 * it, too, and where either fails there is neither.
 */
@Component(service = Keeping.class)
public final class JournalKeeping implements Keeping {
    private static final int LOOKED_AT = 200;

    private final Journal journal;
    private final Clock clock;

    @Activate
    public JournalKeeping(@Reference Journal journal, @Reference Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Page find(Filter filter, Filter besides, long after) {
        Sought those = Sought.plain(filter);
        MessageQuery query = new MessageQuery(filter, new MessageQuery.Order.Oldest(after), LOOKED_AT);
        return journal.transactions().read(connection -> {
            Shelf.Found found = Shelf.find(connection, those, query, journal.head());
            Map<Long, Line> there = lines(connection, found.seqs());
            Set<Long> apart = Set.copyOf(Shelf.fitting(connection, Sought.plain(besides), List.copyOf(there.keySet())));
            return new Page(
                    there.values().stream()
                            .map(line -> new Found(line.seq(), line.id(), line.sentAt(), apart.contains(line.seq())))
                            .toList(),
                    found.next());
        });
    }

    /** What stands in clear of a first line. */
    private record Line(long seq, MessageId id, Instant sentAt, String platform, String tenant, String account) {}

    /** Those of the lines that have a body still, in the order of the log. */
    private static Map<Long, Line> lines(Connection connection, Collection<Long> seqs) throws SQLException {
        Map<Long, Line> lines = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT seq, id, sent_at, platform, tenant, account"
                + " FROM hub_journal WHERE seq = ? AND body_key <> ''")) {
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
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6)));
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
            Map<MessageId, List<Archive.Row>> lines = journal.archive().ofMessages(connection, messages).stream()
                    .collect(Collectors.groupingBy(Archive.Row::id));
            List<Kept> kept = new ArrayList<>();
            for (MessageId id : messages) {
                List<Archive.Row> rows = lines.getOrDefault(id, List.of());
                List<Archive.Row> versions = Archive.Row.inOrder(rows);
                if (!versions.isEmpty()
                        && rows.stream()
                                .allMatch(row -> row.opened().unavailable().isEmpty())) {
                    kept.add(kept(id, rows, versions));
                }
            }
            return kept;
        });
    }

    private static Kept kept(MessageId id, List<Archive.Row> rows, List<Archive.Row> versions) {
        Marking marking = Marking.of(rows);
        boolean recalled = rows.stream().anyMatch(Archive.Row::isRecall);
        long first = versions.stream().mapToLong(Archive.Row::firstSeq).max().orElseThrow();
        List<MessageView> views = new ArrayList<>();
        for (Archive.Row version : versions) {
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
        return new Kept(first, id, views, marking.marks());
    }

    @Override
    public int forget(Collection<MessageId> messages, Filter still, String certificate, Beside beside) {
        needFew(messages);
        Instant at = clock.instant();
        Map<Long, Line> lines = journal.transactions().read(connection -> {
            List<Long> firsts = new ArrayList<>();
            for (MessageId id : messages) {
                firsts.add(journal.archive().firstSeq(connection, id));
            }
            return lines(connection, firsts);
        });
        List<Draft> drafts = new ArrayList<>();
        for (Line line : lines.values()) {
            drafts.add(new Draft.Forgotten(line.id(), line.platform(), line.tenant(), line.account(), certificate, at));
        }
        List<Long> firsts = List.copyOf(lines.keySet());
        if (firsts.isEmpty()) {
            return 0;
        }
        return journal.write(drafts, (connection, fresh) -> {
                    if (Shelf.fitting(connection, Sought.plain(still), firsts).size() < firsts.size()) {
                        throw new IllegalStateException("not all of them are to be forgotten any more");
                    }
                    beside.keep(connection);
                })
                .orElseThrow(
                        () -> new Refused(
                                LocalText.of(
                                        "其中有消息不再符合销毁条件，或数据库现在不接受写入；什么都没有销毁。",
                                        "Some of them are to be kept meanwhile, or the database takes nothing now; nothing was destroyed.")));
    }

    private static void needFew(Collection<MessageId> messages) {
        if (messages.size() > AT_ONCE) {
            throw new IllegalArgumentException("no more than " + AT_ONCE + " at once");
        }
    }
}
