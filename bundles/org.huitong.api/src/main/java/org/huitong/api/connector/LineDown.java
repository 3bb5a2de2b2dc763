// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * Ends a {@link Line} with a reason in both languages. Whatever else ends one is shown to the operator as it says itself.
 */
public final class LineDown extends IOException {
    private static final long serialVersionUID = 1;

    private final transient LocalText why;
    private final Duration after;

    /**
     * @param why for the operator, without secrets and addresses of people
     * @param after how long the other side wants to be left alone; the hub waits longer where it has tried in vain before
     */
    public LineDown(LocalText why, Duration after) {
        super(why.en());
        this.why = why;
        this.after = Objects.requireNonNull(after);
    }

    public LocalText why() {
        return why;
    }

    public Duration after() {
        return after;
    }
}
