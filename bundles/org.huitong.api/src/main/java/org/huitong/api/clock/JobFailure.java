// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import org.huitong.api.text.LocalText;

/** A job could not be done; the sentence says why, to its owner, and how to go on. */
public final class JobFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient LocalText words;

    public JobFailure(LocalText words) {
        super(words.en());
        this.words = words;
    }

    public LocalText words() {
        return words;
    }
}
