// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Approvals.Request;

/**
 * What is said of an approval: it lies sealed, and shows itself in no log.
 *
 * @param maker what people called who asked
 */
record Words(LocalText title, LocalText difference, String argument, String maker, Optional<String> emergency) {
    static Words of(Request request) {
        return new Words(
                request.title(),
                request.difference(),
                request.argument(),
                request.by().name(),
                request.emergency());
    }

    @Override
    public String toString() {
        return "Words[]";
    }
}
