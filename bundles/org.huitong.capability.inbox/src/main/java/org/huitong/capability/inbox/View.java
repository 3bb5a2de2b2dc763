// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.Objects;

/**
 * A filter of the inbox that somebody gave a name. Whoever opens it sees what they may see themselves.
 *
 * @param id 0 as long as it is not saved
 * @param version of the set in which it became what it is now
 * @param owner the account that made it
 * @param shared whether everybody has it beside their own
 */
record View(long id, int version, String name, String owner, boolean shared, ViewQuery query) {
    View {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(query);
    }

    View as(long otherId, int otherVersion) {
        return new View(otherId, otherVersion, name, owner, shared, query);
    }

    View unshared() {
        return new View(id, version, name, owner, false, query);
    }

    boolean isOf(String account) {
        return owner.equals(account);
    }
}
