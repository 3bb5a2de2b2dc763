// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Containers, and which message lies in which. Every method works in its caller's transaction. */
@Component(service = ContainerShelf.class)
public final class ContainerShelf {
    private static final String SELECT =
            "SELECT id, run, rule, place, state, made_at, checked_at, messages, bytes, hash FROM keeping_container";

    @Activate
    public ContainerShelf(@Reference(target = "(schema=keeping)") Schema tables) {}

    /** How a container stands. */
    enum State {
        /** It was begun; nothing in it counts. */
        WRITING(1),
        /** It was read back and is right. */
        KEPT(2),
        /** It could be read no more, or is not what was written. */
        LOST(3),
        /** It was taken away, with what was in it or for one that has the rest. */
        GONE(4);

        private final int code;

        State(int code) {
            this.code = code;
        }

        private static State of(int code) {
            for (State state : values()) {
                if (state.code == code) {
                    return state;
                }
            }
            throw new IllegalStateException("a container in the state " + code);
        }
    }

    /** @param hash of its manifest */
    record Container(
            int id,
            String run,
            long rule,
            String place,
            State state,
            Instant madeAt,
            Instant checkedAt,
            int messages,
            long bytes,
            String hash) {}

    /** @param number the line in its container, from 0 on */
    record Archived(long seq, MessageId id, int container, int number, String hash, Instant at) {}

    /** Gives a container its number; its place is made of it. */
    Container begin(Connection connection, String run, long rule, Instant at, int year) throws SQLException {
        int id;
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM keeping_container");
                ResultSet row = select.executeQuery()) {
            row.next();
            id = row.getInt(1) + 1;
        }
        Container container = new Container(
                id, run, rule, "%04d/R%d-%06d".formatted(year, rule, id), State.WRITING, at, at, 0, 0, "");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_container (id, run, rule, place,"
                        + " state, made_at, checked_at, messages, bytes, hash) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '')")) {
            insert.setInt(1, id);
            insert.setString(2, run);
            insert.setLong(3, rule);
            insert.setString(4, container.place());
            insert.setInt(5, State.WRITING.code);
            insert.setLong(6, at.toEpochMilli());
            insert.setLong(7, at.toEpochMilli());
            insert.executeUpdate();
        }
        return container;
    }

    void kept(Connection connection, int container, List<Archived> messages, long bytes, String hash, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_container SET state = ?, checked_at = ?, messages = ?, bytes = ?, hash = ? WHERE id = ?")) {
            update.setInt(1, State.KEPT.code);
            update.setLong(2, at.toEpochMilli());
            update.setInt(3, messages.size());
            update.setLong(4, bytes);
            update.setString(5, hash);
            update.setInt(6, container);
            update.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_archived (seq, id, container, number, hash, archived_at) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Archived message : messages) {
                insert.setLong(1, message.seq());
                insert.setString(2, message.id().value());
                insert.setInt(3, container);
                insert.setInt(4, message.number());
                insert.setString(5, message.hash());
                insert.setLong(6, at.toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** It was read again and was right. */
    void checked(Connection connection, int container, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE keeping_container SET checked_at = ? WHERE id = ?")) {
            update.setLong(1, at.toEpochMilli());
            update.setInt(2, container);
            update.executeUpdate();
        }
    }

    /** It is right no more: what of it has not been destroyed here is to be archived anew. */
    void lost(Connection connection, int container, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE keeping_container SET state = ?, checked_at = ? WHERE id = ?");
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM keeping_archived WHERE container = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM keeping_destroyed d WHERE d.seq = keeping_archived.seq)")) {
            update.setInt(1, State.LOST.code);
            update.setLong(2, at.toEpochMilli());
            update.setInt(3, container);
            update.executeUpdate();
            delete.setInt(1, container);
            delete.executeUpdate();
        }
    }

    /** This message changed since it was archived: it is to be archived anew. */
    void outdated(Connection connection, long seq) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM keeping_archived WHERE seq = ?")) {
            delete.setLong(1, seq);
            delete.executeUpdate();
        }
    }

    /** It is taken away: nothing lies in it any more. */
    void gone(Connection connection, int container) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM keeping_archived WHERE container = ?");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE keeping_container SET state = ? WHERE id = ?")) {
            delete.setInt(1, container);
            delete.executeUpdate();
            update.setInt(1, State.GONE.code);
            update.setInt(2, container);
            update.executeUpdate();
        }
    }

    /** Those of a state, from the oldest on. */
    List<Container> all(Connection connection, State state) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE state = ? ORDER BY id")) {
            select.setInt(1, state.code);
            return containers(select);
        }
    }

    /** One that was begun and never came to its end. */
    void dropped(Connection connection, int container) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM keeping_container WHERE id = ? AND state = 1")) {
            delete.setInt(1, container);
            delete.executeUpdate();
        }
    }

    List<Container> unfinished(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE state = 1 ORDER BY id")) {
            return containers(select);
        }
    }

    Optional<Container> find(Connection connection, int id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setInt(1, id);
            return containers(select).stream().findFirst();
        }
    }

    /** The newest below a number; those that are being written are left out. */
    List<Container> newest(Connection connection, int before, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                SELECT + " WHERE id < ? AND state <> 1 ORDER BY id DESC FETCH FIRST " + most + " ROWS ONLY")) {
            select.setInt(1, before);
            return containers(select);
        }
    }

    private static List<Container> containers(PreparedStatement select) throws SQLException {
        List<Container> containers = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                containers.add(new Container(
                        row.getInt(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        State.of(row.getInt(5)),
                        Instant.ofEpochMilli(row.getLong(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getInt(8),
                        row.getLong(9),
                        row.getString(10)));
            }
        }
        return containers;
    }

    /** The hashes of a container's lines that still count, by their numbers. */
    List<Archived> lines(Connection connection, int container) throws SQLException {
        return archived(connection, "container = ? ORDER BY number", container);
    }

    Optional<Archived> archived(Connection connection, long seq) throws SQLException {
        return archived(connection, "seq = ?", seq).stream().findFirst();
    }

    Optional<Archived> archived(Connection connection, MessageId id) throws SQLException {
        return archived(connection, "id = ?", id.value()).stream().findFirst();
    }

    /** What is archived, from the newest line of the log on. */
    List<Archived> archivedBefore(Connection connection, long before, int most) throws SQLException {
        return archived(connection, "seq < ? ORDER BY seq DESC FETCH FIRST " + most + " ROWS ONLY", before);
    }

    private static List<Archived> archived(Connection connection, String where, Object value) throws SQLException {
        List<Archived> archived = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, id, container, number, hash, archived_at FROM keeping_archived WHERE " + where)) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    archived.add(new Archived(
                            row.getLong(1),
                            new MessageId(row.getString(2)),
                            row.getInt(3),
                            row.getInt(4),
                            row.getString(5),
                            Instant.ofEpochMilli(row.getLong(6))));
                }
            }
        }
        return archived;
    }
}
