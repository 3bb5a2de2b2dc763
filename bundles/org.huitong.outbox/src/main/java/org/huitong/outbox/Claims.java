// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.huitong.api.store.Transactions;

/**
 * Who sends a letter. Between the moment in which it was read and the one in which it leaves somebody else may have sent
 * it, another node or this one; so it leaves, and anything is written down of it, only while it stands as it was read.
 */
final class Claims {
    /** Longer than whoever sends is silent while it lives: it gives its word with each sweep. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final String me = UUID.randomUUID().toString().replace("-", "");

    Claims(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The letter leaves.
     *
     * @param read one that waits, or that left from here with an earlier call for the same piece
     * @param pieces of how many
     * @return as it stands now; as it was read where it must not leave
     */
    ShelfRow.AsRead leave(ShelfRow.AsRead read, int pieces, Instant now) {
        boolean leaves = write(
                read,
                "state = 'sending', runner = ?, leased_until = ?, pieces_all = ?, tries = tries + 1,"
                        + " tried_at = CASE WHEN tried_at = 0 THEN ? ELSE tried_at END",
                me,
                now.plus(LEASE).toEpochMilli(),
                pieces,
                now.toEpochMilli());
        return leaves ? new ShelfRow.AsRead(read.seq(), me, read.tries() + 1, read.pieces()) : read;
    }

    /** @return false where it does not stand as it was read, and nothing was written down */
    boolean write(ShelfRow.AsRead read, String sets, Object... values) {
        return transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE outbox_letter SET " + sets
                    + " WHERE seq = ? AND runner = ? AND tries = ? AND pieces_done = ?"
                    + (read.waits() ? " AND state = 'waiting'" : ""))) {
                LetterShelf.bind(update, values);
                bind(update, values.length, read);
                return update.executeUpdate() > 0;
            }
        });
    }

    private static void bind(PreparedStatement statement, int before, ShelfRow.AsRead read) throws SQLException {
        statement.setLong(before + 1, read.seq());
        statement.setString(before + 2, read.runner());
        statement.setInt(before + 3, read.tries());
        statement.setInt(before + 4, read.pieces());
    }

    /** What is sent from here is being sent still. */
    void prolong(Instant now) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE outbox_letter SET leased_until = ? WHERE state = 'sending' AND runner = ?")) {
                LetterShelf.bind(update, now.plus(LEASE).toEpochMilli(), me);
                return update.executeUpdate();
            }
        });
    }

    /** Whether nobody sends it any more. An embedded database has one process: what this one does not send nobody does. */
    boolean isLeft(ShelfRow sending, Instant now) {
        return sending.runner().equals(me)
                || transactions.dialect() == Transactions.Dialect.DERBY
                || sending.leasedUntil().isBefore(now);
    }
}
