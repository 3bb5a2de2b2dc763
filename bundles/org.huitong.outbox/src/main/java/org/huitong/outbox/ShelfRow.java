// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A letter as it lies on the shelf.
 *
 * @param lane what goes to one recipient keeps its order
 * @param repeated it is marked as possibly repeated
 * @param pieces how many of its pieces the platform has taken
 * @param triedAt when the piece under way was first tried; the epoch where it was not
 * @param receipts how often it was asked for a receipt
 */
record ShelfRow(
        long seq,
        String id,
        AccountName account,
        String lane,
        State state,
        boolean urgent,
        boolean spoken,
        boolean repeated,
        String by,
        Instant postedAt,
        Instant nextAt,
        Instant expiresAt,
        int tries,
        int pieces,
        Instant triedAt,
        Instant sentAt,
        String nativeId,
        boolean isMessage,
        int receipts,
        Optional<LocalText> reason,
        Sheet sheet) {
    @Override
    public String toString() {
        return "ShelfRow[" + id + " " + account + " " + state.word() + "]";
    }
}
