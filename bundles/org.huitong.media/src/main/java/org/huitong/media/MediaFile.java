// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;

/**
 * A file that is attached to a message, as it is known.
 *
 * @param name a fingerprint of what the platform calls it
 * @param reason in one word why it is not here, as of {@link org.huitong.api.message.Unavailable.Reason}; empty where it is
 * @param why the same in words; of one that waits, what stood in the way the last time
 * @param kind by its own bytes; empty where it is not here
 * @param asked what its connector is asked with
 */
record MediaFile(
        MessageId message,
        String name,
        String platform,
        String account,
        State state,
        String reason,
        Optional<LocalText> why,
        String kind,
        long bytes,
        String hash,
        int tries,
        Instant since,
        Sealed asked) {
    /** Instead of a platform: what was sent from here is copied from where it lies. No connector has this name. */
    static final String OURS = "";

    /** The same file, which is here. */
    MediaFile whole(State now, String sniffed, long size, String digest) {
        return new MediaFile(
                message,
                name,
                platform,
                account,
                now,
                "",
                Optional.empty(),
                sniffed,
                size,
                digest,
                tries,
                since,
                asked);
    }

    /** How far it has come. */
    enum State {
        /** It is fetched, or tried again. */
        WAITING("waiting"),
        /** It is here, and nobody gets it before it was examined. */
        CHECKING("checking"),
        KEPT("kept"),
        /** It is here, and nobody gets it: a virus was found in it, or the mark of a state secret. */
        INFECTED("infected"),
        /** It cannot be had. */
        FAILED("failed"),
        /** Its message was forgotten; what lies in the folder is deleted yet. */
        GONE("gone");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static State of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("no such state: " + word);
        }
    }
}
