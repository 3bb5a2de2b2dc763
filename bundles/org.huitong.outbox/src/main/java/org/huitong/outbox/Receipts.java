// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Receipt;
import org.huitong.api.text.LocalText;

/** Asks a platform what became of what it has accepted: soon at first, then more and more rarely. */
final class Receipts {
    private static final List<Duration> LADDER = List.of(
            Duration.ofSeconds(7),
            Duration.ofSeconds(50),
            Duration.ofMinutes(9),
            Duration.ofMinutes(50),
            Duration.ofHours(6));

    private final LetterShelf shelf;
    private final Errand.Gear gear;
    private final InstantSource clock;
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();

    Receipts(LetterShelf shelf, Errand.Gear gear, InstantSource clock) {
        this.shelf = shelf;
        this.gear = gear;
        this.clock = clock;
    }

    void ask(Instant now) {
        for (ShelfRow row : shelf.asking(now)) {
            if (gear.senders().of(row.account()).isPresent() && asked.add(row.seq())) {
                Errand.run(
                                gear,
                                row.account(),
                                Errand.Phase.RECEIPT,
                                (sender, trail) -> ((MessageSender) sender).receipt(row.nativeId(), trail),
                                () -> true)
                        .thenAccept(end -> {
                            try {
                                write(row, end);
                            } finally {
                                asked.remove(row.seq());
                            }
                        });
            }
        }
    }

    /** What the platform told by itself while it was being asked stands. */
    void write(ShelfRow row, Errand.End<Receipt> end) {
        Receipt.State known = end instanceof Errand.End.Done<Receipt> receipt
                ? receipt.value().state()
                : Receipt.State.ACCEPTED;
        Optional<LocalText> why = end instanceof Errand.End.Done<Receipt> receipt
                ? receipt.value().why().map(Pauses::brief)
                : Optional.empty();
        State state = after(row.state(), known);
        boolean more = state != State.READ && state != State.REJECTED && row.receipts() < LADDER.size();
        shelf.update(
                "state = CASE WHEN state = ? THEN ? ELSE state END, receipts = ?, receipt_at = ?, reason_zh = ?, reason_en = ?",
                row.state().word(),
                state.word(),
                row.receipts() + 1,
                more ? clock.instant().plus(LADDER.get(row.receipts())).toEpochMilli() : 0L,
                why.map(LocalText::zh).orElse(null),
                why.map(LocalText::en).orElse(null),
                row.seq());
    }

    /** A receipt never takes back an earlier one that says more. */
    static State after(State before, Receipt.State told) {
        return switch (told) {
            case ACCEPTED -> before;
            case DELIVERED -> before == State.READ ? State.READ : State.DELIVERED;
            case READ -> State.READ;
            case REJECTED -> State.REJECTED;
        };
    }
}
