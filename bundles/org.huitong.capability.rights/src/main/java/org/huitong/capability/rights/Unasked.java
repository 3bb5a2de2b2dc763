// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;

/**
 * A time in which approvals were switched off, and what was given in it. Pure.
 *
 * @param on when they were switched on again; empty: they are off
 * @param given by the version in which it became so
 * @param seen by whom it was looked at afterwards
 */
record Unasked(int id, Turn off, Optional<Turn> on, List<Gift> given, Optional<Turn> seen) {
    /** Then nobody is reminded of it any more; it stays in the list. */
    private static final Duration REMINDED = Duration.ofDays(30);

    /** Who did it, by their account, and when. */
    record Turn(Instant at, String by) {}

    /**
     * What was changed: the roles of a person, or a role.
     *
     * @param person empty: it is a role
     * @param roles those that the person had from then on, or the one that became another
     */
    record Gift(Instant at, String by, Optional<String> person, List<String> roles) {}

    /** Whether somebody ought to look at it still. */
    boolean waits(Instant now) {
        return !given.isEmpty()
                && seen.isEmpty()
                && on.map(turn -> turn.at().plus(REMINDED).isAfter(now)).orElse(true);
    }

    /** Whoever switched, gave, or was given something looks at their own deed. */
    boolean isOwn(Asker by) {
        boolean did = Stream.concat(
                        Stream.concat(Stream.of(off), on.stream()).map(Turn::by),
                        given.stream().map(Gift::by))
                .anyMatch(by.account()::equals);
        return did
                || given.stream()
                        .flatMap(gift -> gift.person().stream())
                        .anyMatch(person -> by.person().filter(person::equals).isPresent());
    }
}
