// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files, on disk. They are few, and strangers ask for them: what they are told is remembered for a moment. */
@Component(service = DomainFileShelf.class)
public final class DomainFileShelf {
    /** More than one company has platforms. */
    static final int MOST = 50;

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Clock clock;
    private volatile Remembered remembered = new Remembered(Instant.MIN, List.of());

    private record Remembered(Instant at, List<DomainFile> files) {}

    @Activate
    public DomainFileShelf(
            @Reference Transactions transactions,
            @Reference(target = "(schema=operation)") Schema tables,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    Transactions transactions() {
        return transactions;
    }

    /** As a stranger is told it; another node's change is seen within some seconds. */
    Optional<DomainFile> find(String name) {
        Remembered known = remembered;
        Instant now = clock.instant();
        if (Duration.between(known.at(), now).abs().compareTo(REMEMBERED) > 0) {
            known = new Remembered(now, all());
            remembered = known;
        }
        return known.files().stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /** By name. */
    List<DomainFile> all() {
        return transactions.read(this::all);
    }

    List<DomainFile> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT name, content, put_at, put_by FROM operation_domain_file ORDER BY name");
                ResultSet row = select.executeQuery()) {
            List<DomainFile> files = new ArrayList<>();
            while (row.next()) {
                files.add(new DomainFile(
                        row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getString(4)));
            }
            return files;
        }
    }

    void put(Connection connection, DomainFile file) throws SQLException {
        remove(connection, file.name());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO operation_domain_file (name, content, put_at, put_by) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, file.name());
            insert.setString(2, file.content());
            insert.setLong(3, file.putAt().toEpochMilli());
            insert.setString(4, file.putBy());
            insert.executeUpdate();
        }
    }

    /** @return false where there is none of that name */
    boolean remove(Connection connection, String name) throws SQLException {
        transactions.afterwards(connection, () -> remembered = new Remembered(Instant.MIN, List.of()));
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM operation_domain_file WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() > 0;
        }
    }
}
