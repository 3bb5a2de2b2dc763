// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.api.work.Approvals.Request;
import org.huitong.capability.approvals.Approval.Said;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.capability.approvals.Approval.Step;
import org.huitong.capability.approvals.Approval.Verdict;
import org.huitong.capability.approvals.Matter.Glance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where approvals lie, for ever. Who changes one has locked it first, so that of two who decide one is second. */
@Component(service = ApprovalShelf.class)
public final class ApprovalShelf {
    private static final String GLANCE =
            "SELECT id, state, made_by, maker, concerned, made_at FROM approvals_approval WHERE ";
    private static final String SELECT =
            "SELECT id, kind, state, made_by, maker, concerned, made_at, expires_at, in_force,"
                    + " ended_at, seal_key, seal_wrapped, seal_text, reason_key, reason_wrapped, reason_text"
                    + " FROM approvals_approval WHERE id = ?";

    private final Transactions transactions;
    private final Envelope envelope;

    @Activate
    public ApprovalShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=approvals)") Schema tables) {
        this(transactions, vault);
    }

    ApprovalShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.envelope = new Envelope(vault);
    }

    Transactions transactions() {
        return transactions;
    }

    Optional<Approval> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(approval(connection, row)) : Optional.empty();
            }
        }
    }

    /** The same, and nobody else changes it until the transaction is over. */
    Optional<Approval> locked(Connection connection, String id) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("UPDATE approvals_approval SET state = state WHERE id = ?")) {
            lock.setString(1, id);
            lock.executeUpdate();
        }
        return find(connection, id);
    }

    /**
     * The one that waits for the very same, asked by the same account; until the transaction is over nobody else asks.
     */
    Optional<Approval> same(Connection connection, Request request, Instant now) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("UPDATE approvals_asking SET id = id WHERE id = 1")) {
            lock.executeUpdate();
        }
        List<String> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM approvals_approval"
                + " WHERE state = 'waiting' AND kind = ? AND made_by = ? AND concerned = ? AND expires_at > ?")) {
            select.setString(1, request.kind());
            select.setString(2, request.by().account());
            select.setString(3, request.concerned());
            select.setLong(4, now.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        }
        for (String id : ids) {
            Optional<Approval> found = find(connection, id).filter(waiting -> isSame(waiting.request(), request));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** In an emergency it is another way, and no other reason makes it another emergency. */
    private static boolean isSame(Request one, Request other) {
        return one.argument().equals(other.argument())
                && one.emergency().isPresent() == other.emergency().isPresent();
    }

    /** Those that fit, the newest first; none of them is opened. */
    List<Glance> glances(Connection connection, String where, List<Object> values, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                GLANCE + where + " ORDER BY made_at DESC, id DESC FETCH FIRST " + most + " ROWS ONLY")) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Glance> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Glance(
                            row.getString(1),
                            State.ofWord(row.getString(2)).orElseThrow(),
                            row.getString(3),
                            Optional.ofNullable(row.getString(4)),
                            row.getString(5),
                            Instant.ofEpochMilli(row.getLong(6)),
                            steps(connection, row.getString(1))));
                }
            }
            return found;
        }
    }

    private Approval approval(Connection connection, ResultSet row) throws SQLException {
        String id = row.getString(1);
        Words words = envelope.words(new Sealed(row.getString(11), row.getBytes(12), row.getBytes(13)), id);
        String reasonKey = row.getString(14);
        Optional<LocalText> reason = reasonKey == null
                ? Optional.empty()
                : Optional.of(envelope.reason(new Sealed(reasonKey, row.getBytes(15), row.getBytes(16)), id));
        Asker by = new Asker(row.getString(4), words.maker(), Optional.ofNullable(row.getString(5)));
        return new Approval(
                id,
                new Request(
                        row.getString(2),
                        words.title(),
                        words.difference(),
                        by,
                        row.getString(6),
                        words.argument(),
                        words.emergency()),
                State.ofWord(row.getString(3)).orElseThrow(),
                Instant.ofEpochMilli(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                moment(row, 9),
                moment(row, 10),
                reason,
                steps(connection, id));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static List<Step> steps(Connection connection, String approval) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number, role, verdict, person, instead, decided_at"
                        + " FROM approvals_step WHERE approval = ? ORDER BY number")) {
            select.setString(1, approval);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(row.getInt(1), row.getString(2), said(row)));
                }
            }
            return steps;
        }
    }

    private static Optional<Said> said(ResultSet row) throws SQLException {
        String verdict = row.getString(3);
        return verdict == null
                ? Optional.empty()
                : Optional.of(new Said(
                        Verdict.ofWord(verdict),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)),
                        Instant.ofEpochMilli(row.getLong(6))));
    }

    void add(Connection connection, Approval approval) throws SQLException {
        Request request = approval.request();
        Sealed sealed = envelope.seal(Words.of(request), approval.id());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO approvals_approval (id, kind, state,"
                + " made_by, maker, concerned, made_at, expires_at, seal_key, seal_wrapped, seal_text)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, approval.id());
            insert.setString(2, request.kind());
            insert.setString(3, approval.state().word());
            insert.setString(4, request.by().account());
            insert.setString(5, approval.maker().orElse(null));
            insert.setString(6, request.concerned());
            insert.setLong(7, approval.madeAt().toEpochMilli());
            insert.setLong(8, approval.expiresAt().toEpochMilli());
            insert.setString(9, sealed.key());
            insert.setBytes(10, sealed.wrapped());
            insert.setBytes(11, sealed.text());
            insert.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO approvals_step (approval, number, role) VALUES (?, ?, ?)")) {
            for (Step step : approval.steps()) {
                insert.setString(1, approval.id());
                insert.setInt(2, step.number());
                insert.setString(3, step.role());
                insert.executeUpdate();
            }
        }
    }

    void decide(Connection connection, String approval, int number, Said said) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE approvals_step SET verdict = ?, person = ?,"
                + " instead = ?, decided_at = ? WHERE approval = ? AND number = ? AND verdict IS NULL")) {
            update.setString(1, said.verdict().word());
            update.setString(2, said.person());
            update.setString(3, said.instead().orElse(null));
            update.setLong(4, said.at().toEpochMilli());
            update.setString(5, approval);
            update.setInt(6, number);
            one(update);
        }
    }

    /** It is done, and is to be looked at by then. */
    void inForce(Connection connection, String id, Instant since, Instant expiresAt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE approvals_approval SET in_force = ?, expires_at = ? WHERE id = ? AND state = 'waiting'")) {
            update.setLong(1, since.toEpochMilli());
            update.setLong(2, expiresAt.toEpochMilli());
            update.setString(3, id);
            one(update);
        }
    }

    void end(Connection connection, Approval approval, Optional<Instant> inForce, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE approvals_approval SET state = ?,"
                + " ended_at = ?, in_force = ?, reason_key = ?, reason_wrapped = ?, reason_text = ?"
                + " WHERE id = ? AND state = 'waiting'")) {
            update.setString(1, approval.state().word());
            update.setLong(2, at.toEpochMilli());
            if (inForce.isPresent()) {
                update.setLong(3, inForce.get().toEpochMilli());
            } else {
                update.setNull(3, Types.BIGINT);
            }
            Optional<Sealed> reason = approval.reason().map(why -> envelope.seal(why, approval.id()));
            update.setString(4, reason.map(Sealed::key).orElse(null));
            update.setBytes(5, reason.map(Sealed::wrapped).orElse(null));
            update.setBytes(6, reason.map(Sealed::text).orElse(null));
            update.setString(7, approval.id());
            one(update);
        }
    }

    /** Whoever changes one has locked it, and has seen that it waits. */
    private static void one(PreparedStatement update) throws SQLException {
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("an approval was changed that did not wait");
        }
    }
}
