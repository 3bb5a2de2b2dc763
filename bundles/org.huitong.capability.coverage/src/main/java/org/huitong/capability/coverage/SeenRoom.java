// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;

/**
 * A group from which an account brought something.
 *
 * @param plain how many messages of people that called nobody by name
 * @param calling how many that did
 */
record SeenRoom(String tenant, String conversation, long plain, long calling, Instant lastAt) {}
