// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import java.time.Instant;

/**
 * Who changed what in a set, as its history tells it.
 *
 * @param version of the set that the change made
 * @param snapshot the word of that version, see {@link Snapshot#word()}
 * @param by the account
 * @param what {@code + name}, {@code ± name} or {@code − name}: come, changed or gone
 */
public record Change(int version, String snapshot, Instant at, String by, String what) {}
