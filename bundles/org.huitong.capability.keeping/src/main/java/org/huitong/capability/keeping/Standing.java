// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.Optional;

/**
 * What has been done about a message that is due.
 *
 * @param archived it lies in a container that was read back and was right
 * @param since when it was announced that it will be destroyed
 */
record Standing(boolean archived, Optional<Instant> since) {
    static final Standing NOTHING = new Standing(false, Optional.empty());
}
