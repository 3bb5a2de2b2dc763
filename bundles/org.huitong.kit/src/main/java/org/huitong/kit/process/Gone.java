// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.process;

import java.io.IOException;
import org.huitong.api.text.LocalText;

/** A process that was spoken with has ended, or was ended for what it did. */
public final class Gone extends IOException {
    private static final long serialVersionUID = 1;

    private final transient LocalText how;

    public Gone(LocalText how) {
        super(how.en());
        this.how = how;
    }

    public LocalText how() {
        return how;
    }
}
