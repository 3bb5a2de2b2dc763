// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a letter is. */
enum State {
    WAITING,
    /** Its request has left, or is just leaving: after a crash nobody can tell. */
    SENDING,
    /** The platform has taken it; whether it arrived is not said. */
    ACCEPTED,
    DELIVERED,
    READ,
    REJECTED,
    /** It may have been sent or not. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<State> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
