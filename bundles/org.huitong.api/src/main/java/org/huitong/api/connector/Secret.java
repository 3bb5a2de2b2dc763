// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Objects;

/**
 * Something of an account that only it and its platform know, and that the platform sends along in clear.
 *
 * @param setting its name in the configuration, by which it is found again after its value was changed
 * @param value as it travels: what is sent as {@code Basic …} is named so; never empty
 */
public record Secret(String setting, String value) {
    public Secret {
        Objects.requireNonNull(setting);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret that is not set does not travel");
        }
    }

    @Override
    public String toString() {
        return "Secret[" + setting + "]";
    }
}
