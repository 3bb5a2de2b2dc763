// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.util.Locale;

/** How what was measured stands against its norm. */
public enum State {
    GOOD,
    /** Within the norm, and near its end. */
    WARNING,
    /** Beyond the norm. */
    BAD;

    /** The word used in JSON and on the shelf. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
