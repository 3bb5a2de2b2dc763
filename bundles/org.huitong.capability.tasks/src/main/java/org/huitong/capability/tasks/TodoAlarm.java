// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Errands.Ending;
import org.huitong.api.connector.Step.Failure;
import org.huitong.api.connector.TodoList;
import org.huitong.api.connector.TodoList.Shown;
import org.huitong.api.connector.TodoList.State;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a task stand in the platforms' own lists as it stands here. The alarm is set with whatever changes the task, in the
 * same transaction; ringing, it sets itself again, and is taken back only when every list has it: so none is left with what
 * was done, handed on or cancelled here, after a crash or while a platform is away. What was ticked off there is done here
 * in the name of whose list it stands in, as long as the task is theirs.
 */
@Component
@AlarmName(alarm = TaskDesk.TODO)
public final class TodoAlarm implements Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(TodoAlarm.class);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    /** Whoever's list has not heard by then that it is over finds out by looking. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private static final LocalText AWAY = LocalText.of("这个账号现在不放入任务", "the account takes no tasks now");

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final TodoLists lists;
    private final Errands errands;
    private final Alarms alarms;

    @Activate
    public TodoAlarm(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference TodoLists lists,
            @Reference Errands errands,
            @Reference Alarms alarms) {
        this.desk = desk;
        this.shelf = shelf;
        this.lists = lists;
        this.errands = errands;
        this.alarms = alarms;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Task> found = shelf.find(transaction, ring.key());
        List<TodoLists.Account> open = lists.open();
        Optional<String> address = desk.terms().address();
        if (found.isEmpty() || open.isEmpty() || address.isEmpty() || isLongOver(found.get(), ring.now())) {
            return new After.Over();
        }
        Task task = found.get();
        List<TodoPlan.Telling> tellings = new TodoPlan(desk.duty().roster(), open, address.get(), ring.now())
                .of(task, TodoShelf.of(transaction, task.id()));
        if (tellings.isEmpty()) {
            return new After.Over();
        }
        Instant again = ring.now().plus(AGAIN);
        shelf.transactions().afterwards(transaction, () -> tell(task, tellings, again));
        return new After.Again(again);
    }

    private static boolean isLongOver(Task task, Instant now) {
        return task.endedAt().filter(end -> now.isAfter(end.plus(LONGEST))).isPresent();
    }

    private void tell(Task task, List<TodoPlan.Telling> tellings, Instant again) {
        List<CompletableFuture<Boolean>> told = tellings.stream()
                .map(telling -> errands.run(
                                telling.before().platform(),
                                telling.before().account(),
                                (Connector there, Trail trail) -> show(there, telling, trail))
                        .thenApply(ending -> known(task, telling, ending))
                        .exceptionally(outboxIsGone -> false)
                        .toCompletableFuture())
                .toList();
        CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenRun(() -> {
            if (told.stream().allMatch(CompletableFuture::join)) {
                rest(task.id(), again);
            }
        });
    }

    private static org.huitong.api.connector.Step<Shown> show(Connector there, TodoPlan.Telling telling, Trail trail) {
        return there instanceof TodoList list && list.isTodoList()
                ? list.show(telling.todo(), telling.note(), trail)
                : org.huitong.api.connector.Step.failed(Failure.ACCOUNT, AWAY);
    }

    /** What a platform does not take at all is not told again before it changes. */
    private boolean known(Task task, TodoPlan.Telling telling, Ending<Shown> ending) {
        if (ending instanceof Ending.Done<Shown> done) {
            shelf.transactions().write(c -> {
                keep(c, task, telling, done.value());
                return null;
            });
            return true;
        }
        if (ending instanceof Ending.Failed<Shown> failed) {
            LOG.warn(
                    "A platform's list does not take a task account={}/{} task={} reason={}",
                    telling.before().platform(),
                    telling.before().account(),
                    task.id(),
                    failed.why().en());
            if (failed.failure() == Failure.REFUSED) {
                Shown same =
                        new Shown(telling.before().entry(), telling.before().note(), false);
                shelf.transactions().write(c -> {
                    keep(c, task, telling, same);
                    return null;
                });
                return true;
            }
        }
        return false;
    }

    private void keep(Connection transaction, Task told, TodoPlan.Telling telling, Shown shown) throws SQLException {
        TodoShelf.Entry before = telling.before();
        String state = telling.todo().state() == State.GONE
                ? TodoShelf.GONE
                : telling.isOpen() && !shown.done() ? TodoShelf.OPEN : TodoShelf.DONE;
        TodoShelf.keep(
                transaction,
                new TodoShelf.Entry(
                        before.task(),
                        before.person(),
                        before.platform(),
                        before.account(),
                        shown.id(),
                        shown.note(),
                        state,
                        told.version()));
        if (telling.isOpen() && shown.done()) {
            finish(transaction, before);
        }
    }

    /** Who was given the task meanwhile has not done it. */
    private void finish(Connection transaction, TodoShelf.Entry entry) throws SQLException {
        Optional<Task> task = shelf.locked(transaction, entry.task())
                .filter(now -> !now.state().isOver()
                        && now.assignee().filter(entry.person()::equals).isPresent());
        if (task.isPresent()) {
            Doer doer = new Doer(
                    "@" + entry.platform(),
                    desk.duty().roster().name(entry.person()).orElse(""));
            Task done = task.get().in(TaskState.DONE, desk.now());
            desk.change(transaction, task.get(), done, doer, Optional.of(entry.person()));
        }
    }

    /** Unless something has changed since, and it is to ring for that. */
    private void rest(String task, Instant again) {
        shelf.transactions().write(c -> {
            if (alarms.due(c, TaskDesk.TODO, task).filter(again::equals).isPresent()) {
                alarms.cancel(c, TaskDesk.TODO, task);
            }
            return null;
        });
    }
}
