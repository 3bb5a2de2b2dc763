// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.security.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks. Every servlet request and REST resource behind the login finds it as the request's user principal. It says
 * nothing of what they may: that is asked of the {@link DecisionPoint}, at the moment when it matters.
 *
 * @param account the login name, unique in this hub
 * @param name what people call them
 * @param person the hub's own id of the person whose account it is; empty for a program, and for an account that is
 *     nobody's yet, which has no rights of an employee
 * @param token the id of the token by which they come, which may do less than its account; empty: by their session
 * @param perspective through whose eyes they look; then they read alone, see what both of them may, and are nobody's
 *     {@code person}, so that nothing of either is taken for their own
 */
public record Asker(
        String account, String name, Optional<String> person, Optional<String> token, Optional<Perspective> perspective)
        implements Principal {
    public Asker {
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        Objects.requireNonNull(person);
        Objects.requireNonNull(token);
        Objects.requireNonNull(perspective);
    }

    /** Who looks with their own eyes. */
    public Asker(String account, String name, Optional<String> person, Optional<String> token) {
        this(account, name, person, token, Optional.empty());
    }

    /** Who comes by a session. */
    public Asker(String account, String name, Optional<String> person) {
        this(account, name, person, Optional.empty());
    }

    @Override
    public String getName() {
        return account;
    }
}
