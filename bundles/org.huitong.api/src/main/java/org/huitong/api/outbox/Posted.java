// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * How a letter stands that was posted.
 *
 * @param state the word that the API knows: {@code waiting sending accepted delivered read rejected unknown}
 * @param platform,account by which it goes, once that is found
 * @param nativeId the platform's id of it, once that has taken it
 * @param reason why it waits, or was not taken
 */
public record Posted(
        String id,
        String state,
        Optional<String> platform,
        Optional<String> account,
        Optional<String> nativeId,
        Optional<LocalText> reason) {
    public Posted {
        Objects.requireNonNull(id);
        Objects.requireNonNull(state);
        platform = platform.filter(p -> !p.isBlank());
        account = account.filter(a -> !a.isBlank());
        nativeId = nativeId.filter(n -> !n.isBlank());
        Objects.requireNonNull(reason);
    }
}
