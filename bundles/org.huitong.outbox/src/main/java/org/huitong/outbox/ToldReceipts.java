// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.ReceiptBook;
import org.huitong.api.connector.Receipted;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What platforms tell by themselves of letters. A receipt may come before the answer to the call that it is about, and it
 * settles what nobody could tell.
 */
@Component
public final class ToldReceipts implements ReceiptBook {
    /** Of a piece of ours, see {@link Delivery}. */
    private static final Pattern KEY = Pattern.compile("([0-9a-f]{32})-([0-9]{1,4})");

    private static final String BY_KEY =
            "SELECT seq, state, pieces_done, pieces_all FROM outbox_letter WHERE platform = ? AND account = ? AND id = ?";
    private static final String BY_NATIVE_ID = "SELECT seq, state, pieces_done, pieces_all FROM outbox_letter"
            + " WHERE platform = ? AND account = ? AND native_id = ? ORDER BY seq DESC FETCH FIRST 1 ROWS ONLY";

    private static final LocalText UNSAID =
            LocalText.of("平台没有送达，也没有说明原因", "it was not delivered, and the platform does not say why");

    private final Transactions transactions;
    private final InstantSource clock;

    @Activate
    public ToldReceipts(@Reference LetterShelf shelf, @Reference Clock clock) {
        this(shelf, (InstantSource) clock);
    }

    ToldReceipts(LetterShelf shelf, InstantSource clock) {
        this.transactions = shelf.transactions();
        this.clock = clock;
    }

    /**
     * @param isPiece whether that is told of the piece under way, of which nobody has heard yet
     * @param isLast whether no other piece follows it
     */
    private record Known(long seq, State state, boolean isPiece, boolean isLast) {}

    @Override
    public void enter(String platform, String account, List<Receipted> receipts) {
        transactions.write(connection -> {
            for (Receipted told : receipts) {
                Optional<Known> letter = find(connection, platform, account, told.id());
                if (letter.isPresent()) {
                    write(connection, letter.get(), told);
                }
            }
            return null;
        });
    }

    private static Optional<Known> find(Connection connection, String platform, String account, String id)
            throws SQLException {
        Matcher key = KEY.matcher(id);
        try (PreparedStatement select = connection.prepareStatement(key.matches() ? BY_KEY : BY_NATIVE_ID)) {
            select.setString(1, platform);
            select.setString(2, account);
            select.setString(3, key.matches() ? key.group(1) : id);
            try (ResultSet row = select.executeQuery()) {
                return !id.isBlank() && row.next()
                        ? Optional.of(new Known(
                                row.getLong(1),
                                State.of(row.getString(2)).orElse(State.UNKNOWN),
                                key.matches() && Integer.parseInt(key.group(2)) == row.getInt(3) + 1,
                                row.getInt(3) + 1 >= row.getInt(4)))
                        : Optional.empty();
            }
        }
    }

    private void write(Connection connection, Known letter, Receipted told) throws SQLException {
        State next = Receipts.after(letter.state(), told.receipt().state());
        if (next == letter.state() || letter.state() == State.WAITING || letter.state() == State.REJECTED) {
            return;
        }
        boolean isOpen = letter.state() == State.UNKNOWN || letter.state() == State.SENDING;
        if (isOpen && next != State.REJECTED && !(letter.isPiece() && letter.isLast())) {
            // An earlier piece is news no more, and one that others follow is not the letter.
            if (letter.state() == State.UNKNOWN && letter.isPiece()) {
                LetterShelf.update(connection, Decision.ARRIVED.sets() + ", next_at = ?", clock.millis(), letter.seq());
            }
            return;
        }
        Optional<LocalText> why = next == State.REJECTED
                ? Optional.of(Pauses.brief(told.receipt().why().orElse(UNSAID)))
                : Optional.empty();
        LetterShelf.update(
                connection,
                "state = ?, receipt_at = 0, next_at = ?, reason_zh = ?, reason_en = ?",
                next.word(),
                clock.millis(),
                why.map(LocalText::zh).orElse(null),
                why.map(LocalText::en).orElse(null),
                letter.seq());
        if (letter.state() == State.UNKNOWN && next != State.REJECTED) {
            // It was sent after all: what a person wrote is a message from now on.
            LetterShelf.update(connection, "owed = spoken, sent_at = ?", clock.millis(), letter.seq());
        }
    }
}
