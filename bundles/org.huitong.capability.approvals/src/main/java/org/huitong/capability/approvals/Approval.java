// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.api.work.Approvals.Request;

/**
 * Something that waits for several people, one after the other, or has waited.
 *
 * @param expiresAt until when it waits; in an emergency until when it is to have been looked at, once it is done
 * @param inForce since when what was asked for is done; it is done before the last verdict in an emergency alone
 * @param reason why it was refused, or overtaken
 */
record Approval(
        String id,
        Request request,
        State state,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> inForce,
        Optional<Instant> endedAt,
        Optional<LocalText> reason,
        List<Step> steps)
        implements Matter {
    Approval {
        Objects.requireNonNull(id);
        Objects.requireNonNull(request);
        Objects.requireNonNull(state);
        Objects.requireNonNull(madeAt);
        Objects.requireNonNull(expiresAt);
        Objects.requireNonNull(inForce);
        Objects.requireNonNull(endedAt);
        Objects.requireNonNull(reason);
        steps = List.copyOf(steps);
    }

    /** How it stands. */
    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        EXPIRED,
        /** What it is about had become another when everybody had approved. */
        OVERTAKEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> ofWord(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }
    }

    /** What somebody said to it. */
    enum Verdict {
        APPROVED,
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Verdict ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** One who approves; {@code said} as long as nobody has is empty. */
    record Step(int number, String role, Optional<Said> said) {
        Step {
            Objects.requireNonNull(role);
            Objects.requireNonNull(said);
        }
    }

    /**
     * What was decided.
     *
     * @param person who decided
     * @param instead for whom, where that person stood in for somebody
     */
    record Said(Verdict verdict, String person, Optional<String> instead, Instant at) {
        Said {
            Objects.requireNonNull(verdict);
            Objects.requireNonNull(person);
            Objects.requireNonNull(instead);
            Objects.requireNonNull(at);
        }
    }

    /** Since when those wait whose turn it is. */
    Instant turnSince() {
        return Stream.concat(
                        Stream.concat(Stream.of(madeAt), inForce.stream()),
                        steps.stream().flatMap(step -> step.said().stream()).map(Said::at))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public String account() {
        return request.by().account();
    }

    @Override
    public String concerned() {
        return request.concerned();
    }

    boolean isEmergency() {
        return request.emergency().isPresent();
    }

    @Override
    public Optional<String> maker() {
        return request.by().person();
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Approval[" + id + " " + request.kind() + " " + state.word() + "]";
    }
}
