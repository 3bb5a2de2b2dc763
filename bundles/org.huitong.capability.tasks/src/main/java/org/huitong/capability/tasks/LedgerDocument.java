// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Chart;
import org.huitong.api.document.Column;
import org.huitong.api.document.Document;
import org.huitong.api.document.DocumentName;
import org.huitong.api.document.Period;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.filter.Facts;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Message;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.people.Department;
import org.huitong.api.people.Roster;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Business;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * 《每日消息处理台账》: the messages of a day that its reader may read, and what became of each. Of one that may not be taken
 * out of the hub it says everything but the words.
 */
@Component(service = Document.class)
@DocumentName(document = "daily-ledger", document_permission = Permissions.READ)
public final class LedgerDocument implements Document {
    private static final LocalText TITLE = LocalText.of("每日消息处理台账", "Messages of the day, and what became of them");
    private static final LocalText NOTE = LocalText.of(
            "按发送时间排列，最早的在前；超过 20,000 条时，其后的按到达先后排列。摘要只列出您有权导出的消息；其余消息请在收件箱查看。",
            "In the order in which they were sent, the earliest first; what is beyond 20,000 as it came in. Words are shown of"
                    + " messages that you may export; read the others in the inbox.");
    /** As many as are put in order at once. */
    private static final int MOST_IN_ORDER = 20_000;

    private static final int AT_A_TIME = 200;
    private static final int SUMMARY = 60;
    private static final List<Column> COLUMNS = List.of(
            Column.moment("at", LocalText.of("时间", "At")),
            Column.text("platform", LocalText.of("平台", "Platform")),
            Column.text("department", LocalText.of("部门", "Department")),
            Column.text("sender", LocalText.of("发送人", "By")),
            Column.text("priority", LocalText.of("优先级", "Priority")),
            Column.text("tags", LocalText.of("标签", "Tags")),
            Column.text("summary", LocalText.of("摘要", "Summary")),
            Column.text("task", LocalText.of("任务编号", "Task")),
            Column.text("handler", LocalText.of("处理人", "Who sees to it")),
            Column.text("state", LocalText.of("处理状态", "State")),
            Column.moment("due", LocalText.of("截止时间", "Due")),
            Column.moment("done", LocalText.of("办结时间", "Done at")),
            Column.duration("took", LocalText.of("处理用时", "Took")));

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final MessageDoor door;
    private final DecisionPoint decisions;
    private final Connections connections;
    private final ConnectorBoard board;
    private final Clock clock;

    @Activate
    public LedgerDocument(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference MessageDoor door,
            @Reference DecisionPoint decisions,
            @Reference Connections connections,
            @Reference ConnectorBoard board,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.door = door;
        this.decisions = decisions;
        this.connections = connections;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public LocalText title() {
        return TITLE;
    }

    @Override
    public boolean ofPeriod() {
        return true;
    }

    /** Without a period it is of today. */
    @Override
    public Report report(Asker asker, Period asked) {
        Period period = asked.equals(Period.open()) ? Period.of(clock.today(), clock.today()) : asked;
        Filter filter = new Filter.SentBetween(
                period.from().map(day -> Instant.ofEpochMilli(Days.begin(day, clock))),
                period.to().map(day -> Instant.ofEpochMilli(Days.begin(day.plusDays(1), clock))));
        return Report.of(TITLE, clock.instant(), COLUMNS, taker -> pour(asker, filter, taker))
                .about(Days.words(period))
                .withNote(NOTE)
                .signedFor(asker)
                .drawn(Chart.bars("task", "took"));
    }

    private void pour(Asker asker, Filter filter, Rows.Taker taker) {
        Roster roster = desk.duty().roster();
        Sight sight = Sight.of(asker, decisions, desk.duty());
        Scope taking = decisions.scope(asker, Act.of(Permissions.EXPORT));
        Map<String, LocalText> platforms = connections.platforms(board);
        Optional<String> next = Optional.of("0");
        List<Sent> inOrder = new ArrayList<>();
        boolean ordering = true;
        while (next.isPresent()) {
            MessageQuery query =
                    new MessageQuery(filter, new MessageQuery.Order.Oldest(Long.parseLong(next.get())), AT_A_TIME);
            Reading<Listing> reading = door.list(asker, query);
            if (reading instanceof Reading.Denied<Listing> denied) {
                throw Problem.forbidden(denied.reason());
            }
            Listing page = ((Reading.Granted<Listing>) reading).value();
            Map<String, Task> tasks = tasks(page.items(), sight);
            for (MessageView view : page.items()) {
                List<Cell> row =
                        row(view, Optional.ofNullable(tasks.get(view.id().value())), roster, taking, platforms);
                if (ordering) {
                    inOrder.add(new Sent(view.message().sentAt(), row));
                } else if (!taker.take(row)) {
                    return;
                }
            }
            next = page.next();
            if (ordering && (next.isEmpty() || inOrder.size() >= MOST_IN_ORDER)) {
                ordering = false;
                if (!take(inOrder, taker)) {
                    return;
                }
                inOrder.clear();
            }
        }
    }

    /** A row, and when its message was sent. */
    record Sent(Instant at, List<Cell> row) {}

    /** The log has them as they came in, and one that was late would stand where nobody looks for it. */
    static boolean take(List<Sent> rows, Rows.Taker taker) {
        rows.sort(Comparator.comparing(Sent::at));
        for (Sent sent : rows) {
            if (!taker.take(sent.row())) {
                return false;
            }
        }
        return true;
    }

    /** The task of each that may be seen; of several the one that is due first. */
    private Map<String, Task> tasks(List<MessageView> views, Sight sight) {
        if (views.isEmpty()) {
            return Map.of();
        }
        Condition condition = Condition.in(
                "message", views.stream().map(view -> view.id().value()).toList());
        Map<String, Task> byMessage = new HashMap<>();
        shelf.transactions().read(c -> shelf.tasks(c, condition.sql(), condition.values(), 5 * AT_A_TIME)).stream()
                .filter(sight::sees)
                .forEach(task ->
                        byMessage.putIfAbsent(task.message().orElseThrow().value(), task));
        return byMessage;
    }

    private static List<Cell> row(
            MessageView view, Optional<Task> task, Roster roster, Scope taking, Map<String, LocalText> platforms) {
        Message message = view.message();
        Optional<String> speaker = view.first(Mark.Kind.PERSON)
                .flatMap(id -> roster.name(id).stream())
                .findFirst()
                .or(() -> message.sender().name());
        String departments = Business.departments(roster, view.marks()).stream()
                .map(Department::name)
                .collect(Collectors.joining("、"));
        return List.of(
                Cell.moment(message.sentAt()),
                Optional.ofNullable(platforms.get(message.key().platform()))
                        .map(Cell::words)
                        .orElseGet(() -> Cell.text(message.key().platform())),
                Cell.text(departments),
                Cell.maybe(speaker, Cell::text),
                Cell.words(view.priority().label()),
                Cell.text(String.join("、", view.marks(Mark.Kind.TAG))),
                Cell.maybe(summary(view, taking), Cell::text),
                Cell.maybe(task.map(Task::code), Cell::text),
                Cell.maybe(task.flatMap(Task::assignee).flatMap(roster::name), Cell::text),
                Cell.maybe(task.map(t -> TaskTable.words(t.state())), Cell::words),
                Cell.maybe(task.flatMap(Task::due), Cell::moment),
                Cell.maybe(task.flatMap(Task::endedAt), Cell::moment),
                Cell.maybe(task.flatMap(t -> t.endedAt().map(end -> Duration.between(t.madeAt(), end))), Cell::span));
    }

    private static Optional<String> summary(MessageView view, Scope taking) {
        Message message = view.message();
        Facts facts = new Facts(
                message.key().platform(),
                message.key().tenant(),
                message.account(),
                message.conversation().id(),
                message.sender().id(),
                message.content().type(),
                message.sentAt(),
                view.priority(),
                view.marks());
        boolean may = !view.recalled()
                && taking instanceof Scope.Within within
                && within.filter().admits(facts);
        return message.content().text().filter(text -> may).map(LedgerDocument::cut);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= SUMMARY
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUMMARY)) + "…";
    }
}
