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
import org.huitong.api.store.Schema;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Disposals of months. Every method works in its caller's transaction. */
@Component(service = DisposalShelf.class)
public final class DisposalShelf {
    private static final int LONGEST_TROUBLE = 1_000;
    private static final String SELECT =
            "SELECT id, period_key, reason, made_at, made_by, messages, approval, state, job,"
                    + " certificate, ended_at, trouble, trouble_zh FROM keeping_disposal";

    @Activate
    public DisposalShelf(@Reference(target = "(schema=keeping)") Schema tables) {}

    void add(Connection connection, Disposal one) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO keeping_disposal (id, period_key, reason,"
                        + " made_at, made_by, messages, approval, state, job, certificate, ended_at, trouble, trouble_zh) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, '', '')")) {
            insert.setString(1, one.id());
            insert.setString(2, one.month());
            insert.setString(3, one.reason());
            insert.setLong(4, one.madeAt().toEpochMilli());
            insert.setString(5, one.madeBy());
            insert.setLong(6, one.messages());
            insert.setString(7, one.approval());
            insert.setInt(8, one.state().code());
            insert.setString(9, one.certificate());
            insert.executeUpdate();
        }
    }

    /** Two persons have said so. @return false where it does not wait any more */
    boolean begin(Connection connection, String id, String job) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_disposal SET state = ?, job = ? WHERE id = ? AND state = ?")) {
            update.setInt(1, Disposal.State.RUNNING.code());
            update.setString(2, job);
            update.setString(3, id);
            update.setInt(4, Disposal.State.WAITING.code());
            return update.executeUpdate() > 0;
        }
    }

    void end(Connection connection, String id, Instant at, Optional<LocalText> trouble) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE keeping_disposal SET state = ?, ended_at = ?, trouble = ?, trouble_zh = ? WHERE id = ?")) {
            update.setInt(1, (trouble.isEmpty() ? Disposal.State.DONE : Disposal.State.STOPPED).code());
            update.setLong(2, at.toEpochMilli());
            update.setString(
                    3, trouble.map(LocalText::en).map(DisposalShelf::cut).orElse(""));
            update.setString(
                    4, trouble.map(LocalText::zh).map(DisposalShelf::cut).orElse(""));
            update.setString(5, id);
            update.executeUpdate();
        }
    }

    private static String cut(String trouble) {
        return trouble.length() <= LONGEST_TROUBLE ? trouble : trouble.substring(0, LONGEST_TROUBLE - 1) + "…";
    }

    Optional<Disposal> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setString(1, id);
            return disposals(select).stream().findFirst();
        }
    }

    /** Those that are not over, of this month. */
    List<Disposal> open(Connection connection, String month) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE period_key = ? AND state IN (1, 2)")) {
            select.setString(1, month);
            return disposals(select);
        }
    }

    List<Disposal> newest(Connection connection, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " ORDER BY made_at DESC, id FETCH FIRST " + most + " ROWS ONLY")) {
            return disposals(select);
        }
    }

    private static List<Disposal> disposals(PreparedStatement select) throws SQLException {
        List<Disposal> disposals = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long ended = row.getLong(11);
                String trouble = row.getString(12);
                disposals.add(new Disposal(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        Disposal.State.of(row.getInt(8)),
                        row.getString(9),
                        row.getString(10),
                        ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                        trouble.isEmpty() ? Optional.empty() : Optional.of(LocalText.of(row.getString(13), trouble))));
            }
        }
        return disposals;
    }
}
