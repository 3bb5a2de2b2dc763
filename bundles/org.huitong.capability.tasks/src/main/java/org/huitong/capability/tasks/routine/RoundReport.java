// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.work.Tasks.Standing;

/** How a round stands: who has reported, and who has not. */
record RoundReport(Round round, Map<String, Standing> standing) {
    Optional<Standing> of(Share share) {
        return Optional.ofNullable(standing.get(share.task()));
    }

    boolean hasReported(Share share) {
        return of(share).filter(Standing::done).isPresent();
    }

    /** Behind the deadline, however late. */
    boolean isLate(Share share) {
        return hasReported(share)
                && of(share)
                        .flatMap(Standing::endedAt)
                        .filter(round.due()::isBefore)
                        .isPresent();
    }

    /** Whose task was cancelled is asked no more. */
    List<Share> asked() {
        return round.shares().stream()
                .filter(share -> of(share)
                        .filter(s -> s.endedAt().isPresent() && !s.done())
                        .isEmpty())
                .toList();
    }

    long reported() {
        return asked().stream().filter(this::hasReported).count();
    }

    List<Share> missing() {
        return asked().stream().filter(share -> !hasReported(share)).toList();
    }
}
