// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.access.Uses;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes by which permissions people come in, each once a day: a decision costs a look into memory, and what is new that
 * day is written within a minute, many in one commit. Where the hub falls down meanwhile, the next use of the day is noted.
 */
@Component(service = {Uses.class, UseBook.class})
public final class UseBook implements Uses {
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final PermissionBook book;
    private final Accounts accounts;
    private final Clock clock;
    private final Map<Use, Long> noted = new ConcurrentHashMap<>();
    private final Map<Use, Long> waiting = new ConcurrentHashMap<>();
    private final Ticks.Tick tick;
    private final LocalDate since;

    private record Use(String account, String permission) {}

    @Activate
    public UseBook(
            @Reference Transactions transactions,
            @Reference(target = "(schema=access)") Schema tables,
            @Reference Desk desk,
            @Reference Policy policy,
            @Reference PermissionBook book,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this.transactions = transactions;
        this.book = book;
        this.accounts = desk.accounts();
        this.clock = clock;
        this.since = LocalDate.ofEpochDay(transactions.write(this::began));
        policy.watchedBy(this);
        this.tick = ticks.every(WRITTEN, this::write);
    }

    @Deactivate
    void close() {
        tick.close();
        write();
    }

    private long began(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT MIN(began_day) FROM access_use_begin");
                ResultSet row = select.executeQuery()) {
            row.next();
            long day = row.getLong(1);
            if (!row.wasNull()) {
                return day;
            }
        }
        long today = clock.today().toEpochDay();
        try (var insert = connection.prepareStatement("INSERT INTO access_use_begin (began_day) VALUES (?)")) {
            insert.setLong(1, today);
            insert.executeUpdate();
        }
        return today;
    }

    /** Somebody came in by it. */
    void used(String account, String permission) {
        Use use = new Use(account, permission);
        long today = clock.today().toEpochDay();
        Long before = noted.get(use);
        if (before == null || before < today) {
            noted.put(use, today);
            waiting.put(use, today);
        }
    }

    /** What cannot be written now waits for the next time. */
    void write() {
        Map<Use, Long> these = Map.copyOf(waiting);
        if (these.isEmpty()) {
            return;
        }
        transactions.write(connection -> {
            try (var update = connection.prepareStatement(
                            "UPDATE access_use SET last_day = ? WHERE account = ? AND permission = ?");
                    var insert = connection.prepareStatement(
                            "INSERT INTO access_use (last_day, account, permission) VALUES (?, ?, ?)")) {
                for (Map.Entry<Use, Long> use : these.entrySet()) {
                    if (bind(update, use).executeUpdate() == 0) {
                        bind(insert, use).executeUpdate();
                    }
                }
            }
            return null;
        });
        // What was used on another day meanwhile still waits.
        these.forEach(waiting::remove);
    }

    private static PreparedStatement bind(PreparedStatement statement, Map.Entry<Use, Long> use) throws SQLException {
        statement.setLong(1, use.getValue());
        statement.setString(2, use.getKey().account());
        statement.setString(3, use.getKey().permission());
        return statement;
    }

    @Override
    public LocalDate since() {
        return since;
    }

    @Override
    public Map<String, Map<String, LocalDate>> last(Map<String, Set<String>> words) {
        Map<String, String> persons = new HashMap<>();
        accounts.list().forEach(account -> account.person()
                .filter(words::containsKey)
                .ifPresent(person -> persons.put(account.name(), person)));
        Map<String, Map<String, LocalDate>> last = new HashMap<>();
        all().forEach((use, day) -> {
            String person = persons.get(use.account());
            if (person != null) {
                words.get(person).stream()
                        .filter(word -> book.brings(word, use.permission()))
                        .forEach(word -> last.computeIfAbsent(person, id -> new HashMap<>())
                                .merge(
                                        word,
                                        LocalDate.ofEpochDay(day),
                                        (one, other) -> one.isAfter(other) ? one : other));
            }
        });
        return last;
    }

    private Map<Use, Long> all() {
        Map<Use, Long> all = transactions.read(connection -> {
            Map<Use, Long> kept = new HashMap<>();
            try (var select = connection.prepareStatement("SELECT account, permission, last_day FROM access_use");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kept.put(new Use(row.getString(1), row.getString(2)), row.getLong(3));
                }
            }
            return kept;
        });
        // What is not written yet is the newest.
        noted.forEach((use, day) -> all.merge(use, day, Math::max));
        return all;
    }
}
