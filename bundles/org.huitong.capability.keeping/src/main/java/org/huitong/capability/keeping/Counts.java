// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

/**
 * What a run did, or would do.
 *
 * @param archived put into an archive
 * @param announced to be destroyed in some days
 * @param destroyed forgotten, with a certificate
 * @param held due, and on hold
 * @param needed due, and needed: a task about it is open, or something of it is in no archive
 * @param unjudged due by what is known, and a finding about it is owed
 */
record Counts(long archived, long announced, long destroyed, long held, long needed, long unjudged) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts(long archived, long announced, long destroyed, long held, long needed) {
        this(archived, announced, destroyed, held, needed, 0);
    }

    Counts and(Counts other) {
        return new Counts(
                archived + other.archived,
                announced + other.announced,
                destroyed + other.destroyed,
                held + other.held,
                needed + other.needed,
                unjudged + other.unjudged);
    }
}
