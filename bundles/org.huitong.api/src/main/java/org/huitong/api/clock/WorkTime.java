// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * When people who work together work, as it is written down at the moment of asking, and what can be counted by it.
 * Immutable; answers from memory, for many threads.
 */
@ProviderType
public interface WorkTime {
    /** Whether they begin to work on that day; a night shift belongs to the day on which it begins. */
    boolean worksOn(LocalDate day);

    /** Whether they are at work. The moment of closing is none of work. */
    boolean isOpen(Instant moment);

    /** The moment itself where they are at work, else the next in which they begin. */
    Instant opening(Instant from);

    /**
     * The moment at which so much time of work has passed: four hours behind Friday at three in the afternoon end on
     * Monday. What ends with the day ends at its closing and not with the next morning. Nothing behind a moment is that
     * moment, whether they work in it or not.
     *
     * @throws IllegalArgumentException where the time of work is negative, or more than there is in twenty years
     */
    Instant plus(Instant from, Duration work);

    /** How much time of work lies between the two; negative where {@code to} lies before {@code from}. */
    Duration between(Instant from, Instant to);

    /** The shifts that begin on that day, one behind the other; none on a day of rest. */
    List<Turn> turns(LocalDate day);

    /** Hours that are worked without a break: the morning of an office, or a shift of a line that never stands still. */
    record Turn(Instant from, Instant to) {}
}
