// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huitong.api.connector.Delivery;
import org.huitong.api.text.LocalText;
import org.huitong.kit.sign.Signatures;

/** What was rightly signed and cannot be read is taken all the same, and kept aside with its reason. */
final class WecomDeadLetter {
    private WecomDeadLetter() {}

    static Delivery of(String text, LocalText reason) {
        return new Delivery(
                "unreadable/" + Signatures.fingerprint(text),
                List.of(),
                List.of(new Delivery.Unreadable(text.getBytes(StandardCharsets.UTF_8), reason)));
    }
}
