// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.api.work.NewTask;
import org.huitong.capability.tasks.TaskJson.TaskWish;
import org.huitong.capability.tasks.Words.Point;

/** What a caller wants of a task, once it is looked at: what cannot be so is told with how to mend it. */
record TaskEdit(TaskWish wish) {
    private static final int LONGEST_ID = 64;

    static TaskEdit of(TaskWish wish) {
        if (wish == null) {
            throw Problem.badRequest("请给出任务的内容。", "Say what the task is.");
        }
        return new TaskEdit(wish);
    }

    /** @throws Problem also where it is about a message that the asker may not read */
    NewTask fresh(Asker asker, MessageDoor door) {
        boolean hidden = Boolean.TRUE.equals(wish.hidden());
        Optional<MessageId> message = id(wish.message()).map(TaskEdit::message);
        if (message.isPresent() && !door.maySee(asker, message.get())) {
            throw Problem.notFound(LocalText.of("这条消息", "message"));
        }
        Optional<String> department = id(wish.department());
        Optional<String> assignee =
                id(wish.assignee()).or(() -> department.isPresent() && !hidden ? Optional.empty() : asker.person());
        return new NewTask(
                title(),
                note().orElse(""),
                message,
                Optional.empty(),
                asker.account(),
                assignee,
                department,
                due(),
                hidden);
    }

    Task on(Task before, Instant now) {
        Task after = before;
        Words words = before.words();
        Words wanted = new Words(
                wish.title() == null ? words.title() : title(),
                note().orElse(words.note()),
                wish.checklist() == null ? words.checklist() : checklist());
        if (!wanted.equals(words)) {
            after = after.reading(wanted);
        }
        if (wish.assignee() != null || wish.department() != null) {
            after = after.assigned(
                    wish.assignee() == null ? before.assignee() : id(wish.assignee()),
                    wish.department() == null ? before.department() : id(wish.department()));
        }
        if (wish.due() != null && !due().equals(before.due())) {
            after = after.due(due());
        }
        return wish.state() == null ? after : after.in(state(), Instant.ofEpochMilli(now.toEpochMilli()));
    }

    /** Whether nothing is different but how far it is, which whoever sees to it may say. */
    static boolean isWork(Task before, Task after) {
        return before.words().title().equals(after.words().title())
                && before.words().note().equals(after.words().note())
                && before.assignee().equals(after.assignee())
                && before.department().equals(after.department())
                && before.due().equals(after.due())
                && after.state() != TaskState.CANCELLED;
    }

    private String title() {
        return OneLine.of(wish.title() == null ? "" : wish.title(), NewTask.LONGEST_TITLE)
                .orElseThrow(() ->
                        Problem.badRequest("标题是一行文字，最多 200 个字符。", "The title is one line of at most 200 characters."));
    }

    private Optional<String> note() {
        if (wish.note() != null && wish.note().length() > NewTask.LONGEST_NOTE) {
            throw Problem.badRequest("说明最多 4000 个字符。", "A note has at most 4,000 characters.");
        }
        return Optional.ofNullable(wish.note()).map(String::strip);
    }

    private List<Point> checklist() {
        if (wish.checklist().size() > Words.MOST_POINTS) {
            throw Problem.badRequest("清单最多 50 项。", "A checklist has at most 50 points.");
        }
        return wish.checklist().stream()
                .map(p -> new Point(
                        OneLine.of(p == null || p.text() == null ? "" : p.text(), Words.LONGEST_POINT)
                                .orElseThrow(() -> Problem.badRequest(
                                        "清单的一项是一行文字，最多 300 个字符。",
                                        "A point of the checklist is one line of at most 300 characters.")),
                        p.done()))
                .toList();
    }

    private TaskState state() {
        return TaskState.ofWord(wish.state())
                .orElseThrow(() -> Problem.badRequest(
                        "state 是 open、doing、done 或 cancelled。", "state is open, doing, done or cancelled."));
    }

    private Optional<Instant> due() {
        try {
            return Optional.ofNullable(wish.due())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(text -> Instant.ofEpochMilli(Instant.parse(text).toEpochMilli()));
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest("due 的写法是 2026-10-09T08:00:00Z。", "due reads as 2026-10-09T08:00:00Z.");
        }
    }

    private static MessageId message(String text) {
        try {
            return new MessageId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("message 是消息的 id。", "message is the id of a message.");
        }
    }

    private static Optional<String> id(String text) {
        Optional<String> id = Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
        if (id.filter(t -> t.length() > LONGEST_ID).isPresent()) {
            throw Problem.badRequest("id 最多 64 个字符。", "An id has at most 64 characters.");
        }
        return id;
    }
}
