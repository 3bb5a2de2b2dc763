// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Objects;
import org.huitong.api.text.LocalText;

/** What a provider of identities says to a name and a password. */
public sealed interface Recognition {
    /** It is this one. */
    record Recognised(Identity identity) implements Recognition {
        public Recognised {
            Objects.requireNonNull(identity);
        }
    }

    /** The password is not that of the name; which of the two is wrong is not said. */
    record Wrong() implements Recognition {}

    /**
     * It is known there, and not let in.
     *
     * @param reason why, and how to mend it, for the one who tried
     */
    record Refused(LocalText reason) implements Recognition {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }

    /** Nobody of that name is known there; somebody else may be asked. */
    record NotMine() implements Recognition {}

    /** Nobody answers there. */
    record Unreachable() implements Recognition {}
}
