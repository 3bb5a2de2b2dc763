// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.text.LocalText;

/** Lists of people that are read again and again, beside the companies' own directories. */
public interface Source {
    /** By name, each as {@code dingtalk:sales}. */
    List<String> names();

    /**
     * Reads one to its end, or as far as its other side lets it; what was read stays read.
     *
     * @param leads the name of the company whose whole list it is, where it leads one
     * @param taking whether what is read is carried out, or only shown
     * @throws JobFailure it will not go on before somebody mends something
     * @throws InterruptedException as the run throws it
     */
    Outcome read(String name, Optional<String> leads, Taking taking, JobRun run)
            throws JobFailure, InterruptedException;

    /** What becomes of a list that was read. */
    enum Taking {
        /** It is carried out, as far as the brake lets it. */
        CARRY_OUT,
        /** What it would do is shown, and waits as a plan. */
        SHOW
    }

    /** What came of it. */
    sealed interface Outcome {
        record Read(LastSync sync) implements Outcome {}

        /** The other side wants to be left alone for so long. */
        record Resting(Duration after, LocalText why) implements Outcome {}
    }
}
