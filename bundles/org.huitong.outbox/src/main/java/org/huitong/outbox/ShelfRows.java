// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters as they come out of their table, opened. */
final class ShelfRows {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfRows.class);

    private static final String SELECT =
            "SELECT seq, id, platform, account, lane, state, urgent, spoken, repeated, posted_by, posted_at, next_at, expires_at,"
                    + " tries, pieces_done, tried_at, sent_at, native_id, is_message, receipts, reason_zh, reason_en,"
                    + " body_key, body_wrapped, body, pieces_all, runner, leased_until, gone_at, message_id, doubt, detour_from,"
                    + " price, taken_back_at FROM outbox_letter l ";

    private final Vault vault;

    ShelfRows(Vault vault) {
        this.vault = vault;
    }

    /** @param which what comes behind {@code FROM outbox_letter l} */
    List<ShelfRow> select(Connection connection, String which, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + which)) {
            LetterShelf.bind(select, values);
            List<ShelfRow> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    private ShelfRow row(ResultSet row) throws SQLException {
        String id = row.getString(2);
        String zh = row.getString(21);
        Optional<Instant> goneAt = Optional.of(moment(row, 29)).filter(at -> !at.equals(Instant.EPOCH));
        Sheet sheet = goneAt.isPresent()
                ? Sheet.GONE
                : sheet(id, new Sealed(row.getString(23), row.getBytes(24), row.getBytes(25)));
        return new ShelfRow(
                row.getLong(1),
                id,
                new AccountName(row.getString(3), row.getString(4)),
                row.getString(5),
                State.of(row.getString(6)).orElse(State.UNKNOWN),
                row.getShort(7) != 0,
                row.getShort(8) != 0,
                row.getShort(9),
                row.getString(10),
                moment(row, 11),
                moment(row, 12),
                moment(row, 13),
                row.getInt(14),
                row.getInt(15),
                row.getInt(26),
                row.getString(27),
                moment(row, 28),
                moment(row, 16),
                moment(row, 17),
                row.getString(18),
                row.getShort(19) != 0,
                row.getInt(20),
                zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(22))),
                row.getString(30),
                row.getShort(31) != 0,
                AccountName.read(row.getString(32)),
                row.getInt(33),
                Optional.of(moment(row, 34)).filter(at -> !at.equals(Instant.EPOCH)),
                goneAt,
                sheet);
    }

    /** One that cannot be opened must not keep all that stand beside it from being seen. */
    private Sheet sheet(String id, Sealed body) {
        try {
            return SheetCodec.decode(vault.open(body, LetterShelf.context(id)));
        } catch (RuntimeException e) {
            LOG.error(
                    "A letter cannot be opened letter={} exception={}",
                    id,
                    e.getClass().getName());
            return Sheet.UNREADABLE;
        }
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
