// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;
import java.util.Objects;
import org.huitong.api.text.LocalText;

/** What became of a call that a connector read. */
public sealed interface Reception {
    /**
     * It brought something to keep: the answer is given only when all of it is safe on disk.
     *
     * @param receipts what became of letters of ours; of those that nobody here has sent nothing is kept
     */
    record Taken(List<Delivery> deliveries, List<Receipted> receipts, Answer answer) implements Reception {
        public Taken {
            deliveries = List.copyOf(deliveries);
            receipts = List.copyOf(receipts);
            Objects.requireNonNull(answer);
        }

        public Taken(List<Delivery> deliveries, Answer answer) {
            this(deliveries, List.of(), answer);
        }
    }

    /** A handshake or a probe: answered at once, nothing to keep. */
    record Replied(Answer answer) implements Reception {
        public Replied {
            Objects.requireNonNull(answer);
        }
    }

    /**
     * Not let in: what is wrong with the call, and in {@code detail} how to mend it, without quoting any secret. The
     * caller is answered in English, the operator reads it in either language.
     */
    record Refused(Refusal refusal, LocalText detail) implements Reception {
        public Refused {
            Objects.requireNonNull(refusal);
            Objects.requireNonNull(detail);
        }
    }
}
