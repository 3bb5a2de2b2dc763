// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What a platform says became of something that it accepted.
 *
 * @param why where it was not delivered
 */
public record Receipt(State state, Optional<LocalText> why) {
    public static final Receipt ACCEPTED = new Receipt(State.ACCEPTED, Optional.empty());
    public static final Receipt DELIVERED = new Receipt(State.DELIVERED, Optional.empty());
    public static final Receipt READ = new Receipt(State.READ, Optional.empty());

    public Receipt {
        Objects.requireNonNull(state);
        Objects.requireNonNull(why);
    }

    /** How far it came. */
    public enum State {
        /** The platform does not know more yet. */
        ACCEPTED,
        DELIVERED,
        READ,
        REJECTED
    }
}
