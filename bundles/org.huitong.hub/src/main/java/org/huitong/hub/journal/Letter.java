// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Instant;
import org.huitong.api.vault.Sealed;

/**
 * A dead letter to be written: a call of a platform that could not be processed, whole, so that it can be sent again.
 *
 * @param fingerprint 16 bytes that are the same whenever the same bytes fail again
 * @param reason a sentence without content
 */
public record Letter(
        byte[] fingerprint,
        String platform,
        String account,
        Instant receivedAt,
        String reason,
        int bytes,
        Sealed body) {}
