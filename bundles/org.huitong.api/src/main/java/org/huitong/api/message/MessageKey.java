// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;

/**
 * What makes a message the same message wherever and however often it is seen: the platform, the tenant as the payload
 * names it (never the name of our configuration), and the platform's own message id. None is blank.
 */
public record MessageKey(String platform, String tenant, String nativeId) {
    public MessageKey {
        requireText(platform, "platform");
        requireText(tenant, "tenant");
        requireText(nativeId, "native id");
    }

    /** The short name under which the hub keeps this message; the same on every node and in every run. */
    public MessageId id() {
        return MessageId.of(this);
    }

    private static void requireText(String value, String name) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException("a message key needs a " + name);
        }
    }
}
