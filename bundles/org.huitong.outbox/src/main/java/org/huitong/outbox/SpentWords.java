// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets go of what letters said once nobody needs it here any more: the sealed sheet and the key that opened it. The row
 * stays with its times, receipts and key, so the same key is still the same letter.
 *
 * <p>Why nothing goes in time that is needed: a letter that waits, is on its way or is unknown is none that has ended, and
 * of those that have no state leads back; what is owed to the log is not in it yet. What became a message says what the
 * log says, and goes with it: neither before, nor later.
 *
 * <p>Why nothing stays of what is forgotten: a letter that quotes the message loses its words whatever its state. One that
 * waits or is unknown ends by that. One that is being sent is sent, and what the platform says of it is written down; were
 * it to wait again, it has nothing to say, and ends then ({@link Delivery}).
 */
@Component(service = SpentWords.class)
public final class SpentWords {
    static final LocalText QUOTED_IS_GONE = LocalText.of(
            "所引用的消息已销毁，内容随之清除，不再发送", "a message that it quotes was destroyed, and its words with that; it is not sent");

    private static final String WORDS = "gone_at = ?, owed = 0, body_key = '', body_wrapped = ?, body = ?";

    /** The later of the first two moments is the end. Of one that a platform told of already a call may be under way. */
    private static final String SPENT = "gone_at = 0 AND owed = 0 AND message_id = ''"
            + " AND state IN ('accepted', 'delivered', 'read', 'rejected')"
            + " AND sent_at <= ? AND next_at <= ? AND leased_until <= ?";

    private static final String QUOTING =
            "SELECT l.id FROM outbox_letter l JOIN outbox_quote q ON q.letter = l.id WHERE q.message_id = ?"
                    + " AND l.gone_at = 0";

    private final Transactions transactions;

    @Activate
    public SpentWords(@Reference Transactions transactions, @Reference(target = "(schema=outbox)") Schema tables) {
        this(transactions);
    }

    SpentWords(Transactions transactions) {
        this.transactions = transactions;
    }

    Transactions transactions() {
        return transactions;
    }

    /**
     * Of letters that are no message.
     *
     * @param ended until then
     * @return of how many; {@code most} where there may be more
     */
    int letGo(Connection transaction, Instant ended, Instant now, int most) throws SQLException {
        long end = ended.toEpochMilli();
        List<String> spent = ids(
                transaction,
                "SELECT id FROM outbox_letter WHERE " + SPENT + " ORDER BY seq FETCH FIRST " + most + " ROWS ONLY",
                end,
                end,
                now.toEpochMilli());
        for (String letter : spent) {
            letGo(transaction, letter, now);
        }
        return spent.size();
    }

    /** Of the letter that became this message, and of those that quote it; of none where nobody said it here. */
    void letGo(Connection transaction, MessageId message, Instant now) throws SQLException {
        List<String> letters =
                ids(transaction, "SELECT id FROM outbox_letter WHERE message_id = ? AND gone_at = 0", message.value());
        for (String letter : letters) {
            letGo(transaction, letter, now);
        }
        for (String letter : ids(transaction, QUOTING, message.value())) {
            end(transaction, letter, now);
            letGo(transaction, letter, now);
        }
    }

    private static void letGo(Connection transaction, String letter, Instant now) throws SQLException {
        run(
                transaction,
                "UPDATE outbox_letter SET " + WORDS + " WHERE id = ?",
                now.toEpochMilli(),
                new byte[0],
                new byte[0],
                letter);
        run(transaction, "DELETE FROM outbox_quote WHERE letter = ?", letter);
    }

    private static void end(Connection transaction, String letter, Instant now) throws SQLException {
        run(
                transaction,
                "UPDATE outbox_letter SET state = 'rejected', next_at = ?, reason_zh = ?, reason_en = ?"
                        + " WHERE id = ? AND state IN ('waiting', 'unknown')",
                now.toEpochMilli(),
                QUOTED_IS_GONE.zh(),
                QUOTED_IS_GONE.en(),
                letter);
    }

    private static void run(Connection transaction, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            LetterShelf.bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static List<String> ids(Connection transaction, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(sql)) {
            LetterShelf.bind(select, values);
            List<String> letters = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    letters.add(row.getString(1));
                }
            }
            return letters;
        }
    }
}
