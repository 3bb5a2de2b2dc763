// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does the jobs of one kind. Implemented by any bundle, registered as a service with {@link JobName}; while the bundle is
 * away its jobs wait. A run has a thread of its own; a few run at a time. Nobody interrupts it: that it is to end, because
 * it was cancelled or its bundle goes, it hears from {@link JobRun#progress}; one that does not ask for ten seconds is left
 * behind.
 *
 * <p>After a crash, or when its bundle went and came back, a job of a kind that {@link #resumes} is run again and finds
 * its last {@link JobRun#mark}; of any other kind it has failed, and says so.
 */
@ConsumerType
public interface JobKind {
    /**
     * Does it.
     *
     * @return what to say to the owner, such as 已处理 1,200 条
     * @throws JobFailure with a sentence for the owner; anything else that is thrown is a failure, too, and is logged
     *     without its words
     * @throws InterruptedException as {@link JobRun#progress} threw it
     */
    LocalText run(JobRun run) throws JobFailure, InterruptedException;

    /** Whether a run that was cut off may go on from its mark. */
    default boolean resumes() {
        return false;
    }

    /** Whether what it did can be undone. */
    default boolean undoes() {
        return false;
    }

    /** Takes back what a run did as far as it got; only where it {@link #undoes}. It bears being begun again. */
    default LocalText undo(JobRun run) throws JobFailure, InterruptedException {
        throw new UnsupportedOperationException("this kind of job says that it cannot be undone");
    }
}
