// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.HashSet;
import java.util.Set;

/** What the log knows of one message while a batch is being written; changed as the batch goes on. */
final class Known {
    /** The line of the first version, 0 while none is there (nothing, or a recall that came first). */
    long firstSeq;

    int versions;
    boolean recalled;
    /** When the version that people see was made, and its line. */
    long currentAt = Long.MIN_VALUE;

    String account = "";
    String delivery = "";
    final Set<String> revisions = new HashSet<>();
}
