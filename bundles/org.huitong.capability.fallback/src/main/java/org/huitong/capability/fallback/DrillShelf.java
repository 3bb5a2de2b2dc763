// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.fallback.Drill.Line;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where drills lie; who would be reached by what is sealed. */
@Component(service = DrillShelf.class)
public final class DrillShelf {
    private static final String KEY_CLASS = "drill";
    private static final String COLUMNS = "id, held_at, held_by, supposed, persons, unreached";
    private static final int MOST = 50;

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public DrillShelf(
            @Reference Transactions transactions,
            @Reference(target = "(schema=fallback)") Schema tables,
            @Reference Vault vault) {
        this(transactions, vault);
    }

    DrillShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    /** A drill without its lines. */
    record Held(String id, Instant at, String by, List<String> supposed, int persons, int unreached) {}

    void keep(Connection connection, Drill drill) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, bytes(drill.lines()), context(drill.id()));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO fallback_drill (" + COLUMNS
                + ", seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, drill.id());
            insert.setLong(2, drill.at().toEpochMilli());
            insert.setString(3, drill.by());
            insert.setString(4, String.join("\n", drill.supposed()));
            insert.setInt(5, drill.lines().size());
            insert.setInt(6, (int) drill.unreached());
            insert.setString(7, sealed.key());
            insert.setBytes(8, sealed.wrapped());
            insert.setBytes(9, sealed.text());
            insert.executeUpdate();
        }
    }

    /** The newest first. */
    List<Held> newest() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                            + " FROM fallback_drill ORDER BY held_at DESC, id FETCH FIRST " + MOST + " ROWS ONLY");
                    ResultSet row = select.executeQuery()) {
                List<Held> all = new ArrayList<>();
                while (row.next()) {
                    all.add(held(row));
                }
                return all;
            }
        });
    }

    Optional<Drill> find(String id) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT " + COLUMNS + ", seal_key, seal_wrapped, seal_text FROM fallback_drill WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    Held held = held(row);
                    Sealed sealed = new Sealed(row.getString(7), row.getBytes(8), row.getBytes(9));
                    return Optional.of(new Drill(
                            held.id(),
                            held.at(),
                            held.by(),
                            held.supposed(),
                            lines(vault.open(sealed, context(held.id())))));
                }
            }
        });
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4).lines().toList(),
                row.getInt(5),
                row.getInt(6));
    }

    /** One person a line: id, usual platform, platform then. */
    private static byte[] bytes(List<Line> lines) {
        return lines.stream()
                .map(line -> line.person() + "\t" + line.usual().orElse("") + "\t"
                        + line.then().orElse("") + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Line> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", -1))
                .map(parts -> new Line(parts[0], some(parts[1]), some(parts[2])))
                .toList();
    }

    private static Optional<String> some(String word) {
        return Optional.of(word).filter(w -> !w.isEmpty());
    }

    private static byte[] context(String id) {
        return ("drill " + id).getBytes(StandardCharsets.UTF_8);
    }
}
