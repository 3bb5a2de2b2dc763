// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Parsed;

/**
 * How far the time stamp of a signed call may lie from our clock, in either direction. {@code PT0S} checks nothing: for
 * replaying samples.
 */
public record Freshness(Duration window) {
    private static final Parsed<Freshness> NO_DURATION = new Parsed.Bad<>(LocalText.of(
            "“时效”要写成 ISO-8601 时长，不能为负，例如 PT1H", "Freshness is an ISO-8601 duration of zero or more, such as PT1H"));

    /** In what a platform counts its stamps. */
    public enum Unit {
        SECONDS,
        MILLISECONDS
    }

    /** What is to be thought of a stamp. */
    public enum Verdict {
        FRESH,
        STALE,
        /** Not a number: the call is not what this platform sends. */
        UNREADABLE
    }

    public Freshness {
        if (Objects.requireNonNull(window).isNegative()) {
            throw new IllegalArgumentException("freshness is a duration of zero or more, such as PT1H");
        }
    }

    /**
     * As written in a configuration.
     *
     * @param text an ISO-8601 duration of zero or more; where it is null or blank the platform's own rule holds
     */
    public static Parsed<Freshness> of(String text, Duration otherwise) {
        if (text == null || text.isBlank()) {
            return new Parsed.Good<>(new Freshness(otherwise));
        }
        try {
            Duration window = Duration.parse(text.strip());
            return window.isNegative() ? NO_DURATION : new Parsed.Good<>(new Freshness(window));
        } catch (DateTimeParseException e) {
            return NO_DURATION;
        }
    }

    public boolean isChecked() {
        return !window.isZero();
    }

    public Verdict judge(String stamp, Unit unit, Instant now) {
        if (!isChecked()) {
            return Verdict.FRESH;
        }
        long number;
        try {
            number = Long.parseLong(stamp);
        } catch (NumberFormatException e) {
            return Verdict.UNREADABLE;
        }
        // 10^15 milliseconds lie in the year 33658; beyond, the arithmetic of Instant would overflow.
        if (number < 0 || number > 1_000_000_000_000_000L) {
            return Verdict.STALE;
        }
        Instant at = unit == Unit.SECONDS && number < 1_000_000_000_000L
                ? Instant.ofEpochSecond(number)
                : Instant.ofEpochMilli(number);
        return Duration.between(at, now).abs().compareTo(window) <= 0 ? Verdict.FRESH : Verdict.STALE;
    }
}
