// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.HashSet;
import java.util.Set;

/** What the log knows of one message while a batch is being written; changed as the batch goes on. */
final class Known {
    /** The line of the first version, 0 while none is there (nothing, or a recall that came first). */
    long firstSeq;

    int versions;
    /** There is more to the message than its first line: it has a row in {@code hub_now}. */
    boolean amended;

    boolean recalled;
    /** On purpose: nothing more is kept of it, however often it is pushed. */
    boolean forgotten;

    /** When the version that people see was made, its line, and its priority. */
    long currentAt = Long.MIN_VALUE;

    long currentSeq;
    Rank rank = Rank.NONE;

    String account = "";
    String delivery = "";
    final Set<String> revisions = new HashSet<>();
}
