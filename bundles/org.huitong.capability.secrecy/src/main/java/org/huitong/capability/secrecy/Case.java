// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.message.MessageId;

/**
 * A message that the hub put in quarantine.
 *
 * @param seq its first line in the log
 * @param acknowledgedAt when somebody said that it was seen to; {@code acknowledgedBy} is their account
 */
record Case(
        MessageId id,
        long seq,
        String platform,
        Instant sentAt,
        Instant foundAt,
        Optional<Instant> acknowledgedAt,
        Optional<String> acknowledgedBy) {}
