// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.message.MessageId;

/**
 * Messages that somebody who may read them called important, for somebody who may not to copy them. Nothing in it is of
 * their words.
 *
 * @param hash SHA-256 of the ids, one on a line
 * @param job that copies them, or did it last; empty before
 * @param copy the file, once it is begun
 */
record Nomination(
        int id,
        Reason reason,
        Instant madeAt,
        String madeBy,
        int messages,
        String hash,
        State state,
        String job,
        Optional<Copy> copy) {
    /** How far it is. */
    enum State {
        WAITING(1),
        /** There may be a file, or a part of one. */
        BEGUN(2),
        /** Read back, opened and found equal. */
        COPIED(3),
        WITHDRAWN(4);

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
                    .orElseThrow();
        }
    }

    /**
     * The file.
     *
     * @param recipient fingerprint of the certificate it is locked for
     * @param messages how many are in it; those that were destroyed meanwhile, or of which a file cannot be read, are not
     * @param hash SHA-256 of the file as it lies there; empty until it is done
     */
    record Copy(String place, String recipient, int messages, long bytes, String hash, Instant at, String by) {}

    /**
     * One of them.
     *
     * @param print a keyed fingerprint of what was copied; empty: it is not in the copy
     */
    record Line(MessageId id, String print) {}
}
