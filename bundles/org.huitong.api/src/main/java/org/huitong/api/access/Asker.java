// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.security.Principal;
import java.util.Objects;
import java.util.Set;

/**
 * Who asks. Every servlet request and REST resource behind the login finds it as the request's user principal.
 *
 * @param account the login name, unique in this hub
 * @param name what people call this person
 * @param permissions see {@link Permissions}
 */
public record Asker(String account, String name, Set<String> permissions) implements Principal {
    public Asker {
        Objects.requireNonNull(account);
        Objects.requireNonNull(name);
        permissions = Set.copyOf(permissions);
    }

    @Override
    public String getName() {
        return account;
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
