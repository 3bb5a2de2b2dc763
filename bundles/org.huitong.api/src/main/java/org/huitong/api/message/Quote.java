// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import java.util.Optional;

/**
 * An earlier message that this one shows again to answer it. Its words also stand in the text of the quoting message,
 * each line behind {@code "> "}, because they are what its readers see; its files are among the attachments.
 *
 * @param nativeId the platform's id of the quoted message, where it tells
 * @param sender who said it, where the platform tells
 * @param text what was said, the names of its files included; may be empty where the platform shows nothing of it
 */
public record Quote(Optional<String> nativeId, Optional<Sender> sender, String text) {
    public Quote {
        nativeId = nativeId.filter(id -> !id.isBlank());
        Objects.requireNonNull(sender);
        Objects.requireNonNull(text);
    }

    /** Quotes nobody: safe for a log. */
    @Override
    public String toString() {
        return "Quote[" + nativeId.orElse("") + "]";
    }
}
