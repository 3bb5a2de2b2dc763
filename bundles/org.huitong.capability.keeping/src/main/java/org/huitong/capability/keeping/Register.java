// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was done about messages that are due, and each run in which it was. Every method works in its caller's transaction. */
@Component(service = Register.class)
public final class Register {
    private static final int LONGEST_TROUBLE = 1_000;

    private final Notices notices = new Notices();

    @Activate
    public Register(@Reference(target = "(schema=keeping)") Schema tables) {}

    Notices notices() {
        return notices;
    }

    /** By their first lines; those about which nothing was done are left out. */
    Map<Long, Standing> standing(Connection connection, Collection<Long> lines) throws SQLException {
        Map<Long, Instant> since = notices.since(connection, lines);
        Map<Long, Standing> standing = new HashMap<>();
        try (PreparedStatement archived = connection.prepareStatement("SELECT 1 FROM keeping_archived WHERE seq = ?")) {
            for (long line : lines) {
                archived.setLong(1, line);
                try (ResultSet row = archived.executeQuery()) {
                    standing.put(line, new Standing(row.next(), Optional.ofNullable(since.get(line))));
                }
            }
        }
        return standing;
    }

    /**
     * A run.
     *
     * @param trouble why not all was done that is due
     */
    record Run(
            String id,
            String by,
            Instant startedAt,
            Optional<Instant> endedAt,
            Counts counts,
            Optional<LocalText> trouble) {}

    /** Until the transaction ends nobody else orders a run, also on another node. */
    void lockOrders(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE keeping_order SET job = job")) {
            update.executeUpdate();
        }
    }

    /** The job of the run that was ordered last; empty where there was none. */
    String ordered(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT job FROM keeping_order");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }

    void order(Connection connection, String job) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE keeping_order SET job = ?")) {
            update.setString(1, job);
            update.executeUpdate();
        }
    }

    /** Begins a run, or goes on with one that was cut off. */
    void begin(Connection connection, String run, String by, Instant at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM keeping_run WHERE id = ?")) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_run (id, made_by, started_at,"
                        + " archived, announced, destroyed, held, needed, unjudged, trouble, trouble_zh) VALUES (?, ?, ?, 0, 0, 0, 0, 0, 0, '', '')")) {
            insert.setString(1, run);
            insert.setString(2, by);
            insert.setLong(3, at.toEpochMilli());
            insert.executeUpdate();
        }
    }

    void count(Connection connection, String run, Counts more) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE keeping_run SET archived = archived + ?,"
                + " announced = announced + ?, destroyed = destroyed + ?, held = held + ?, needed = needed + ?,"
                + " unjudged = unjudged + ? WHERE id = ?")) {
            update.setLong(1, more.archived());
            update.setLong(2, more.announced());
            update.setLong(3, more.destroyed());
            update.setLong(4, more.held());
            update.setLong(5, more.needed());
            update.setLong(6, more.unjudged());
            update.setString(7, run);
            update.executeUpdate();
        }
    }

    void end(Connection connection, String run, Instant at, Optional<LocalText> trouble) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_run SET ended_at = ?, trouble = ?, trouble_zh = ? WHERE id = ?")) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, trouble.map(LocalText::en).map(Register::cut).orElse(""));
            update.setString(3, trouble.map(LocalText::zh).map(Register::cut).orElse(""));
            update.setString(4, run);
            update.executeUpdate();
        }
    }

    /** A run ends, however much there is to say of it. */
    private static String cut(String trouble) {
        return trouble.length() <= LONGEST_TROUBLE ? trouble : trouble.substring(0, LONGEST_TROUBLE - 1) + "…";
    }

    /** The newest runs. */
    List<Run> runs(Connection connection, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(RUN + " ORDER BY started_at DESC FETCH FIRST " + most + " ROWS ONLY")) {
            return runs(select);
        }
    }

    Optional<Run> run(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RUN + " WHERE id = ?")) {
            select.setString(1, id);
            return runs(select).stream().findFirst();
        }
    }

    private static final String RUN = "SELECT id, made_by, started_at, ended_at, archived, announced, destroyed, held,"
            + " needed, unjudged, trouble, trouble_zh FROM keeping_run";

    private static List<Run> runs(PreparedStatement select) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long ended = row.getLong(4);
                Optional<Instant> end = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
                Counts counts = new Counts(
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10));
                Optional<LocalText> trouble = row.getString(11).isEmpty()
                        ? Optional.empty()
                        : Optional.of(LocalText.of(row.getString(12), row.getString(11)));
                runs.add(new Run(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        end,
                        counts,
                        trouble));
            }
        }
        return runs;
    }
}
