// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;
import java.util.Optional;

/**
 * How far something has come: what the step before left behind. It may have been made by an earlier version of the same
 * connector.
 *
 * @param token the account's token, where there is one that has not failed yet
 * @param note of the {@link Step.Ask} before; empty at the beginning
 * @param reply what was answered to it; empty at the beginning
 */
public record Trail(Optional<Token> token, String note, Optional<Reply> reply) {
    public Trail {
        Objects.requireNonNull(token);
        Objects.requireNonNull(note);
        Objects.requireNonNull(reply);
    }

    public static Trail beginning(Optional<Token> token) {
        return new Trail(token, "", Optional.empty());
    }

    /** The trail after that call was answered. */
    public Trail then(String nextNote, Reply answer) {
        return new Trail(token, nextNote, Optional.of(answer));
    }

    /** The same place, with another token. */
    public Trail with(Token fresh) {
        return new Trail(Optional.of(fresh), note, reply);
    }
}
