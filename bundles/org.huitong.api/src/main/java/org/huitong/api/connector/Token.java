// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.Objects;

/**
 * What a platform lets an account in with for a while.
 *
 * @param lasts for how long, as the platform said; the hub renews it a little earlier
 */
public record Token(String value, Duration lasts) {
    public Token {
        if (Objects.requireNonNull(value).isEmpty()) {
            throw new IllegalArgumentException("an empty text is no token");
        }
        Objects.requireNonNull(lasts);
    }

    @Override
    public String toString() {
        return "Token[lasts " + lasts + "]";
    }
}
