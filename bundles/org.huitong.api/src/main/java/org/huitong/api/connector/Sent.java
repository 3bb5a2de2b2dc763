// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;

/**
 * A platform accepted something. That it was delivered is not said by this.
 *
 * @param nativeId the platform's id of it; empty where it gives none
 * @param message whether that id is the one by which the platform names the message wherever it tells of it
 */
public record Sent(String nativeId, boolean message) {
    public Sent {
        Objects.requireNonNull(nativeId);
    }
}
