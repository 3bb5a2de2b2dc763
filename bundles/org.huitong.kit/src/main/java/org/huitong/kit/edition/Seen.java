// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.util.Optional;
import org.huitong.api.web.Problem;

/** What the editor of a thing has seen of it before changing it. */
public final class Seen {
    private Seen() {}

    /**
     * The version that a call names. Who names none would overwrite what they have never read.
     *
     * @param version as it was sent; null where nothing was
     * @throws Problem where none is named; it says where it is found
     */
    public static int version(Integer version) {
        return Optional.ofNullable(version)
                .filter(sent -> sent > 0)
                .orElseThrow(
                        () -> Problem.badRequest(
                                "请先读取，再把读到的 version 一起发送；刚被别人改过的不会被覆盖。",
                                "Read it first and send its version along; what somebody else changed meanwhile is not overwritten."));
    }
}
