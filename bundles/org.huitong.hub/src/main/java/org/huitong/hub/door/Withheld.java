// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.hub.masking.Quarantine;

/**
 * What was taken back is shown as that, and its words stay in the log as evidence: only who has the right of its own for
 * them sees them.
 */
final class Withheld {
    private static final Act RECALLED = Act.of(Permissions.READ_RECALLED);
    private static final Unavailable WHY = new Unavailable(
            Unavailable.Reason.RECALLED,
            LocalText.of(
                    "发送人已撤回；原文作为证据保留，查看需要权限 messages.recalled。",
                    "Taken back by its sender; the words are kept as evidence and need the permission messages.recalled."));

    private final DecisionPoint decisions;

    Withheld(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    /** The same, without the words of those that were taken back and that the asker has no right to. */
    List<MessageView> from(Connection connection, Asker asker, List<MessageView> views) throws SQLException {
        List<Long> recalled = views.stream()
                .filter(MessageView::recalled)
                .map(MessageView::seq)
                .distinct()
                .toList();
        if (recalled.isEmpty()) {
            return views;
        }
        Set<Long> shown = shown(connection, asker, recalled);
        return views.stream()
                .map(view -> view.recalled() && !shown.contains(view.seq()) ? without(view) : view)
                .toList();
    }

    /** Without those whose words are withheld, where words are looked for: that they stand there would be told otherwise. */
    static List<MessageView> leftOut(Sought sought, List<MessageView> views) {
        return sought.hasWords()
                ? views.stream().filter(view -> !isWithheld(view)).toList()
                : views;
    }

    static boolean isWithheld(MessageView view) {
        return view.message().content().unavailable().equals(Optional.of(WHY)) || Quarantine.isWithout(view);
    }

    /** All versions of one message, as it is told apart by its first line. */
    List<MessageView> from(Connection connection, Asker asker, long first, List<MessageView> versions)
            throws SQLException {
        boolean whole = versions.stream().noneMatch(MessageView::recalled)
                || shown(connection, asker, List.of(first)).contains(first);
        return whole ? versions : versions.stream().map(Withheld::without).toList();
    }

    /** Of the messages that begin at these lines those whose words the asker may see although they were taken back. */
    private Set<Long> shown(Connection connection, Asker asker, List<Long> lines) throws SQLException {
        return decisions.scope(asker, RECALLED) instanceof Scope.Within within
                ? Set.copyOf(LineFinder.fitting(connection, Sought.plain(within.filter()), lines))
                : Set.of();
    }

    private static MessageView without(MessageView view) {
        Message message = view.message();
        Content content = message.content();
        Content none = new Content(
                content.type(),
                Optional.empty(),
                List.of(),
                content.event(),
                Optional.of(WHY),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        return new MessageView(
                view.seq(),
                view.id(),
                message.saying(none, ""),
                view.receivedAt(),
                view.version(),
                true,
                view.findings(),
                view.marks());
    }
}
