// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** What people write here, held to a length. */
final class Wording {
    static final int LINE = 200;
    static final int TEXT = 4_000;

    private Wording() {}

    /** Something must be said. */
    static String needed(String text, int most, LocalText what) {
        String clean = maybe(text, most, what);
        if (clean.isEmpty()) {
            throw Problem.badRequest("请填写" + what.zh() + "。", "Give the " + what.en() + ".");
        }
        return clean;
    }

    static String maybe(String text, int most, LocalText what) {
        String clean = text == null ? "" : text.strip();
        if (clean.length() > most) {
            throw Problem.badRequest(
                    what.zh() + "最多 " + most + " 个字符。", "The " + what.en() + " has up to " + most + " characters.");
        }
        return clean;
    }
}
