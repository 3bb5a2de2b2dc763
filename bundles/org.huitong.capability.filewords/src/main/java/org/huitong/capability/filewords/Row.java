// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.time.Instant;
import org.huitong.api.message.MessageId;

/**
 * A file that is to be read.
 *
 * @param file the fingerprint by which media knows it
 * @param line by which its message was first said
 * @param tries how often it was looked for
 * @param ended whether it has ended a process that read it
 * @param since when it was taken down
 */
record Row(MessageId message, String file, long line, Instant receivedAt, int tries, boolean ended, Instant since) {}
