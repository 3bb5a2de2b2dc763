// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * By which other ways people are told what is important while a platform cannot send. Implemented by the capability
 * fallback and asked by the outbox, on its own threads and often: answers at once, from memory. Without it every letter
 * waits for its own platform.
 */
@ConsumerType
public interface Detours {
    /**
     * The way round for letters to that person.
     *
     * @param urgent whether the letter is
     * @return empty where such a letter waits for its platform
     */
    Optional<Detour> of(String person, boolean urgent);

    /** Whether somebody has said that nothing is to be sent by this account, whatever its platform says of itself. */
    boolean isOff(String platform, String account);
}
