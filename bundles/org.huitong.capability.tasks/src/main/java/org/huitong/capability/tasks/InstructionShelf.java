// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where instructions lie, and who has confirmed them. */
@Component(service = InstructionShelf.class)
public final class InstructionShelf {
    private static final String KEY_CLASS = "task";
    private static final String ADDRESSEE =
            "SELECT id, instruction, person, told, step, letter, state, confirmed_at, how FROM tasks_addressee WHERE ";
    private static final String INSTRUCTION =
            "SELECT id, made_by, made_at, confirm_by, seal_key, seal_wrapped, seal_text FROM tasks_instruction WHERE ";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public InstructionShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=tasks)") Schema tables) {
        this(transactions, vault);
    }

    InstructionShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    Optional<Instruction> find(Connection connection, String id) throws SQLException {
        return instructions(connection, "id = ?", id, 1).stream().findFirst();
    }

    /** The newest first. */
    List<Instruction> of(Connection connection, String account, int most) throws SQLException {
        return instructions(connection, "made_by = ?", account, most);
    }

    private List<Instruction> instructions(Connection connection, String where, String value, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                INSTRUCTION + where + " ORDER BY made_at DESC FETCH FIRST " + most + " ROWS ONLY")) {
            select.setString(1, value);
            List<Instruction> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Sealed sealed = new Sealed(row.getString(5), row.getBytes(6), row.getBytes(7));
                    String id = row.getString(1);
                    found.add(new Instruction(
                            id,
                            row.getString(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            Instant.ofEpochMilli(row.getLong(4)),
                            new String(vault.open(sealed, context(id)), StandardCharsets.UTF_8)));
                }
            }
            return found;
        }
    }

    void add(Connection connection, Instruction instruction) throws SQLException {
        Sealed sealed =
                vault.seal(KEY_CLASS, instruction.text().getBytes(StandardCharsets.UTF_8), context(instruction.id()));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tasks_instruction (id, made_by,"
                + " made_at, confirm_by, seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, instruction.id());
            insert.setString(2, instruction.by());
            insert.setLong(3, instruction.madeAt().toEpochMilli());
            insert.setLong(4, instruction.confirmBy().toEpochMilli());
            insert.setString(5, sealed.key());
            insert.setBytes(6, sealed.wrapped());
            insert.setBytes(7, sealed.text());
            insert.executeUpdate();
        }
    }

    List<Addressee> addressees(Connection connection, String instruction) throws SQLException {
        return addressees(connection, "instruction = ? ORDER BY person", List.of(instruction));
    }

    Optional<Addressee> addressee(Connection connection, String id) throws SQLException {
        return addressees(connection, "id = ?", List.of(id)).stream().findFirst();
    }

    /** Those that wait for this person's answer. */
    List<Addressee> waitingFor(Connection connection, String person) throws SQLException {
        return addressees(connection, "(told = ? OR person = ?) AND state <> 'confirmed'", List.of(person, person));
    }

    private static List<Addressee> addressees(Connection connection, String where, List<String> values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ADDRESSEE + where)) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            List<Addressee> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long at = row.getLong(8);
                    boolean isConfirmed = !row.wasNull();
                    found.add(new Addressee(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getInt(5),
                            row.getString(6),
                            row.getString(7),
                            isConfirmed ? Optional.of(Instant.ofEpochMilli(at)) : Optional.empty(),
                            Optional.ofNullable(row.getString(9))));
                }
            }
            return found;
        }
    }

    void add(Connection connection, Addressee addressee) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tasks_addressee (told, step, letter,"
                + " state, confirmed_at, how, instruction, person, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            bind(insert, addressee);
            insert.setString(7, addressee.instruction());
            insert.setString(8, addressee.person());
            insert.setString(9, addressee.id());
            insert.executeUpdate();
        }
    }

    /** The row is locked until the transaction ends. @return false where it was confirmed meanwhile */
    boolean keep(Connection connection, Addressee addressee) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE tasks_addressee SET told = ?, step = ?,"
                + " letter = ?, state = ?, confirmed_at = ?, how = ? WHERE id = ? AND state <> 'confirmed'")) {
            bind(update, addressee);
            update.setString(7, addressee.id());
            return update.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement statement, Addressee addressee) throws SQLException {
        statement.setString(1, addressee.told());
        statement.setInt(2, addressee.step());
        statement.setString(3, addressee.letter());
        statement.setString(4, addressee.state());
        if (addressee.confirmedAt().isPresent()) {
            statement.setLong(5, addressee.confirmedAt().get().toEpochMilli());
        } else {
            statement.setNull(5, Types.BIGINT);
        }
        statement.setString(6, addressee.how().orElse(null));
    }

    private static byte[] context(String id) {
        return ("tasks_instruction " + id).getBytes(StandardCharsets.UTF_8);
    }
}
