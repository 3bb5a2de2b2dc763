// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/** Who has a role. Implemented by whoever keeps the roles; safe for many threads, answers at once. */
@ConsumerType
public interface RoleHolders {
    /**
     * The people who have that role now, by the hub's own ids; of those who have left none.
     *
     * @param department those who have it for this department; where there is none, for the nearest one above it; where
     *     there is none either, for no department in particular. Empty: whoever has it
     */
    List<String> of(String role, Optional<String> department);

    /** What the role is called; its id where nobody knows it. */
    default LocalText name(String role) {
        return LocalText.of(role, role);
    }
}
