// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.stage;

import java.util.List;
import java.util.Set;
import org.huitong.api.message.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges messages before they are committed. Implemented by capabilities, registered as a service with
 * {@link StageName}.
 *
 * <p>Once a stage has been seen, the hub owes its finding for every message from then on: where it is absent, late (2
 * ms) or throws, the message is committed without it and the finding is made up later, in log order, with the snapshot
 * of that moment. Where it throws again and again on one message, a finding without marks says so.
 *
 * <p>A new snapshot is for the messages from then on, and for what is still owed; of the past it judges nothing by
 * itself. Judging a stretch of the log anew is a job of its own ({@code org.huitong.api.finding.Findings}): a finding
 * then replaces the stage's earlier one about the same version, which stays in the log as history.
 *
 * <p>A stage that needs to know what others found names them ({@link StageName#stage_after}): it is asked after them,
 * and owes its finding again whenever one of theirs was owed or has changed.
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
        Set<Mark> judge(Message message);

        /**
         * The same, knowing what others found; asked instead of {@link #judge(Message)}.
         *
         * @param before what the stages that this one is {@link StageName#stage_after after} found about the message's
         *     version, of each at most one; those that found nothing yet and never will are not among them
         */
        default Set<Mark> judge(Message message, List<Finding> before) {
            return judge(message);
        }
    }
}
