// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.process;

import java.io.IOException;

/** It said more than anybody may, and was ended. */
public final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;

    private final String beginning;

    /** @param beginning of the line that was too much */
    TooMuch(String beginning) {
        super("it said more than it may, and was ended");
        this.beginning = beginning;
    }

    public String beginning() {
        return beginning;
    }
}
