// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.clock.work.Shift.Span;

/** What people changed of the calendar. Nobody's data and nothing secret: it lies in clear. */
final class CalendarShelf {
    /** The row of those who have no hours of their own. */
    private static final String EVERYBODY = "";

    private final Transactions transactions;

    CalendarShelf(Transactions transactions) {
        this.transactions = transactions;
    }

    Transactions transactions() {
        return transactions;
    }

    /** All of it, as it stands. */
    Changed read() {
        return transactions.read(connection -> new Changed(days(connection), shifts(connection)));
    }

    void keep(Connection transaction, Day day) throws SQLException {
        clear(transaction, day.date());
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO clock_day (day_of, kind, name_zh, name_en) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, day.date().toString());
            insert.setString(2, day.kind().word());
            insert.setString(3, day.name().map(LocalText::zh).orElse(null));
            insert.setString(4, day.name().map(LocalText::en).orElse(null));
            insert.executeUpdate();
        }
    }

    void clear(Connection transaction, LocalDate date) throws SQLException {
        delete(transaction, "DELETE FROM clock_day WHERE day_of = ?", date.toString());
    }

    void keep(Connection transaction, Optional<String> department, Shift shift) throws SQLException {
        clear(transaction, department);
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO clock_shift (department, week, holidays, spans) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, department.orElse(EVERYBODY));
            insert.setString(
                    2,
                    shift.week().stream()
                            .sorted()
                            .map(day -> String.valueOf(day.getValue()))
                            .collect(Collectors.joining()));
            insert.setBoolean(3, shift.holidays());
            insert.setString(4, shift.spans().stream().map(Span::toString).collect(Collectors.joining(" ")));
            insert.executeUpdate();
        }
    }

    void clear(Connection transaction, Optional<String> department) throws SQLException {
        delete(transaction, "DELETE FROM clock_shift WHERE department = ?", department.orElse(EVERYBODY));
    }

    private static void delete(Connection transaction, String sql, String key) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement(sql)) {
            delete.setString(1, key);
            delete.executeUpdate();
        }
    }

    private static Map<LocalDate, Day> days(Connection connection) throws SQLException {
        Map<LocalDate, Day> days = new TreeMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT day_of, kind, name_zh, name_en FROM clock_day");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LocalDate date = LocalDate.parse(row.getString(1));
                Day.Kind kind = Day.Kind.ofWord(row.getString(2)).orElse(Day.Kind.WEEK);
                String zh = row.getString(3);
                String en = row.getString(4);
                days.put(date, new Day(date, kind, zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, en))));
            }
        }
        return days;
    }

    private static Map<Optional<String>, Shift> shifts(Connection connection) throws SQLException {
        Map<Optional<String>, Shift> shifts = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT department, week, holidays, spans FROM clock_shift");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Optional<String> department = Optional.of(row.getString(1)).filter(id -> !id.equals(EVERYBODY));
                Set<DayOfWeek> week = row.getString(2)
                        .chars()
                        .mapToObj(c -> DayOfWeek.of(c - '0'))
                        .collect(Collectors.toSet());
                shifts.put(
                        department,
                        new Shift(
                                week,
                                row.getBoolean(3),
                                Arrays.stream(row.getString(4).split(" "))
                                        .flatMap(text -> Span.read(text).stream())
                                        .toList()));
            }
        }
        return shifts;
    }

    /** What stands in the tables. */
    record Changed(Map<LocalDate, Day> days, Map<Optional<String>, Shift> shifts) {
        Changed {
            days = Map.copyOf(days);
            shifts = Map.copyOf(shifts);
        }
    }
}
