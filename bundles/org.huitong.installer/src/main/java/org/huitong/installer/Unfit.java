// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import org.huitong.api.text.LocalText;

/** Something cannot be installed, updated or removed, and people are told why. */
class Unfit extends Exception {
    private static final long serialVersionUID = 1L;
    /** What a bundle says of itself is quoted in reasons, and may be of any length. */
    private static final int LONGEST = 1_000;

    private final transient LocalText reason;

    Unfit(LocalText reason) {
        super(cut(reason.en()));
        this.reason = LocalText.of(cut(reason.zh()), cut(reason.en()));
    }

    Unfit(String zh, String en) {
        this(LocalText.of(zh, en));
    }

    LocalText reason() {
        return reason;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    /** A jar that is not whole: what is still being copied looks like this. */
    static final class Unfinished extends Unfit {
        private static final long serialVersionUID = 1L;

        Unfinished() {
            super("它不是完整的 jar 文件", "it is no complete jar file");
        }
    }
}
