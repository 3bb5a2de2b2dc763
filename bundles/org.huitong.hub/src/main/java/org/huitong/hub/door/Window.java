// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.LogReader;
import org.huitong.hub.journal.Marking;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.masking.Quarantine;

/**
 * The glass in the door: messages as an asker sees them, without what is withheld, quarantined or masked. Whatever shows
 * words of the log to people goes through {@link #shown}, so that a new way in cannot forget it.
 */
final class Window {
    /** Characters of what platforms sent: a page beyond is a burden for the hub's memory and for whoever shows it. */
    private static final long LONGEST_PAGE = 2 << 20;

    private static final int OPENED_AT_ONCE = 20;

    private final Journal journal;
    private final Withheld withheld;
    private final Masking masking;

    Window(Journal journal, Withheld withheld, Masking masking) {
        this.journal = journal;
        this.withheld = withheld;
        this.masking = masking;
    }

    /** One's own numbers are whole; nobody's state secret is. */
    private MessageView shown(Asker asker, MessageView view) {
        if (Quarantine.holds(view.message())) {
            return Quarantine.without(view);
        }
        Optional<String> whose = view.first(Mark.Kind.PERSON).findFirst();
        return whose.isPresent() && whose.equals(asker.person())
                ? view
                : masking.veil().over(view);
    }

    /**
     * As many as are no burden: at least one where there is one, and fewer than asked for where they are long.
     *
     * @param backwards what comes last in the list was found first, and stays where not all can
     */
    List<MessageView> page(Connection connection, Asker asker, List<Long> seqs, boolean backwards) throws SQLException {
        List<Long> found = new ArrayList<>(seqs);
        if (backwards) {
            Collections.reverse(found);
        }
        List<MessageView> page = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < found.size() && length < LONGEST_PAGE; i += OPENED_AT_ONCE) {
            for (MessageView view :
                    whole(connection, asker, found.subList(i, Math.min(i + OPENED_AT_ONCE, found.size())))) {
                if (length < LONGEST_PAGE) {
                    page.add(shown(asker, view));
                    length += view.message().payload().length();
                }
            }
        }
        if (backwards) {
            Collections.reverse(page);
        }
        return page;
    }

    /** Messages in the order of the given lines. */
    List<MessageView> views(Connection connection, Asker asker, List<Long> seqs) throws SQLException {
        return whole(connection, asker, seqs).stream()
                .map(view -> shown(asker, view))
                .toList();
    }

    /** Every version of the message that begins at this line. */
    List<MessageView> versions(Connection connection, Asker asker, MessageId id, long first) throws SQLException {
        List<LogReader.Row> rows = journal.log().ofMessages(connection, List.of(id));
        boolean recalled = rows.stream().anyMatch(LogReader.Row::isRecall);
        Marking marking = Marking.of(rows);
        List<MessageView> versions = new ArrayList<>();
        for (LogReader.Row version : LogReader.Row.inOrder(rows)) {
            List<Finding> found = List.copyOf(marking.stages(version.seq()));
            versions.add(view(version, versions.size() + 1, recalled, found, Mark.among(found), version.seq()));
        }
        return withheld.from(connection, asker, first, versions).stream()
                .map(view -> shown(asker, view))
                .toList();
    }

    /** Without masks, for whoever has shown the right to it and whose reason is noted; quarantined it stays. */
    MessageView revealed(Connection connection, Asker asker, long seq) throws SQLException {
        MessageView view = whole(connection, asker, List.of(seq)).get(0);
        return Quarantine.holds(view.message()) ? Quarantine.without(view) : view;
    }

    private List<MessageView> whole(Connection connection, Asker asker, List<Long> seqs) throws SQLException {
        Map<Long, LogReader.Row> first =
                journal.log().bySeq(connection, seqs).stream().collect(Collectors.toMap(LogReader.Row::seq, r -> r));
        List<MessageId> amended = first.values().stream()
                .filter(LogReader.Row::amended)
                .map(LogReader.Row::id)
                .toList();
        Map<MessageId, List<LogReader.Row>> more = journal.log().ofMessages(connection, amended).stream()
                .collect(Collectors.groupingBy(LogReader.Row::id));
        List<MessageView> views = new ArrayList<>();
        for (long seq : seqs) {
            LogReader.Row row = first.get(seq);
            List<LogReader.Row> all = more.getOrDefault(row.id(), List.of(row));
            LogReader.Row current = all.stream()
                    .filter(r -> r.seq() == row.currentSeq())
                    .findFirst()
                    .orElse(row);
            int version = LogReader.Row.inOrder(all).indexOf(current) + 1;
            Marking marking = Marking.of(all);
            views.add(view(current, version, row.recalled(), marking.about(current.seq()), marking.marks(), seq));
        }
        return withheld.from(connection, asker, views);
    }

    private static MessageView view(
            LogReader.Row shown, int version, boolean recalled, List<Finding> findings, Set<Mark> marks, long seq) {
        Message message = shown.opened().message().orElseThrow();
        return new MessageView(seq, shown.id(), message, shown.receivedAt(), version, recalled, findings, marks);
    }
}
