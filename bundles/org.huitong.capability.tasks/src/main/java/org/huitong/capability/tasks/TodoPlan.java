// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.TodoList.State;
import org.huitong.api.connector.TodoList.Todo;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;

/**
 * What is to be told of a task to which lists: it stands in that of whoever is to see to it, on each platform where they
 * have one, and in no other. Pure.
 *
 * @param address under which people open the hub
 */
record TodoPlan(Roster roster, List<TodoLists.Account> lists, String address, Instant now) {
    /**
     * One telling.
     *
     * @param before as it was told last; its {@code entry} and {@code note} are empty where it never was
     */
    record Telling(TodoShelf.Entry before, Todo todo) {
        boolean isOpen() {
            return todo.state() == State.OPEN || todo.state() == State.OPEN_AGAIN;
        }

        Optional<String> note() {
            return Optional.of(before.note()).filter(note -> !note.isEmpty());
        }
    }

    List<Telling> of(Task task, List<TodoShelf.Entry> known) {
        Optional<String> whose = task.state() == TaskState.CANCELLED ? Optional.empty() : task.assignee();
        List<Telling> tellings = new ArrayList<>();
        for (TodoLists.Account list : lists) {
            known.stream()
                    .filter(entry -> !entry.told().equals(TodoShelf.GONE))
                    .filter(entry -> whose.filter(entry.person()::equals).isEmpty() && entry.isOf(entry.person(), list))
                    .forEach(entry -> tellings.add(telling(task, "", entry, State.GONE, List.of("-"))));
            whose.flatMap(person -> ids(person, list).map(ids -> here(task, known, person, list, ids)))
                    .flatMap(found -> found)
                    .ifPresent(tellings::add);
        }
        return tellings;
    }

    private Optional<Telling> here(
            Task task, List<TodoShelf.Entry> known, String person, TodoLists.Account list, List<String> ids) {
        Optional<TodoShelf.Entry> before =
                known.stream().filter(entry -> entry.isOf(person, list)).findFirst();
        boolean over = task.state().isOver();
        if (over && before.filter(entry -> !entry.told().equals(TodoShelf.GONE)).isEmpty()
                || before.filter(entry -> entry.version() == task.version()).isPresent()) {
            return Optional.empty();
        }
        TodoShelf.Entry entry = before.filter(e -> !e.told().equals(TodoShelf.GONE))
                .orElseGet(() -> new TodoShelf.Entry(
                        task.id(), person, list.platform(), list.name(), "", "", TodoShelf.OPEN, TodoShelf.ASK));
        State state = over ? State.DONE : entry.told().equals(TodoShelf.OPEN) ? State.OPEN : State.OPEN_AGAIN;
        // Given back to somebody whose entry is gone it is another one, and the same at each try.
        String key = before.filter(e -> e.told().equals(TodoShelf.GONE))
                .map(e -> "-" + e.version())
                .orElse("");
        return Optional.of(telling(task, key, entry, state, ids));
    }

    private Telling telling(Task task, String key, TodoShelf.Entry entry, State state, List<String> ids) {
        return new Telling(
                entry,
                new Todo(
                        task.id() + "-" + entry.person() + key,
                        task.words().title(),
                        ids,
                        task.due(),
                        address + "/#/tasks?task=" + task.id(),
                        state,
                        now));
    }

    private Optional<List<String>> ids(String person, TodoLists.Account list) {
        return roster.person(person).flatMap(p -> p.accounts().stream()
                .filter(account -> account.platform().equals(list.platform())
                        && (list.tenant().isBlank() || account.tenant().equals(list.tenant())))
                .map(PlatformAccount::ids)
                .filter(ids -> !ids.isEmpty())
                .findFirst());
    }
}
