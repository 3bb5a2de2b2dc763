// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;

/**
 * What an account can send, as it is configured.
 *
 * @param kinds what it takes; what it does not is sent as the next plainer kind
 * @param targets whom it reaches
 * @param text how long a piece of plain words may be
 * @param markdown how long a piece of Markdown may be
 * @param keyHolds for how long the platform knows a piece by its key and does not send it twice; empty where it takes none
 * @param receipts whether it can be asked what became of something
 * @param quotas what the platform allows; the hub keeps below each of them
 * @param largestFile how many bytes a file may have; 0 where it takes none
 * @param problem why it can send nothing now, as a sentence that says what to mend and shows no secret
 * @param card how long text and facts of a card with buttons may be; of what is longer all is said before it
 */
public record Abilities(
        Set<Writing.Kind> kinds,
        Set<Outgoing.Target.Kind> targets,
        Length text,
        Length markdown,
        Optional<Duration> keyHolds,
        boolean receipts,
        List<Quota> quotas,
        long largestFile,
        Optional<LocalText> problem,
        Length card) {
    public Abilities {
        kinds = Set.copyOf(kinds);
        targets = Set.copyOf(targets);
        Objects.requireNonNull(text);
        Objects.requireNonNull(markdown);
        Objects.requireNonNull(keyHolds);
        quotas = List.copyOf(quotas);
        Objects.requireNonNull(problem);
        Objects.requireNonNull(card);
    }

    /** Where a card may be as long as Markdown. */
    public Abilities(
            Set<Writing.Kind> kinds,
            Set<Outgoing.Target.Kind> targets,
            Length text,
            Length markdown,
            Optional<Duration> keyHolds,
            boolean receipts,
            List<Quota> quotas,
            long largestFile,
            Optional<LocalText> problem) {
        this(kinds, targets, text, markdown, keyHolds, receipts, quotas, largestFile, problem, markdown);
    }

    /** Of an account that takes no files. */
    public Abilities(
            Set<Writing.Kind> kinds,
            Set<Outgoing.Target.Kind> targets,
            Length text,
            Length markdown,
            Optional<Duration> keyHolds,
            boolean receipts,
            List<Quota> quotas,
            Optional<LocalText> problem) {
        this(kinds, targets, text, markdown, keyHolds, receipts, quotas, 0, problem);
    }

    /** The same account, which takes files of so many bytes, too. */
    public Abilities withFiles(long largest) {
        return new Abilities(kinds, targets, text, markdown, keyHolds, receipts, quotas, largest, problem, card);
    }

    /** The same account, whose cards show no more than this. */
    public Abilities withCards(Length longest) {
        return new Abilities(kinds, targets, text, markdown, keyHolds, receipts, quotas, largestFile, problem, longest);
    }

    /** How long something may be, in the platform's own unit. */
    public record Length(Unit unit, int most) {
        public Length {
            Objects.requireNonNull(unit);
        }

        public boolean fits(String text) {
            return unit.measure(text) <= most;
        }
    }

    /** What platforms count. */
    public enum Unit {
        /** Of UTF-8. */
        BYTES {
            @Override
            public int measure(String text) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        },
        CODE_POINTS {
            @Override
            public int measure(String text) {
                return text.codePointCount(0, text.length());
            }
        },
        UTF_16 {
            @Override
            public int measure(String text) {
                return text.length();
            }
        };

        public abstract int measure(String text);
    }

    /**
     * So many within so long.
     *
     * @param hold whether that is for the whole account or for each recipient
     */
    public record Quota(int most, Duration within, Step.Hold hold) {
        public Quota {
            if (most < 1 || within.isNegative() || within.isZero()) {
                throw new IllegalArgumentException("a quota allows something within some time");
            }
            Objects.requireNonNull(hold);
        }

        public static Quota ofAccount(int most, Duration within) {
            return new Quota(most, within, Step.Hold.ACCOUNT);
        }

        public static Quota ofRecipient(int most, Duration within) {
            return new Quota(most, within, Step.Hold.RECIPIENT);
        }
    }
}
