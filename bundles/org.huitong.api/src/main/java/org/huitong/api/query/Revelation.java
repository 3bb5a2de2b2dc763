// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Objects;
import org.huitong.api.text.LocalText;

/** What came of asking for a message without its masks. */
public sealed interface Revelation {
    /** The whole of it, noted in the audit with the reason. */
    record Whole(MessageView view) implements Revelation {
        public Whole {
            Objects.requireNonNull(view);
        }
    }

    /** The asker may not. */
    record Denied(LocalText reason) implements Revelation {
        public Denied {
            Objects.requireNonNull(reason);
        }
    }

    /** There is no such message, or it is beyond what the asker may see so. */
    record Missing() implements Revelation {}
}
