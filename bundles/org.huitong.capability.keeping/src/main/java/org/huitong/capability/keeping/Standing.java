// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;

/** What has been done about a message that is due. */
sealed interface Standing {
    /** It lies in a container that was read back and was right. */
    record Archived(int container, Instant at) implements Standing {}

    /** It was announced that it will be destroyed. */
    record Announced(Instant since) implements Standing {}

    record Nothing() implements Standing {}
}
