// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
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

    /** @param judged as many as were {@link Brought#said}, in the same order */
    public Intake intake(Call call, Brought brought, List<Judged> judged, Consumer<Intake.Outcome> done) {
        Scribe scribe = journal.scribe();
        Instant receivedAt = call.callback().receivedAt();
        List<Draft> drafts = new ArrayList<>();
        int next = 0;
        for (Brought.Row row : brought.rows()) {
            if (row.sighting() instanceof Sighting.Recalled recall) {
                drafts.add(scribe.recalled(recall, row.delivery(), receivedAt));
            } else {
                Judged j = judged.get(next++);
                drafts.add(scribe.said(j.said(), row.delivery(), receivedAt, j.findings(), j.owed()));
            }
        }
        List<Letter> letters = brought.misfits().stream()
                .map(row -> undertaker.letter(call, row.raw(), row.reason()))
                .toList();
        return new Intake(
                drafts,
                letters,
                Optional.empty(),
                Optional.of(reason -> undertaker.letter(call, reason)),
                call.bytes(),
                done);
    }

    public Intake letter(Call call, LocalText reason, Consumer<Intake.Outcome> done) {
        Letter letter = undertaker.letter(call, reason);
        return new Intake(List.of(), List.of(letter), Optional.empty(), Optional.of(why -> letter), call.bytes(), done);
    }

    public boolean submit(Intake intake) {
        return journal.submit(intake);
    }
}
