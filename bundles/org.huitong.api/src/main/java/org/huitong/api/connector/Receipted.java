// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;

/**
 * A platform tells by itself what became of something that we sent.
 *
 * @param id the platform's id of it as {@link Sent} named it, or the key of its {@link Outgoing} where the platform gives
 *     that back
 */
public record Receipted(String id, Receipt receipt) {
    public Receipted {
        Objects.requireNonNull(id);
        Objects.requireNonNull(receipt);
    }
}
