// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where recurring tasks lie. A change names the version that it changes. */
@Component(service = RoutineShelf.class)
public final class RoutineShelf {
    private static final String KEY_CLASS = "task";
    private static final String COLUMNS = "id, version, rhythm, at_time, rest_days, work_time, department, asked, tell,"
            + " is_on, made_by, maker, made_at, up_to, seal_key, seal_wrapped, seal_text";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public RoutineShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=tasks)") Schema tables) {
        this(transactions, vault);
    }

    RoutineShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Those that come up first, those that do not last. */
    List<Routine> all(Connection connection) throws SQLException {
        return routines(connection, "1 = 1 ORDER BY is_on DESC, made_at, id", List.of());
    }

    Optional<Routine> find(Connection connection, String id) throws SQLException {
        return routines(connection, "id = ?", List.of(id)).stream().findFirst();
    }

    /** As it is now, and stays until the transaction ends, also on other nodes. */
    Optional<Routine> locked(Connection connection, String id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE tasks_routine SET version = version WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
        return find(connection, id);
    }

    private List<Routine> routines(Connection connection, String where, List<String> values) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM tasks_routine WHERE " + where)) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            List<Routine> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(routine(row));
                }
            }
            return found;
        }
    }

    private Routine routine(ResultSet row) throws SQLException {
        String id = row.getString(1);
        Schedule schedule = new Schedule(
                Rhythm.read(row.getString(3)),
                LocalTime.parse(row.getString(4)),
                RestDays.ofWord(row.getString(5)).orElseThrow(),
                Optional.ofNullable(row.getString(6)).map(Duration::parse));
        Sealed sealed = new Sealed(row.getString(15), row.getBytes(16), row.getBytes(17));
        String[] words = words(vault.open(sealed, context(id)));
        Plan plan = new Plan(
                words[0],
                words[1],
                schedule,
                Optional.ofNullable(row.getString(7)),
                row.getString(8).lines().map(Asked::read).toList(),
                Optional.ofNullable(row.getString(9)).stream()
                        .flatMap(String::lines)
                        .toList());
        return new Routine(
                id,
                row.getInt(2),
                plan,
                row.getBoolean(10),
                row.getString(11),
                Optional.ofNullable(row.getString(12)),
                Instant.ofEpochMilli(row.getLong(13)),
                Instant.ofEpochMilli(row.getLong(14)));
    }

    void add(Connection connection, Routine routine) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tasks_routine (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, routine.id());
            insert.setInt(2, routine.version());
            bind(insert, routine);
            insert.executeUpdate();
        }
    }

    /** @return false where it is not the version any more that was changed */
    boolean keep(Connection connection, Routine routine, int before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE tasks_routine SET id = ?, version = ?,"
                + " rhythm = ?, at_time = ?, rest_days = ?, work_time = ?, department = ?, asked = ?, tell = ?, is_on = ?,"
                + " made_by = ?, maker = ?, made_at = ?, up_to = ?, seal_key = ?, seal_wrapped = ?, seal_text = ?"
                + " WHERE id = ? AND version = ?")) {
            update.setString(1, routine.id());
            update.setInt(2, routine.version());
            bind(update, routine);
            update.setString(18, routine.id());
            update.setInt(19, before);
            return update.executeUpdate() == 1;
        }
    }

    private void bind(PreparedStatement statement, Routine routine) throws SQLException {
        Plan plan = routine.plan();
        Sealed sealed = vault.seal(KEY_CLASS, bytes(plan), context(routine.id()));
        statement.setString(3, plan.schedule().rhythm().written());
        statement.setString(4, plan.schedule().at().toString());
        statement.setString(5, plan.schedule().rest().word());
        statement.setString(6, plan.schedule().time().map(Duration::toString).orElse(null));
        statement.setString(7, plan.department().orElse(null));
        statement.setString(8, plan.asked().stream().map(Asked::written).collect(Collectors.joining("\n")));
        statement.setString(9, plan.tell().isEmpty() ? null : String.join("\n", plan.tell()));
        statement.setBoolean(10, routine.on());
        statement.setString(11, routine.by());
        statement.setString(12, routine.maker().orElse(null));
        statement.setLong(13, routine.madeAt().toEpochMilli());
        statement.setLong(14, routine.upTo().toEpochMilli());
        statement.setString(15, sealed.key());
        statement.setBytes(16, sealed.wrapped());
        statement.setBytes(17, sealed.text());
    }

    /** How far it is, which is no change of what people say of it. */
    void reached(Connection connection, Routine routine) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE tasks_routine SET up_to = ? WHERE id = ?")) {
            update.setLong(1, routine.upTo().toEpochMilli());
            update.setString(2, routine.id());
            update.executeUpdate();
        }
    }

    private static byte[] bytes(Plan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(plan.title());
            out.writeUTF(plan.note());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String[] words(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new String[] {in.readUTF(), in.readUTF()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] context(String id) {
        return ("tasks_routine " + id).getBytes(StandardCharsets.UTF_8);
    }
}
