// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * That somebody wants a month to be destroyed, and what became of it.
 *
 * @param month the key of it, class and period
 * @param reason stands on the certificate
 * @param messages of the month when it was asked for
 * @param approval by which a second person says so
 * @param job empty until then
 * @param certificate its number, which is made of nothing that is known later
 * @param trouble why it was stopped
 */
record Disposal(
        String id,
        String month,
        String reason,
        Instant madeAt,
        String madeBy,
        long messages,
        String approval,
        State state,
        String job,
        String certificate,
        Optional<Instant> endedAt,
        Optional<LocalText> trouble) {
    enum State {
        /** For the second person. */
        WAITING(1),
        RUNNING(2),
        DONE(3),
        /** Not all was destroyed, or nothing; the certificate tells. */
        STOPPED(4);

        private final int code;

        State(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static State of(int code) {
            return Arrays.stream(values())
                    .filter(state -> state.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a disposal in the state " + code));
        }
    }
}
