// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.util.Objects;

/** Who gets a file. */
sealed interface Recipient {
    /** @param person the hub's own id */
    record Somebody(String person) implements Recipient {
        public Somebody {
            Objects.requireNonNull(person);
        }
    }

    /** A conversation of a platform. */
    record Room(String platform, String account, String conversation) implements Recipient {
        public Room {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(account);
            Objects.requireNonNull(conversation);
        }
    }
}
