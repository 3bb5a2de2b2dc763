// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written down of how it is approved.
 *
 * @param chain the roles that approve, one after the other
 * @param expires how long it waits
 * @param review within which time an emergency is looked at
 * @param address under which people open the hub; empty: letters name the page alone
 */
record Terms(Mode mode, List<String> chain, Duration expires, Duration review, Optional<String> address) {
    private static final Logger LOG = LoggerFactory.getLogger(Terms.class);
    private static final Duration USUAL = Duration.ofDays(3);
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST_STEPS = 5;

    /** When it is asked at all. */
    enum Mode {
        /** As soon as every role of the chain has somebody. */
        READY,
        ALWAYS,
        NEVER
    }

    static Terms of(ApprovalsConfig config) {
        List<String> chain = Stream.of(config.chain())
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .distinct()
                .limit(MOST_STEPS)
                .toList();
        return new Terms(
                mode(config.mode()),
                chain,
                duration(config.expires(), USUAL),
                duration(config.review(), A_DAY),
                Optional.of(config.address().strip().replaceAll("/+$", "")).filter(a -> !a.isEmpty()));
    }

    /** A word that nobody knows must open nothing: then it is asked always. */
    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word.strip())) {
                return mode;
            }
        }
        LOG.error("The mode of approvals is not known, so everything is asked, value={}", word);
        return Mode.ALWAYS;
    }

    private static Duration duration(String text, Duration usual) {
        try {
            Duration read = Duration.parse(text.strip());
            if (read.compareTo(Duration.ZERO) > 0 && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            // Told below, as what is too long.
        }
        LOG.error("A time of the approvals cannot be used, so {} is in force, value={}", usual, text);
        return usual;
    }
}
