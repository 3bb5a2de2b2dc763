// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges messages before they are committed. Implemented by capabilities, registered as a service with
 * {@link StageName}.
 *
 * <p>Once a stage has been seen, the hub owes its finding for every message from then on: where it is absent, late (2
 * ms) or throws, the message is committed without it and the finding is made up later, in log order, with the snapshot
 * of that moment. Where it throws again and again on one message, a finding without marks says so.
 *
 * <p>A new snapshot is for the messages from then on, and for what is still owed: the log is not judged anew, and the
 * findings of older snapshots stay.
 */
@ConsumerType
public interface Stage {
    /**
     * The judge of this moment: an immutable snapshot of whatever the stage knows. Called for every message, from many
     * threads; returns a field.
     */
    Judge judge();

    /** A stage's knowledge at one moment; a pure function of the message. */
    @ConsumerType
    interface Judge {
        /** Names the snapshot (a rule set's version, a roster's time); kept with every finding. Up to 64 characters. */
        String snapshot();

        /**
         * Within 2 ms, from many threads, without waiting; an exception or error means that the finding is owed. Marks
         * are kept without blanks around them and without control characters.
         */
        java.util.Set<Mark> judge(org.huitong.api.message.Message message);
    }
}
