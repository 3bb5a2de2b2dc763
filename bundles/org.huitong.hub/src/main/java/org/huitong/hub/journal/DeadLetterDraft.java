// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Instant;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;

/**
 * A dead letter to be written: a call of a platform that could not be processed, whole, so that it can be sent again.
 *
 * @param fingerprint 16 bytes that are the same whenever the same bytes fail again
 * @param reason a sentence without content, at most {@value #LONGEST_REASON} characters in each language
 */
public record DeadLetterDraft(
        byte[] fingerprint,
        String platform,
        String account,
        Instant receivedAt,
        LocalText reason,
        int bytes,
        Sealed body) {
    /** As the table has it. */
    private static final int LONGEST_REASON = 500;

    public DeadLetterDraft {
        reason = LocalText.of(brief(reason.zh()), brief(reason.en()));
    }

    private static String brief(String sentence) {
        return sentence.length() <= LONGEST_REASON ? sentence : sentence.substring(0, LONGEST_REASON);
    }
}
