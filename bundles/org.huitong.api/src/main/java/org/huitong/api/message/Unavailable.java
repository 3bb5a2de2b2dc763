// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import org.huitong.api.text.LocalText;

/** Why a body cannot be shown. It is a fact about the message, shown to people instead of an empty text. */
public record Unavailable(Reason reason, LocalText detail) {
    /** What stands in the way. */
    public enum Reason {
        /** The platform keeps it from us (no licence, no consent, a kind it does not hand out). */
        WITHHELD("withheld"),
        /** It was there and is no longer: a media id or download code ran out. */
        EXPIRED("expired"),
        /** It is encrypted with a key that we do not have. */
        ENCRYPTED("encrypted"),
        /** The platform's quota is used up: it announced the message and kept the content. */
        QUOTA("quota"),
        /** It was taken back by who sent it, and whoever asks has no right to the words that are kept as evidence. */
        RECALLED("recalled"),
        /** It bears the mark of a state secret, which has no place here: nobody is shown it, and its office is told. */
        QUARANTINED("quarantined"),
        /** It was kept as long as it had to be, and destroyed by a rule that is written down. */
        FORGOTTEN("forgotten"),
        /** It is here, and this version of the hub does not understand it: a newer one wrote it, or it was damaged. */
        UNREADABLE("unreadable");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        public String word() {
            return word;
        }
    }

    public Unavailable {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(detail);
    }
}
