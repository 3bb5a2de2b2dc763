// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

/**
 * What a run did, or would do.
 *
 * @param archived put into an archive
 * @param announced to be destroyed without one, in some days
 * @param destroyed forgotten, with a certificate
 * @param held due, and on hold
 * @param needed due, and needed: a task about it is open
 */
record Counts(long archived, long announced, long destroyed, long held, long needed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts and(Counts other) {
        return new Counts(
                archived + other.archived,
                announced + other.announced,
                destroyed + other.destroyed,
                held + other.held,
                needed + other.needed);
    }
}
