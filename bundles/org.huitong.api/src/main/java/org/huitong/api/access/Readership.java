// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.filter.Facts;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The reasons of the {@link DecisionPoint}: by what somebody reads a message. It judges by what the decision point judges
 * by, at the same moment, and so cannot say another thing. Provided by access. It answers from memory, at once, on any
 * thread. Whoever asks has to have looked whether the one who wants to know may know.
 */
@ProviderType
public interface Readership {
    /**
     * The rights by which a person reads this message, whether or not they have an account here; empty where no role lets
     * them.
     *
     * @param person the hub's own id
     */
    List<Right> admitting(String person, Facts message);

    /** Every account that is open, by its name: who comes in at all, and who reads every message without any role. */
    List<Login> logins();

    /**
     * An account that is open.
     *
     * @param account the login name
     * @param name what people call it
     * @param person whose it is, by the hub's own id; empty for a program, and for one that is nobody's yet
     * @param readsEverything whether the account itself was given every message
     */
    record Login(String account, String name, Optional<String> person, boolean readsEverything) {
        public Login {
            Objects.requireNonNull(account);
            Objects.requireNonNull(name);
            Objects.requireNonNull(person);
        }
    }
}
