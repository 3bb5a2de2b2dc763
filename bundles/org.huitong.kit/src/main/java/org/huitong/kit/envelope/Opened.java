// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.envelope;

import java.util.Objects;

/** What came of opening an envelope. */
public sealed interface Opened {
    /**
     * It opened.
     *
     * @param text what was inside, with U+FFFD where its bytes are not UTF-8
     * @param receiveId whom it was made for
     */
    record Letter(String text, String receiveId) implements Opened {
        public Letter {
            Objects.requireNonNull(text);
            Objects.requireNonNull(receiveId);
        }

        @Override
        public String toString() {
            return "Letter[" + text.length() + " characters]";
        }
    }

    /** It did not: another key made it, or it was damaged on its way. The reason quotes nothing. */
    record Closed(String reason) implements Opened {
        public Closed {
            Objects.requireNonNull(reason);
        }
    }
}
