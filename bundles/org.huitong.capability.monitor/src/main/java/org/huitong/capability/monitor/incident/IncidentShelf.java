// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.incident.Incident.Kind;
import org.huitong.capability.monitor.incident.Incident.State;
import org.huitong.capability.monitor.incident.Incident.Step;
import org.huitong.capability.monitor.incident.Incident.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where incidents lie with their timelines. A change names the version that it changes; who comes second is told. */
@Component(service = IncidentShelf.class)
public final class IncidentShelf {
    private static final String KEY_CLASS = "incident";
    private static final String COLUMNS =
            "version, reading, state, opened_at, opened_by, over_at, closed_at, closed_by,"
                    + " seal_key, seal_wrapped, seal_text, id";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public IncidentShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=monitor)") Schema tables) {
        this(transactions, vault);
    }

    public IncidentShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    public Transactions transactions() {
        return transactions;
    }

    Optional<Incident> find(Connection connection, String id) throws SQLException {
        return list(connection, "id = ?", List.of(id), "", 1).stream().findFirst();
    }

    /** The newest first, before that place. */
    public List<Incident> newest(Connection connection, Optional<State> state, Place before, int most)
            throws SQLException {
        long at = before.at().toEpochMilli();
        List<Object> values = new ArrayList<>(List.of(at, at, before.id()));
        state.ifPresent(s -> values.add(s.word()));
        return list(
                connection,
                "(opened_at < ? OR opened_at = ? AND id < ?)" + (state.isPresent() ? " AND state = ?" : ""),
                values,
                "ORDER BY opened_at DESC, id DESC",
                most);
    }

    /** Those that were open at some moment between the two, the oldest first, behind the one that is named. */
    List<Incident> during(Connection connection, Instant from, Instant to, Optional<Incident> behind, int most)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(to.toEpochMilli(), from.toEpochMilli()));
        String page = "";
        if (behind.isPresent()) {
            long at = behind.get().openedAt().toEpochMilli();
            page = " AND (opened_at > ? OR (opened_at = ? AND id > ?))";
            values.addAll(List.of(at, at, behind.get().id()));
        }
        return list(
                connection,
                "opened_at < ? AND (over_at IS NULL AND closed_at IS NULL OR COALESCE(over_at, closed_at) >= ?)" + page,
                values,
                "ORDER BY opened_at, id",
                most);
    }

    private List<Incident> list(Connection connection, String where, List<Object> values, String order, int most)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM monitor_incident WHERE " + where + " " + order + " FETCH FIRST "
                + most + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Incident> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(incident(row));
                }
            }
            return found;
        }
    }

    private Incident incident(ResultSet row) throws SQLException {
        String id = row.getString(12);
        Sealed sealed = new Sealed(row.getString(9), row.getBytes(10), row.getBytes(11));
        return new Incident(
                id,
                row.getInt(1),
                Optional.ofNullable(row.getString(2)),
                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                moment(row, 6),
                moment(row, 7),
                Optional.ofNullable(row.getString(8)),
                Words.of(vault.open(sealed, context(id, "words"))));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    void add(Connection connection, Incident incident) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO monitor_incident (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            bind(insert, incident);
            insert.executeUpdate();
        }
    }

    /** @return false where it is not the version any more that was changed */
    boolean keep(Connection connection, Incident incident) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE monitor_incident SET version = ?,"
                + " reading = ?, state = ?, opened_at = ?, opened_by = ?, over_at = ?, closed_at = ?, closed_by = ?,"
                + " seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE id = ? AND version = ?")) {
            bind(update, incident);
            update.setInt(13, incident.version() - 1);
            return update.executeUpdate() == 1;
        }
    }

    private void bind(PreparedStatement statement, Incident incident) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, incident.words().bytes(), context(incident.id(), "words"));
        statement.setInt(1, incident.version());
        statement.setString(2, incident.reading().orElse(null));
        statement.setString(3, incident.state().word());
        statement.setLong(4, incident.openedAt().toEpochMilli());
        statement.setString(5, incident.openedBy());
        moment(statement, 6, incident.overAt());
        moment(statement, 7, incident.closedAt());
        statement.setString(8, incident.closedBy().orElse(null));
        statement.setString(9, sealed.key());
        statement.setBytes(10, sealed.wrapped());
        statement.setBytes(11, sealed.text());
        statement.setString(12, incident.id());
    }

    private static void moment(PreparedStatement statement, int column, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            statement.setLong(column, moment.get().toEpochMilli());
        } else {
            statement.setNull(column, Types.BIGINT);
        }
    }

    /** The next step of its timeline. Whoever adds one holds the incident's row, so that no number is given twice. */
    void step(Connection connection, String incident, Instant at, Kind kind, String by, Phrase text)
            throws SQLException {
        int number = last(connection, incident) + 1;
        Sealed sealed = vault.seal(KEY_CLASS, text.bytes(), context(incident, "step " + number));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO monitor_step (incident, number,"
                + " happened_at, kind, made_by, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, incident);
            insert.setInt(2, number);
            insert.setLong(3, at.toEpochMilli());
            insert.setString(4, kind.word());
            insert.setString(5, by);
            insert.setString(6, sealed.key());
            insert.setBytes(7, sealed.wrapped());
            insert.setBytes(8, sealed.text());
            insert.executeUpdate();
        }
    }

    private static int last(Connection connection, String incident) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT MAX(number) FROM monitor_step WHERE incident = ?")) {
            select.setString(1, incident);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    public List<Step> steps(Connection connection, String incident) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number, happened_at, kind, made_by, seal_key, seal_wrapped,"
                        + " seal_text FROM monitor_step WHERE incident = ? ORDER BY number")) {
            select.setString(1, incident);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int number = row.getInt(1);
                    Sealed sealed = new Sealed(row.getString(5), row.getBytes(6), row.getBytes(7));
                    steps.add(new Step(
                            number,
                            Instant.ofEpochMilli(row.getLong(2)),
                            Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                            row.getString(4),
                            Phrase.of(vault.open(sealed, context(incident, "step " + number)))));
                }
            }
            return steps;
        }
    }

    private static byte[] context(String incident, String what) {
        return ("incident " + incident + " " + what).getBytes(StandardCharsets.UTF_8);
    }
}
