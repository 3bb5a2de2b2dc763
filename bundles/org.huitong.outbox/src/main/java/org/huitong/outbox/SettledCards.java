// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;

/**
 * Puts what came of a matter onto the cards about it, wherever it was settled. Such a card is a letter like others: it is
 * there if and only if the matter is settled, and its key is made from the card's, so that a card is settled once, by a
 * press or by this.
 *
 * <p>Why no card is left out: one that waits is taken back in the same transaction, one that is on its way is among those
 * that are settled, and its new face waits until it is there ({@link Delivery}).
 */
final class SettledCards {
    static final String SUBJECT = "outbox";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LONGEST_KEPT = 80;
    private static final LocalText OVER = LocalText.of("此事已有结果，不再发送", "the matter is settled; it is not sent any more");

    private final LetterShelf shelf;
    private final ZoneId zone;

    SettledCards(LetterShelf shelf, ZoneId zone) {
        this.shelf = shelf;
        this.zone = zone;
    }

    void settle(Connection transaction, String by, String about, String words, Instant now) throws SQLException {
        Writing.Fact result = result(words, now, zone);
        for (ShelfRow row : shelf.cards().open(transaction, by, about, OVER, now)) {
            shelf.unpost(transaction, SUBJECT, "open:" + row.id());
            if (row.sheet().writing() instanceof Writing.Card card) {
                Writing.Card settled = with(card, result, List.of());
                Letter letter = Letter.notice(row.sheet().to(), settled, SUBJECT, true, key(row))
                        .quoting(Quotes.of(transaction, row.id()));
                Sheet sheet = new Sheet(
                        letter.to(),
                        settled,
                        SUBJECT,
                        row.sheet().place(),
                        Optional.empty(),
                        Optional.of(unpressed(row)));
                shelf.putOnto(transaction, row, letter, sheet, now, now.plus(LetterBox.USEFUL));
            }
        }
    }

    /** Cards that a platform changes once for each code it gives are not changed back; a press on them counts all the same. */
    Set<To> reopen(Connection transaction, String by, String about, Instant now) throws SQLException {
        Set<String> free = shelf.cards().changeable(transaction, by, about, now);
        Set<To> offered = new HashSet<>();
        for (ShelfRow row : shelf.cards().about(transaction, by, about)) {
            boolean there = row.state() != State.REJECTED && row.state() != State.UNKNOWN;
            boolean untouched = shelf.keyed(transaction, SUBJECT, key(row)).isEmpty()
                    || shelf.unpost(transaction, SUBJECT, key(row));
            shelf.unpost(transaction, SUBJECT, "again:" + row.id());
            if (!untouched) {
                shelf.free(transaction, SUBJECT, key(row));
                if (free.contains(row.id()) && row.sheet().writing() instanceof Writing.Card card) {
                    offer(transaction, row, card, now);
                    offered.add(row.sheet().to());
                }
            } else if (there) {
                offered.add(row.sheet().to());
            }
        }
        return offered;
    }

    private void offer(Connection transaction, ShelfRow row, Writing.Card card, Instant now) throws SQLException {
        Writing.Card again =
                new Writing.Card(card.title(), kept(card.text()), card.facts(), card.buttons(), card.about());
        Letter letter = Letter.notice(row.sheet().to(), again, SUBJECT, true, "open:" + row.id())
                .quoting(Quotes.of(transaction, row.id()));
        Sheet sheet = new Sheet(
                letter.to(), again, SUBJECT, row.sheet().place(), Optional.empty(), Optional.of(unpressed(row)));
        shelf.free(transaction, SUBJECT, "open:" + row.id());
        shelf.putOnto(transaction, row, letter, sheet, now, now.plus(LetterBox.USEFUL));
    }

    /** The letter of which a settled card takes the place: what else the platform wants is known once that was sent. */
    private static Outgoing.Replaced unpressed(ShelfRow row) {
        return new Outgoing.Replaced(row.id(), "", "");
    }

    static String key(ShelfRow row) {
        return "settled:" + row.id();
    }

    static Writing.Fact result(String words, Instant at, ZoneId zone) {
        return new Writing.Fact("结果", words + " " + MINUTE.format(at.atZone(zone)));
    }

    static Writing.Card with(Writing.Card card, Writing.Fact more, List<Writing.Button> buttons) {
        List<Writing.Fact> facts =
                Stream.concat(card.facts().stream(), Stream.of(more)).toList();
        return new Writing.Card(card.title(), kept(card.text()), facts, buttons, card.about());
    }

    /** What was too long for a card was said before it, and is not said again. */
    private static String kept(String text) {
        return text.length() <= LONGEST_KEPT ? text : Pieces.brief(text);
    }

    /** How the card stands into whose place a letter comes that nobody pressed. */
    sealed interface Place {
        /** It can be changed, so. */
        record Free(Outgoing.Replaced card) implements Place {}

        /** It is on its way itself. */
        record Coming() implements Place {}

        /** It was never sent, or its platform lets it be changed no more. */
        record Fixed() implements Place {}
    }

    static Place place(LetterShelf shelf, Outgoing.Replaced unpressed, Instant now) {
        Optional<ShelfRow> found = shelf.find(unpressed.key());
        if (found.isEmpty()) {
            return new Place.Fixed();
        }
        ShelfRow row = found.get();
        if (row.state() == State.SENDING || row.state() == State.WAITING) {
            return new Place.Coming();
        }
        return shelf.cards()
                .changeCode(row.id(), now)
                .<Place>map(code -> new Place.Free(new Outgoing.Replaced(piece(row), row.nativeId(), "", code)))
                .orElseGet(Place.Fixed::new);
    }

    /** The card is the last of its letter's pieces. */
    static String piece(ShelfRow row) {
        return row.id() + "-" + Math.max(1, row.ofPieces());
    }
}
