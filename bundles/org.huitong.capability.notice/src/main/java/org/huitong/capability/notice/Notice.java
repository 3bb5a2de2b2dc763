// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import java.time.Instant;

/**
 * What staff are told: one version, which never changes.
 *
 * @param text what is gathered, what for, who reads it, how long it is kept, and whom to ask
 * @param assessment what came of the assessment of its impact (PIPL, article 55)
 * @param by the account that published it
 */
record Notice(int version, String text, Basis basis, String assessment, Instant at, String by) {
    /** Says nothing of its words: safe for a log. */
    @Override
    public String toString() {
        return "Notice[" + version + "]";
    }
}
