// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.Letter;
import org.huitong.hub.journal.Scribe;

/** Where what a connector took is made ready for the log: bodies sealed, what cannot be read put into letters. */
public final class Counter {
    private final Journal journal;
    private final Undertaker undertaker;

    public Counter(Journal journal, Undertaker undertaker) {
        this.journal = journal;
        this.undertaker = undertaker;
    }

    /** Everything that was said, in the platform's order. */
    public static List<Sighting.Said> said(Reception.Taken taken) {
        List<Sighting.Said> said = new ArrayList<>();
        for (Delivery delivery : taken.deliveries()) {
            for (Sighting sighting : delivery.sightings()) {
                if (sighting instanceof Sighting.Said one) {
                    said.add(one);
                }
            }
        }
        return said;
    }

    /** @param judged as many as were {@link #said}, in the same order */
    public Intake intake(
            AccountName account,
            Callback callback,
            Reception.Taken taken,
            List<Judged> judged,
            Consumer<Intake.Outcome> done) {
        Scribe scribe = journal.scribe();
        List<Draft> drafts = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        int next = 0;
        for (Delivery delivery : taken.deliveries()) {
            for (Sighting sighting : delivery.sightings()) {
                if (sighting instanceof Sighting.Recalled recall) {
                    drafts.add(scribe.recalled(recall, delivery.id(), callback.receivedAt()));
                } else {
                    Judged j = judged.get(next++);
                    drafts.add(scribe.said(j.said(), delivery.id(), callback.receivedAt(), j.findings(), j.owed()));
                }
            }
            for (Delivery.Unreadable row : delivery.unreadable()) {
                letters.add(undertaker.letter(account, callback, row.raw(), row.reason()));
            }
        }
        return new Intake(
                drafts,
                letters,
                Optional.empty(),
                Optional.of(reason -> undertaker.letter(account, callback, reason)),
                // The body, its sealed copy and the objects around it.
                2 * callback.body().length + 1024,
                done);
    }

    public Intake letter(AccountName account, Callback callback, LocalText reason, Consumer<Intake.Outcome> done) {
        Letter letter = undertaker.letter(account, callback, reason);
        return new Intake(
                List.of(),
                List.of(letter),
                Optional.empty(),
                Optional.of(why -> letter),
                2 * callback.body().length + 1024,
                done);
    }

    public boolean submit(Intake intake) {
        return journal.submit(intake);
    }
}
