// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.util.Locale;

/** How what was measured stands against its norm. */
enum State {
    GOOD,
    /** Within the norm, and near its end. */
    WARNING,
    /** Beyond the norm. */
    BAD;

    /** The word used in JSON and on the shelf. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
