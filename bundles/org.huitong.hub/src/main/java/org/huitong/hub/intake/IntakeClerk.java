// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.huitong.api.connector.ReceiptBook;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.journal.DeadLetterDraft;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.Scribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where what a connector took is made ready for the log: bodies sealed, what cannot be read put into letters. */
public final class IntakeClerk {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeClerk.class);

    private final Journal journal;
    private final DeadLetterClerk deadLetters;
    private final Supplier<Optional<ReceiptBook>> receipts;

    public IntakeClerk(Journal journal, DeadLetterClerk deadLetters) {
        this(journal, deadLetters, Optional::empty);
    }

    /** @param receipts the book while there is one */
    public IntakeClerk(Journal journal, DeadLetterClerk deadLetters, Supplier<Optional<ReceiptBook>> receipts) {
        this.journal = journal;
        this.deadLetters = deadLetters;
        this.receipts = receipts;
    }

    /**
     * Writes down what became of letters of ours; blocks until it is on disk.
     *
     * @return false where that cannot be done now
     */
    public boolean enterReceipts(AccountName account, Brought brought) {
        if (brought.receipts().isEmpty()) {
            return true;
        }
        Optional<ReceiptBook> book = receipts.get();
        if (book.isEmpty()) {
            return false;
        }
        try {
            book.get().enter(account.platform(), account.account(), brought.receipts());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Receipts cannot be written down now connector={}", account, Unquoted.of(e));
            return false;
        }
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
                drafts.add(scribe.said(j.said(), row.delivery(), receivedAt, j.findings(), j.owed(), call.hearing()));
            }
        }
        List<DeadLetterDraft> letters = brought.misfits().stream()
                .map(row -> deadLetters.letter(call, row.raw(), row.reason()))
                .toList();
        return new Intake(
                drafts,
                letters,
                Optional.empty(),
                Optional.of(reason -> deadLetters.letter(call, reason)),
                call.bytes(),
                done);
    }

    public Intake letter(Call call, LocalText reason, Consumer<Intake.Outcome> done) {
        DeadLetterDraft letter = deadLetters.letter(call, reason);
        return new Intake(List.of(), List.of(letter), Optional.empty(), Optional.of(why -> letter), call.bytes(), done);
    }

    public boolean submit(Intake intake) {
        return journal.submit(intake);
    }
}
