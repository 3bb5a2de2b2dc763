// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.clock.Jobs.Job;
import org.huitong.api.clock.Jobs.Order;
import org.huitong.api.clock.Jobs.State;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** The table of jobs. */
final class JobShelf {
    private static final String COLUMNS =
            "id, kind, title_zh, title_en, owner, permission, state, cut_off, cancel_asked, done, total, mark, words_zh,"
                    + " words_en, undo_of, undone, made_at, ended_at, file_name, file_type, file_bytes";
    private static final int LONGEST_WORDS = 1000;

    private final Transactions transactions;
    private final Vault vault;

    JobShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    void add(Connection connection, String id, Order order, Optional<String> undoOf, Instant now) throws SQLException {
        Sealed argument = vault.seal("job", order.argument().getBytes(StandardCharsets.UTF_8), context(id));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO clock_job (id, kind, title_zh, title_en, owner, permission, argument_key, argument_wrapped,"
                        + " argument, state, beat, cut_off, cancel_asked, done, total, undo_of, undone, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, FALSE, FALSE, 0, 0, ?, FALSE, ?)")) {
            insert.setString(1, id);
            insert.setString(2, order.kind());
            insert.setString(3, order.title().zh());
            insert.setString(4, order.title().en());
            insert.setString(5, order.owner());
            insert.setString(6, order.permission().orElse(null));
            insert.setString(7, argument.key());
            insert.setBytes(8, argument.wrapped());
            insert.setBytes(9, argument.text());
            insert.setString(10, undoOf.orElse(null));
            insert.setLong(11, now.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** What the job was told. */
    String argument(String id) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT argument_key, argument_wrapped, argument FROM clock_job WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    Sealed sealed = new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3));
                    return new String(vault.open(sealed, context(id)), StandardCharsets.UTF_8);
                }
            }
        });
    }

    private static byte[] context(String id) {
        return ("job:" + id).getBytes(StandardCharsets.UTF_8);
    }

    Optional<Kept> find(String id) {
        return select("WHERE id = ?", id).stream().findFirst();
    }

    /** Those of one account, and those that a permission opens, newest first. */
    List<Kept> newest(int most) {
        return select("ORDER BY made_at DESC, id FETCH FIRST " + most + " ROWS ONLY");
    }

    List<Kept> ofOwner(String owner, int most) {
        return select("WHERE owner = ? ORDER BY made_at DESC, id FETCH FIRST " + most + " ROWS ONLY", owner);
    }

    /**
     * Those that wait and whose kind is here, the oldest first, and those that wait though nobody wants them any more: what
     * waits for a bundle that is gone must not stand before what could be done.
     */
    List<Kept> waiting(Collection<String> kinds, int most) {
        String known = kinds.isEmpty() ? "" : " OR kind IN (" + "?, ".repeat(kinds.size() - 1) + "?)";
        return select(
                "WHERE state = 'waiting' AND (cancel_asked = TRUE" + known + ") ORDER BY made_at, id FETCH FIRST "
                        + most + " ROWS ONLY",
                kinds.toArray(String[]::new));
    }

    private List<Kept> select(String where, String... parameters) {
        return transactions.read(connection -> {
            List<Kept> found = new ArrayList<>();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT " + COLUMNS + " FROM clock_job " + where)) {
                for (int i = 0; i < parameters.length; i++) {
                    select.setString(i + 1, parameters[i]);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(kept(row));
                    }
                }
            }
            return found;
        });
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Optional<LocalText> words =
                Optional.ofNullable(row.getString("words_zh")).isEmpty()
                        ? Optional.empty()
                        : Optional.of(LocalText.of(row.getString("words_zh"), row.getString("words_en")));
        long ended = row.getLong("ended_at");
        Optional<Instant> endedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
        String file = row.getString("file_name");
        return new Kept(
                new Job(
                        row.getString("id"),
                        row.getString("kind"),
                        LocalText.of(row.getString("title_zh"), row.getString("title_en")),
                        row.getString("owner"),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getLong("done"),
                        row.getLong("total"),
                        words),
                Optional.ofNullable(row.getString("permission")),
                row.getBoolean("cut_off"),
                row.getBoolean("cancel_asked"),
                Optional.ofNullable(row.getString("mark")),
                Optional.ofNullable(row.getString("undo_of")),
                row.getBoolean("undone"),
                Instant.ofEpochMilli(row.getLong("made_at")),
                endedAt,
                file == null
                        ? Optional.empty()
                        : Optional.of(new Kept.Result(file, row.getString("file_type"), row.getLong("file_bytes"))));
    }

    /** Of several processes one gets it. */
    boolean take(String id, String runner) {
        return change(
                "UPDATE clock_job SET state = 'running', runner = ?, beat = 0 WHERE id = ? AND state = 'waiting'"
                        + " AND cancel_asked = FALSE",
                runner,
                id);
    }

    /** Says that its runner lives, and how far it is. @return whether it is to end */
    boolean beat(String id, String runner, long done, long total) {
        return transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE clock_job SET beat = beat + 1, done = ?, total = ? WHERE id = ? AND runner = ?")) {
                update.setLong(1, done);
                update.setLong(2, total);
                update.setString(3, id);
                update.setString(4, runner);
                if (update.executeUpdate() == 0) {
                    // Somebody took it for dead: it must not go on beside the one who runs it now.
                    return true;
                }
            }
            return flag(connection, id);
        });
    }

    private static boolean flag(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT cancel_asked FROM clock_job WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    void mark(Connection transaction, String id, String mark) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE clock_job SET mark = ? WHERE id = ?")) {
            update.setString(1, mark);
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    void cancel(String id, Instant now) {
        change(
                "UPDATE clock_job SET state = 'cancelled', cancel_asked = TRUE, ended_at = " + now.toEpochMilli()
                        + " WHERE id = ? AND state = 'waiting'",
                id);
        change("UPDATE clock_job SET cancel_asked = TRUE WHERE id = ? AND state = 'running'", id);
    }

    /** Back among those that wait: to be run again, or to be told that it was cut off. */
    void release(String id, String runner) {
        change(
                "UPDATE clock_job SET state = 'waiting', cut_off = TRUE, runner = NULL"
                        + " WHERE id = ? AND runner = ? AND state = 'running'",
                id,
                runner);
    }

    /**
     * Its end, once. Taking one back marks what was taken back in the same transaction.
     *
     * @param runner who runs it: one that somebody else runs by now does not end by this; empty of one that waits
     */
    void end(
            Kept kept, Optional<String> runner, State state, LocalText words, Instant now, Optional<Kept.Result> file) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE clock_job SET state = ?, words_zh = ?, words_en = ?, ended_at = ?, runner = NULL,"
                            + " file_name = ?, file_type = ?, file_bytes = ?"
                            + " WHERE id = ? AND state = ?"
                            + (runner.isPresent() ? " AND runner = ?" : ""))) {
                update.setString(1, state.name().toLowerCase(Locale.ROOT));
                update.setString(2, brief(words.zh()));
                update.setString(3, brief(words.en()));
                update.setLong(4, now.toEpochMilli());
                update.setString(5, file.map(Kept.Result::name).orElse(null));
                update.setString(6, file.map(Kept.Result::mediaType).orElse(null));
                if (file.isPresent()) {
                    update.setLong(7, file.get().bytes());
                } else {
                    update.setNull(7, Types.BIGINT);
                }
                update.setString(8, kept.id());
                update.setString(9, runner.isPresent() ? "running" : "waiting");
                if (runner.isPresent()) {
                    update.setString(10, runner.get());
                }
                if (update.executeUpdate() == 0) {
                    return null;
                }
            }
            if (state == State.DONE && kept.undoOf().isPresent()) {
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE clock_job SET undone = TRUE WHERE id = ?")) {
                    update.setString(1, kept.undoOf().get());
                    update.executeUpdate();
                }
            }
            return null;
        });
    }

    private static String brief(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
    }

    /** Keeps its row until the transaction ends, also from other nodes. @return false where it is gone */
    boolean lock(Connection connection, String id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE clock_job SET undone = undone WHERE id = ?")) {
            update.setString(1, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Whether another job takes this one back, or is about to. */
    boolean isBeingUndone(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT 1 FROM clock_job WHERE undo_of = ? AND state IN ('waiting', 'running', 'done')")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Who runs what, as far as it can be told from here. */
    List<Running> running() {
        return transactions.read(connection -> {
            List<Running> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT id, runner, beat FROM clock_job WHERE state = 'running'");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Running(row.getString(1), row.getString(2), row.getLong(3)));
                }
            }
            return found;
        });
    }

    /** A run that somebody says goes on. */
    record Running(String id, String runner, long beat) {}

    /** Those whose file, or whose row, has been kept long enough. */
    Collection<String> endedBefore(Instant moment) {
        return select("WHERE ended_at < " + moment.toEpochMilli() + " FETCH FIRST 500 ROWS ONLY").stream()
                .map(Kept::id)
                .toList();
    }

    void delete(String id) {
        change("DELETE FROM clock_job WHERE id = ?", id);
    }

    void dropFile(String id) {
        change("UPDATE clock_job SET file_name = NULL, file_type = NULL, file_bytes = NULL WHERE id = ?", id);
    }

    private boolean change(String sql, String... parameters) {
        return transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    update.setString(i + 1, parameters[i]);
                }
                return update.executeUpdate() > 0;
            }
        });
    }
}
