// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.vault;

import java.util.Objects;

/**
 * Bytes under lock.
 *
 * @param key the name of the wrapping key, such as {@code message/2026-11}
 * @param wrapped the data key under that key
 * @param text the bytes under the data key
 */
public record Sealed(String key, byte[] wrapped, byte[] text) {
    public Sealed {
        Objects.requireNonNull(key);
        Objects.requireNonNull(wrapped);
        Objects.requireNonNull(text);
    }

    @Override
    public String toString() {
        return "Sealed[" + key + ", " + text.length + " bytes]";
    }
}
