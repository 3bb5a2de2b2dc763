// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Through whose eyes somebody looks at the hub, see {@link Asker#perspective()}.
 *
 * @param account the login name of the other
 * @param name what people call them
 * @param person the hub's own id of the person whose account it is
 * @param until when it ends by itself
 */
public record Perspective(String account, String name, Optional<String> person, Instant until) {
    public Perspective {
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        Objects.requireNonNull(person);
        Objects.requireNonNull(until);
    }
}
