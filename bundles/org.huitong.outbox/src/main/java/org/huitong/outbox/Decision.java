// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody decides about a letter of which nobody can tell whether its last piece was sent. */
enum Decision {
    /** The piece goes again, marked, and the others after it. */
    AGAIN("state = 'waiting', repeated = pieces_done + 1, tried_at = 0"),
    /** The piece is there; those after it are not. */
    ARRIVED("state = CASE WHEN pieces_done + 1 < pieces_all THEN 'waiting' ELSE 'accepted' END,"
            + " owed = CASE WHEN pieces_done + 1 < pieces_all THEN 0 ELSE spoken END,"
            + " pieces_done = pieces_done + 1, sent_at = tried_at, tried_at = 0"),
    DROP("state = 'rejected'");

    private final String sets;

    Decision(String sets) {
        this.sets = sets;
    }

    /** What becomes of its row. */
    String sets() {
        return sets;
    }

    static Optional<Decision> of(String wordOrNull) {
        return Arrays.stream(values())
                .filter(d -> d.name().toLowerCase(Locale.ROOT).equals(wordOrNull))
                .findFirst();
    }
}
