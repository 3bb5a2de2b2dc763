// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.audit;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.MessageId;

/**
 * A message that somebody sees.
 *
 * @param whose the id of the person who said it, where that is known: that person may ask who read it
 */
public record Sight(MessageId message, Optional<String> whose) {
    public Sight {
        Objects.requireNonNull(message);
        Objects.requireNonNull(whose);
    }
}
