// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Posted;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where letters are posted. */
@Component(service = {Outbox.class, LetterBox.class})
public final class LetterBox implements Outbox {
    /** Who writes to somebody does not mean next week. */
    static final Duration USEFUL = Duration.ofDays(3);

    private final LetterShelf shelf;
    private final Enclosures enclosures;
    private final SettledCards cards;
    private final InstantSource clock;

    @Activate
    public LetterBox(@Reference LetterShelf shelf, @Reference Enclosures enclosures, @Reference Clock clock) {
        this(shelf, enclosures, clock, clock.zone());
    }

    LetterBox(LetterShelf shelf, Enclosures enclosures, InstantSource clock, ZoneId zone) {
        this.shelf = shelf;
        this.enclosures = enclosures;
        this.cards = new SettledCards(shelf, zone);
        this.clock = clock;
    }

    @Override
    public String post(Connection transaction, Letter letter) throws SQLException {
        return post(
                transaction,
                letter,
                new Sheet(letter.to(), letter.writing(), letter.by(), Optional.empty(), Optional.empty()));
    }

    @Override
    public void recall(Connection transaction, String by, String key, LocalText why) throws SQLException {
        shelf.recall(transaction, by, key, Pauses.brief(why), clock.instant());
    }

    @Override
    public void settle(Connection transaction, String by, String about, String words) throws SQLException {
        cards.settle(transaction, by, about, words, clock.instant());
    }

    @Override
    public Set<To> reopen(Connection transaction, String by, String about) throws SQLException {
        return cards.reopen(transaction, by, about, clock.instant());
    }

    @Override
    public Optional<Posted> find(String letter) {
        return shelf.find(letter)
                .map(row -> new Posted(
                        row.id(),
                        row.state().word(),
                        Optional.of(row.account().platform()),
                        Optional.of(row.account().account()),
                        Optional.of(row.nativeId()),
                        row.reason()));
    }

    String post(Connection transaction, Letter letter, Sheet sheet) throws SQLException {
        Instant now = clock.instant();
        Instant expires = letter.expires().orElse(now.plus(USEFUL));
        String id = shelf.put(transaction, letter, sheet, now, expires);
        if (letter.writing() instanceof Writing.File file) {
            enclosures.keep(transaction, file, id, expires);
        }
        return id;
    }
}
