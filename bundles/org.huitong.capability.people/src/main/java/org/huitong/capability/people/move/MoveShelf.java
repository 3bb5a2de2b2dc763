// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves that wait for their day, and those that could not be done on it. */
@Component(service = MoveShelf.class)
public final class MoveShelf {
    private static final int LONGEST = 500;

    private final Transactions transactions;

    @Activate
    public MoveShelf(@Reference Transactions transactions, @Reference(target = "(schema=people)") Schema tables) {
        this(transactions);
    }

    MoveShelf(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param why it could not be done on its day */
    record Planned(Move move, LocalDate on, String by, Optional<LocalText> why) {}

    /** In place of what was planned for the department before. */
    void put(Connection connection, Planned planned) throws SQLException {
        remove(connection, planned.move().department());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO people_move (department, parent, merged,"
                        + " due_on, made_by, why_zh, why_en) VALUES (?, ?, ?, ?, ?, '', '')")) {
            insert.setString(1, planned.move().department());
            insert.setString(2, planned.move().parent().orElse(""));
            insert.setInt(3, planned.move().merged() ? 1 : 0);
            insert.setString(4, planned.on().toString());
            insert.setString(5, planned.by());
            insert.executeUpdate();
        }
    }

    boolean remove(Connection connection, String department) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM people_move WHERE department = ?")) {
            delete.setString(1, department);
            return delete.executeUpdate() == 1;
        }
    }

    void failed(String department, LocalText why) {
        transactions.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE people_move SET why_zh = ?, why_en = ? WHERE department = ?")) {
                update.setString(1, cut(why.zh()));
                update.setString(2, cut(why.en()));
                update.setString(3, department);
                return update.executeUpdate();
            }
        });
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    Optional<Planned> of(String department) {
        return all().stream()
                .filter(planned -> planned.move().department().equals(department))
                .findFirst();
    }

    /** By their days. */
    List<Planned> all() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT department, parent, merged, due_on,"
                            + " made_by, why_zh, why_en FROM people_move ORDER BY due_on, department");
                    ResultSet rows = select.executeQuery()) {
                List<Planned> all = new ArrayList<>();
                while (rows.next()) {
                    Optional<String> parent = Optional.of(rows.getString(2)).filter(id -> !id.isEmpty());
                    Optional<LocalText> why = Optional.of(rows.getString(6))
                                    .filter(text -> !text.isEmpty())
                                    .isPresent()
                            ? Optional.of(LocalText.of(rows.getString(6), rows.getString(7)))
                            : Optional.empty();
                    all.add(new Planned(
                            new Move(rows.getString(1), parent, rows.getInt(3) == 1),
                            LocalDate.parse(rows.getString(4)),
                            rows.getString(5),
                            why));
                }
                return all;
            }
        });
    }
}
