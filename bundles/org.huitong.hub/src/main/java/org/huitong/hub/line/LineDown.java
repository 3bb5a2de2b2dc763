// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.io.IOException;
import java.time.Duration;
import org.huitong.api.text.LocalText;

/** Why nothing comes in, in the connector's own words. */
final class LineDown extends IOException {
    private static final long serialVersionUID = 1;

    private final transient LocalText why;
    private final Duration after;

    /** @param after how long the other side wants to be left alone */
    LineDown(LocalText why, Duration after) {
        super(why.en());
        this.why = why;
        this.after = after;
    }

    LocalText why() {
        return why;
    }

    Duration after() {
        return after;
    }
}
