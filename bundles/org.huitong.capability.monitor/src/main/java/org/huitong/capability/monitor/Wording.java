// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** What people write here, held to a length. */
public final class Wording {
    public static final int LINE = 200;
    public static final int TEXT = 4_000;

    private Wording() {}

    /** Something must be said. */
    public static String needed(String text, int most, LocalText what) {
        String clean = maybe(text, most, what);
        if (clean.isEmpty()) {
            throw Problem.badRequest("请填写" + what.zh() + "。", "Give the " + what.en() + ".");
        }
        return clean;
    }

    public static String maybe(String text, int most, LocalText what) {
        String clean = text == null ? "" : text.strip();
        if (clean.length() > most) {
            throw Problem.badRequest(
                    what.zh() + "最多 " + most + " 个字符。", "The " + what.en() + " has up to " + most + " characters.");
        }
        return clean;
    }
}
