// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.clock.Jobs.Job;

/**
 * A job as it is kept.
 *
 * @param permission who beside the owner may see it
 * @param cutOff whether a run of it ended without a word
 * @param undoOf the job that this one takes back
 */
record Kept(
        Job job,
        Optional<String> permission,
        boolean cutOff,
        boolean cancelAsked,
        Optional<String> mark,
        Optional<String> undoOf,
        boolean undone,
        Instant madeAt,
        Optional<Instant> endedAt,
        Optional<Result> result) {
    String id() {
        return job.id();
    }

    /** The same, so far done. */
    Kept at(long done, long total) {
        Job far = new Job(job.id(), job.kind(), job.title(), job.owner(), job.state(), done, total, job.words());
        return new Kept(far, permission, cutOff, cancelAsked, mark, undoOf, undone, madeAt, endedAt, result);
    }

    /** Its file. */
    record Result(String name, String mediaType, long bytes) {}
}
