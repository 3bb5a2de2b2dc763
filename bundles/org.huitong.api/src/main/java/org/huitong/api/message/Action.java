// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import java.util.Optional;

/**
 * What somebody chose: the button or the options of a card, the entry of a menu, the code that was scanned.
 *
 * @param letter what the platform gives back of the card that we sent (its task or message id), where it was ours
 * @param choice the platform's own value of what was chosen; several are joined by {@code ", "}
 */
public record Action(Optional<String> letter, String choice) {
    public Action {
        letter = letter.filter(id -> !id.isBlank());
        Objects.requireNonNull(choice);
    }

    /** Tells no choice: safe for a log. */
    @Override
    public String toString() {
        return "Action[" + letter.orElse("") + "]";
    }
}
