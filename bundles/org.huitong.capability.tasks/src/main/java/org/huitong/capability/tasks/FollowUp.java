// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.message.Message;
import org.huitong.api.people.Department;
import org.huitong.api.people.Roster;
import org.huitong.api.stage.Mark;
import org.huitong.api.work.Business;
import org.huitong.api.work.NewTask;
import org.huitong.kit.chat.WrittenTime;

/**
 * What task a message makes, by what rules and people say of it. Pure. Its title says which message it is, and none of
 * its words: those are shown to whoever may read them.
 */
record FollowUp(Terms terms, Roster roster, Function<Optional<String>, WorkTime> work, ZoneId zone) {
    /** The key under which a message makes one task, however often it is told of. */
    static String key(Message message) {
        return "T:" + message.id().value();
    }

    Optional<NewTask> of(Message message, Set<Mark> marks, Instant now) {
        Optional<String> tag = terms.among(values(marks, Mark.Kind.TAG).toList());
        return tag.map(word -> task(message, marks, word, now));
    }

    private NewTask task(Message message, Set<Mark> marks, String tag, Instant now) {
        Optional<Department> department =
                Business.departments(roster, marks).stream().findFirst();
        Optional<String> id = department.map(Department::id);
        Duration time = terms.byTag().get(tag);
        String where = department.map(d -> d.name() + " ").orElse("");
        String title = tag + "：" + where + WrittenTime.of(message.sentAt(), zone) + " 的消息";
        return new NewTask(
                title,
                "",
                Optional.of(message.id()),
                Optional.of(key(message)),
                TaskLetters.SUBJECT,
                values(marks, Mark.Kind.ASSIGNED).findFirst(),
                id,
                Optional.of(work.apply(id).plus(now, time)),
                false);
    }

    private static Stream<String> values(Set<Mark> marks, Mark.Kind kind) {
        return marks.stream().filter(m -> m.kind() == kind).map(Mark::value).sorted();
    }
}
