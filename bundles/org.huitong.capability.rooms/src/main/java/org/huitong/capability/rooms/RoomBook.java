// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.capability.rooms.Line.Place;

/**
 * All lines of one version. Immutable; judging is a pure function of the message.
 *
 * <p>The line that says most exactly which messages it means comes first: one for a conversation before one for all of
 * an account, one for an account before one for a tenant. Departments, project and company are each taken from the
 * first line that names them, so that a company written down for an account holds for all its conversations.
 */
final class RoomBook implements Stage.Judge {
    private final String snapshot;
    private final Map<Place, Line> lines = new HashMap<>();

    RoomBook(String snapshot, List<Line> all) {
        this.snapshot = snapshot;
        all.forEach(line -> lines.put(line.place(), line));
    }

    @Override
    public String snapshot() {
        return snapshot;
    }

    @Override
    public Set<Mark> judge(Message message) {
        if (lines.isEmpty()) {
            return Set.of();
        }
        List<Line> found =
                places(message).map(lines::get).filter(line -> line != null).toList();
        Set<Mark> marks = new HashSet<>();
        first(found, line -> !line.departments().isEmpty())
                .ifPresent(line -> line.departments().forEach(d -> {
                    marks.add(Mark.of(Mark.Kind.DEPARTMENT, d));
                    // Whoever belongs to the department may see its rooms, and never what two people say to each
                    // other, not even where a line speaks of all that an account hears.
                    if (message.conversation().kind() != Conversation.Kind.DIRECT) {
                        marks.add(Mark.of(Mark.Kind.ROOM, d));
                    }
                }));
        first(found, line -> line.project().isPresent())
                .flatMap(Line::project)
                .ifPresent(p -> marks.add(Mark.of(Mark.Kind.PROJECT, p)));
        first(found, line -> line.company().isPresent())
                .flatMap(Line::company)
                .ifPresent(c -> marks.add(Mark.of(Mark.Kind.COMPANY, c)));
        return marks;
    }

    private static Optional<Line> first(List<Line> found, Predicate<Line> says) {
        return found.stream().filter(says).findFirst();
    }

    /** Where a message may be written down, the most exact first. */
    private static Stream<Place> places(Message message) {
        String platform = message.key().platform();
        Optional<String> tenant = Optional.of(message.key().tenant());
        Optional<String> account = Optional.of(message.account());
        return Stream.of(Optional.of(message.conversation().id()), Optional.<String>empty())
                .flatMap(conversation -> Stream.of(
                        new Place(platform, tenant, account, conversation),
                        new Place(platform, Optional.empty(), account, conversation),
                        new Place(platform, tenant, Optional.empty(), conversation),
                        new Place(platform, Optional.empty(), Optional.empty(), conversation)));
    }
}
