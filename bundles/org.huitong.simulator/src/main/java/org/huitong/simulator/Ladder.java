// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * When a platform pushes again, and when it gives up.
 *
 * @param deadline within which it wants its answer
 * @param steps how long it waits before each further push
 * @param alsoRefused false where it comes again only when nobody answered
 */
public record Ladder(Duration deadline, List<Duration> steps, boolean alsoRefused) {
    public static final Ladder DINGTALK =
            new Ladder(Duration.ofMillis(1500), List.of(Duration.ofSeconds(10), Duration.ofSeconds(30)), true);

    /** Over a connection that stays: pushed again after a minute without thanks, and soon to another one where one is gone. */
    public static final Ladder STREAM =
            new Ladder(Duration.ofSeconds(60), Collections.nCopies(600, Duration.ofSeconds(1)), true);

    public static final Ladder WECOM =
            new Ladder(Duration.ofSeconds(5), List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), false);

    public static final Ladder FEISHU = new Ladder(
            Duration.ofSeconds(3),
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6)),
            true);

    public static final Ladder GENERIC = new Ladder(
            Duration.ofSeconds(10),
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)),
            true);

    public Ladder {
        steps = List.copyOf(steps);
    }

    /** @param made how many pushes were made, the last one with that outcome */
    Optional<Duration> again(int made, Outcome outcome) {
        boolean wanted =
                switch (outcome) {
                    case ACKNOWLEDGED -> false;
                    case REFUSED -> alsoRefused;
                    case LATE, UNREACHABLE -> true;
                };
        return wanted && made <= steps.size() ? Optional.of(steps.get(made - 1)) : Optional.empty();
    }
}
