// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A letter as it lies on the shelf.
 *
 * @param lane what goes to one recipient keeps its order
 * @param marked which of its pieces is marked as possibly repeated, from 1; 0 where none is
 * @param pieces how many of its pieces the platform has taken
 * @param ofPieces of how many, as it last left; 0 where it never did
 * @param runner the process that is sending it; blank where none is
 * @param leasedUntil how long that one is waited for
 * @param triedAt when the piece under way was first tried; the epoch where it was not
 * @param receipts how often it was asked for a receipt
 * @param messageId the hub's id of the message that it became; blank where it is none, or not yet
 * @param isDoubted whether a call for it may have been carried out of which nobody can tell
 * @param detouredFrom the account by which it was to go first; empty where it goes by that
 * @param price what it costs to go by another way, in hundredths
 * @param takenBackAt when its platform said that it has taken it back
 * @param goneAt when its words were let go; empty while they are there
 */
record ShelfRow(
        long seq,
        String id,
        AccountName account,
        String lane,
        State state,
        boolean urgent,
        boolean spoken,
        int marked,
        String by,
        Instant postedAt,
        Instant nextAt,
        Instant expiresAt,
        int tries,
        int pieces,
        int ofPieces,
        String runner,
        Instant leasedUntil,
        Instant triedAt,
        Instant sentAt,
        String nativeId,
        boolean isMessage,
        int receipts,
        Optional<LocalText> reason,
        String messageId,
        boolean isDoubted,
        Optional<AccountName> detouredFrom,
        int price,
        Optional<Instant> takenBackAt,
        Optional<Instant> goneAt,
        Sheet sheet) {
    boolean repeated() {
        return marked > 0;
    }

    AsRead asRead() {
        return new AsRead(seq, runner, tries, pieces);
    }

    /**
     * What the shelf must still say of a letter for something to be written down of it: nobody else had it meanwhile.
     *
     * @param runner blank of one that waits
     */
    record AsRead(long seq, String runner, int tries, int pieces) {
        boolean waits() {
            return runner.isEmpty();
        }
    }

    @Override
    public String toString() {
        return "ShelfRow[" + id + " " + account + " " + state.word() + "]";
    }
}
