// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.work.Tasks.Standing;
import org.huitong.capability.tasks.Selection.Page;
import org.huitong.capability.tasks.Selection.Place;
import org.huitong.capability.tasks.Task.Supervision;
import org.huitong.kit.chat.Reply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where tasks lie. Nobody overwrites what another has changed meanwhile: a change names the version that it changes, and
 * whoever comes second is told.
 */
@Component(service = TaskShelf.class)
public final class TaskShelf {
    private static final String KEY_CLASS = "task";
    private static final String COLUMNS =
            "id, version, message, assignee, department, made_by, maker, hidden, state, due_sort, stage, supervised_by,"
                    + " supervised_at, made_at, changed_at, ended_at, seal_key, seal_wrapped, seal_text";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public TaskShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=tasks)") Schema tables) {
        this(transactions, vault);
    }

    TaskShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    Optional<Task> find(Connection connection, String id) throws SQLException {
        return tasks(connection, "id = ?", List.of(id), 1).stream().findFirst();
    }

    /** As it is now, and stays until the transaction ends, also on other nodes. */
    Optional<Task> locked(Connection connection, String id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE tasks_task SET version = version WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
        return find(connection, id);
    }

    Optional<String> ofKey(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM tasks_task WHERE task_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Those that fit, by their deadlines, those without one last. */
    List<Task> tasks(Connection connection, String where, List<Object> values, int most) throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM tasks_task WHERE " + where + " ORDER BY due_sort, id FETCH FIRST "
                + most + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, values);
            List<Task> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(task(row));
                }
            }
            return found;
        }
    }

    /** The list's first page. A task that is no longer as it was found stays out, and the list goes on behind it. */
    Page page(Connection connection, Selection selection, int limit) throws SQLException {
        NavigableMap<Place, Condition> found = new TreeMap<>();
        for (Condition stretch : selection.stretches()) {
            for (Place place : places(connection, stretch, limit + 1)) {
                found.put(place, stretch);
            }
            while (found.size() > limit + 1) {
                found.pollLastEntry();
            }
        }
        Optional<Place> next = Optional.empty();
        if (found.size() > limit) {
            found.pollLastEntry();
            next = Optional.of(found.lastKey());
        }
        List<Task> tasks = new ArrayList<>();
        for (Map.Entry<Place, Condition> one : found.entrySet()) {
            Condition still = one.getValue().and("id = ?", one.getKey().id());
            tasks.addAll(tasks(connection, still.sql(), still.values(), 1));
        }
        return new Page(tasks, next);
    }

    private static List<Place> places(Connection connection, Condition stretch, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT due_sort, id FROM tasks_task WHERE "
                + stretch.sql() + " ORDER BY due_sort, id FETCH FIRST " + most + " ROWS ONLY")) {
            bind(select, stretch.values());
            List<Place> places = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(row.getLong(1), row.getString(2)));
                }
            }
            return places;
        }
    }

    private static void bind(PreparedStatement select, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            select.setObject(i + 1, values.get(i));
        }
    }

    /** How many tasks are not over, of each of these people. */
    Map<String, Integer> load(Connection connection, List<String> people) throws SQLException {
        Map<String, Integer> load = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COUNT(*) FROM tasks_task WHERE assignee = ? AND state IN ('open', 'doing')")) {
            for (String person : people) {
                select.setString(1, person);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    load.put(person, row.getInt(1));
                }
            }
        }
        return load;
    }

    /** How they stand, with no word of them: none is opened for it. Of one that is not there nothing is said. */
    Map<String, Standing> standing(Connection connection, Collection<String> tasks) throws SQLException {
        Map<String, Standing> standing = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT assignee, state, ended_at FROM tasks_task WHERE id = ?")) {
            for (String id : tasks) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        boolean done = row.getString(2).equals(TaskState.DONE.word());
                        Optional<String> assignee = Optional.ofNullable(row.getString(1));
                        standing.put(id, new Standing(Reply.code(Task.LETTER, id), assignee, done, moment(row, 3)));
                    }
                }
            }
        }
        return standing;
    }

    void add(Connection connection, Task task, Optional<String> key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tasks_task (" + COLUMNS
                + ", task_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, task.id());
            insert.setInt(2, task.version());
            int next = bind(insert, 3, task);
            insert.setString(next, key.orElse(task.id()));
            insert.executeUpdate();
        }
    }

    /** @return false where it is not the version any more that was changed */
    boolean keep(Connection connection, Task task, int before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE tasks_task SET version = ?, message = ?,"
                + " assignee = ?, department = ?, made_by = ?, maker = ?, hidden = ?, state = ?, due_sort = ?,"
                + " stage = ?, supervised_by = ?, supervised_at = ?, made_at = ?, changed_at = ?, ended_at = ?,"
                + " seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE id = ? AND version = ?")) {
            update.setInt(1, task.version());
            int next = bind(update, 2, task);
            update.setString(next, task.id());
            update.setInt(next + 1, before);
            return update.executeUpdate() == 1;
        }
    }

    private int bind(PreparedStatement statement, int from, Task task) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, task.words().bytes(), context(task.id(), "words"));
        int at = from;
        statement.setString(at++, task.message().map(MessageId::value).orElse(null));
        statement.setString(at++, task.assignee().orElse(null));
        statement.setString(at++, task.department().orElse(null));
        statement.setString(at++, task.by());
        statement.setString(at++, task.maker().orElse(null));
        statement.setBoolean(at++, task.hidden());
        statement.setString(at++, task.state().word());
        statement.setLong(at++, task.due().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
        statement.setInt(at++, task.stage());
        statement.setString(at++, task.supervision().map(Supervision::by).orElse(null));
        moment(statement, at++, task.supervision().map(Supervision::since));
        statement.setLong(at++, task.madeAt().toEpochMilli());
        statement.setLong(at++, task.changedAt().toEpochMilli());
        moment(statement, at++, task.endedAt());
        statement.setString(at++, sealed.key());
        statement.setBytes(at++, sealed.wrapped());
        statement.setBytes(at++, sealed.text());
        return at;
    }

    private static void moment(PreparedStatement statement, int at, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            statement.setLong(at, moment.get().toEpochMilli());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    private Task task(ResultSet row) throws SQLException {
        String id = row.getString(1);
        Optional<Instant> supervisedAt = moment(row, 13);
        Sealed sealed = new Sealed(row.getString(17), row.getBytes(18), row.getBytes(19));
        return new Task(
                id,
                row.getInt(2),
                Words.of(vault.open(sealed, context(id, "words"))),
                Optional.ofNullable(row.getString(3)).map(MessageId::new),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                row.getBoolean(8),
                TaskState.ofWord(row.getString(9)).orElse(TaskState.OPEN),
                moment(row, 10).filter(due -> due.toEpochMilli() != Long.MAX_VALUE),
                row.getInt(11),
                supervisedAt.isPresent()
                        ? Optional.of(new Supervision(row.getString(12), supervisedAt.get()))
                        : Optional.empty(),
                Instant.ofEpochMilli(row.getLong(14)),
                Instant.ofEpochMilli(row.getLong(15)),
                moment(row, 16));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    void add(Connection connection, String task, Step step) throws SQLException {
        Sealed sealed = vault.seal(
                KEY_CLASS, step.text().getBytes(StandardCharsets.UTF_8), context(task, "step " + step.number()));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tasks_step (task, number, happened_at, kind,"
                        + " made_by, person, letter, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, task);
            insert.setInt(2, step.number());
            insert.setLong(3, step.at().toEpochMilli());
            insert.setString(4, step.kind().word());
            insert.setString(5, step.by());
            insert.setString(6, step.person().orElse(null));
            insert.setString(7, step.letter().orElse(null));
            insert.setString(8, sealed.key());
            insert.setBytes(9, sealed.wrapped());
            insert.setBytes(10, sealed.text());
            insert.executeUpdate();
        }
    }

    /** What happened to it, in order. */
    List<Step> steps(Connection connection, String task) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number, happened_at, kind, made_by, person, letter,"
                        + " seal_key, seal_wrapped, seal_text FROM tasks_step WHERE task = ? ORDER BY number")) {
            select.setString(1, task);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Sealed sealed = new Sealed(row.getString(7), row.getBytes(8), row.getBytes(9));
                    byte[] text = vault.open(sealed, context(task, "step " + row.getInt(1)));
                    steps.add(new Step(
                            row.getInt(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            Step.Kind.ofWord(row.getString(3)),
                            row.getString(4),
                            Optional.ofNullable(row.getString(5)),
                            Optional.ofNullable(row.getString(6)),
                            new String(text, StandardCharsets.UTF_8)));
                }
            }
            return steps;
        }
    }

    private static byte[] context(String task, String part) {
        return ("tasks " + task + " " + part).getBytes(StandardCharsets.UTF_8);
    }
}
