// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.Objects;

/** What came of a {@link Press}, in Chinese as the platforms are; the card shows it. */
public sealed interface Settled {
    /** It is done; the card says so and can be pressed no more. @param words such as 已确认: who and when is put to it */
    record Done(String words) implements Settled {
        public Done {
            Objects.requireNonNull(words);
        }
    }

    /** Nothing was done and nothing can be any more; the card says why. */
    record Over(String reason) implements Settled {
        public Over {
            Objects.requireNonNull(reason);
        }
    }

    /** Nothing was done; the card says why, and its buttons stay. */
    record Still(String reason) implements Settled {
        public Still {
            Objects.requireNonNull(reason);
        }
    }
}
