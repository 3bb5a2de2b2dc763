// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.operation.Measured;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.MonitorJson.Sheet;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.gauge.State;
import org.huitong.capability.monitor.report.Brief;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How everything stands that is measured; the last of it also for {@code /metrics}, from memory. */
@Component(service = {MonitorShelf.class, Measured.class})
public final class MonitorShelf implements Measured {
    private static final String COLUMNS =
            "gauge, subject, figure, state, since, times, incident, measured_at, cause_zh, cause_en, name";
    private static final int LONGEST_CAUSE = 1000;

    private final Transactions transactions;
    private volatile List<Measurement> last = List.of();
    private volatile long lookedAt = System.nanoTime();

    @Activate
    public MonitorShelf(@Reference Transactions transactions, @Reference(target = "(schema=monitor)") Schema tables) {
        this(transactions);
    }

    MonitorShelf(Transactions transactions) {
        this.transactions = transactions;
    }

    Transactions transactions() {
        return transactions;
    }

    /** By their names. */
    public Map<String, Standing> standings() {
        return transactions.read(this::standings);
    }

    /** By their names; what a version of this bundle measured that this one does not know is left out. */
    Map<String, Standing> standings(Connection connection) throws SQLException {
        Map<String, Standing> standings = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS + " FROM monitor_standing");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Optional<Gauge> gauge = Gauge.ofWord(row.getString(1));
                if (gauge.isPresent()) {
                    standings.put(row.getString(11), standing(row, gauge.get()));
                }
            }
        }
        return standings;
    }

    private static Standing standing(ResultSet row, Gauge gauge) throws SQLException {
        String zh = row.getString(9);
        return new Standing(
                row.getString(11),
                gauge,
                row.getString(2),
                row.getDouble(3),
                State.ofWord(row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getInt(6),
                Optional.ofNullable(row.getString(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(10))));
    }

    @Override
    public List<Measurement> measure() {
        // What nobody has looked at for a while is told by nobody, so that whoever asks for it misses it.
        return System.nanoTime() - lookedAt > Sheet.FRESH.toNanos() ? List.of() : last;
    }

    /** @param standings all that there are now */
    void keep(Connection connection, Collection<Standing> standings) throws SQLException {
        List<Measurement> told =
                standings.stream().flatMap(standing -> told(standing).stream()).toList();
        transactions.afterwards(connection, () -> {
            last = told;
            lookedAt = System.nanoTime();
        });
        try (PreparedStatement update = connection.prepareStatement("UPDATE monitor_standing SET gauge = ?,"
                        + " subject = ?, figure = ?, state = ?, since = ?, times = ?, incident = ?, measured_at = ?,"
                        + " cause_zh = ?, cause_en = ? WHERE name = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO monitor_standing (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Standing standing : standings) {
                bind(update, standing);
                if (update.executeUpdate() == 0) {
                    bind(insert, standing);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static List<Measurement> told(Standing standing) {
        Map<String, String> labels = Map.of("item", standing.gauge().word(), "subject", standing.subject());
        return List.of(
                new Measurement(
                        "huitong_monitor_value",
                        "The figure of the last minute.",
                        Kind.GAUGE,
                        labels,
                        standing.value()),
                new Measurement(
                        "huitong_monitor_state",
                        "0 good, 1 somebody should look, 2 beyond its norm.",
                        Kind.GAUGE,
                        labels,
                        standing.state().ordinal()));
    }

    private static void bind(PreparedStatement statement, Standing standing) throws SQLException {
        statement.setString(1, standing.gauge().word());
        statement.setString(2, standing.subject());
        statement.setDouble(3, standing.value());
        statement.setString(4, standing.state().word());
        statement.setLong(5, standing.since().toEpochMilli());
        statement.setInt(6, standing.times());
        statement.setString(7, standing.incident().orElse(null));
        statement.setLong(8, standing.measuredAt().toEpochMilli());
        statement.setString(
                9, standing.cause().map(c -> Brief.of(c.zh(), LONGEST_CAUSE)).orElse(null));
        statement.setString(
                10, standing.cause().map(c -> Brief.of(c.en(), LONGEST_CAUSE)).orElse(null));
        statement.setString(11, standing.name());
    }

    /** It is not measured any more. */
    void remove(Connection connection, String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM monitor_standing WHERE name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }
}
