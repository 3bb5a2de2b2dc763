// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** Of what kind it is that makes messages important: all that whoever copies them is told of why. */
enum Reason {
    CONTRACT(LocalText.of("合同", "Contract")),
    APPROVAL(LocalText.of("审批单", "Approval")),
    POLICY(LocalText.of("制度文件", "Policy")),
    EVIDENCE(LocalText.of("证据材料", "Evidence")),
    OTHER(LocalText.of("其他", "Other"));

    private final LocalText title;

    Reason(LocalText title) {
        this.title = title;
    }

    LocalText title() {
        return title;
    }

    /** The word used in JSON and in rows. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
