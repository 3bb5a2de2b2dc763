// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.List;
import org.huitong.api.text.LocalText;

/**
 * What people may do who have the same work.
 *
 * @param id a word, for ever
 * @param version of the set of roles in which it became this
 */
record Role(String id, int version, LocalText name, List<Grant> grants) {
    Role {
        grants = List.copyOf(grants);
    }

    Role as(String otherId, int otherVersion) {
        return new Role(otherId, otherVersion, name, grants);
    }

    /** For the history, which is one for all languages. */
    String told() {
        return name.zh() + " / " + name.en();
    }

    /** Whether somebody who has it may do or see more by it than before. */
    boolean widens(Role before) {
        return grants.stream().anyMatch(grant -> before.grants().stream().noneMatch(had -> had.covers(grant)));
    }
}
