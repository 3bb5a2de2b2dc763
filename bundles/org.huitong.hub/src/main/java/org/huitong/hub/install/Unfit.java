// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.install;

import org.huitong.api.text.LocalText;

/** Something cannot be installed, updated or removed, and people are told why. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient LocalText reason;

    Unfit(LocalText reason) {
        super(reason.en());
        this.reason = reason;
    }

    Unfit(String zh, String en) {
        this(LocalText.of(zh, en));
    }

    LocalText reason() {
        return reason;
    }
}
