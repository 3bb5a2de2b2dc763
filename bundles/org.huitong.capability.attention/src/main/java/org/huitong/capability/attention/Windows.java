// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.huitong.api.clock.WorkTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When digests are made: windows of equal length, counted from midnight. Who is not to be disturbed in a moment gets the
 * window's messages with a later one.
 *
 * @param from,to between which people may be told of what is not urgent, both included
 */
record Windows(Duration length, LocalTime from, LocalTime to, ZoneId zone) {
    private static final Logger LOG = LoggerFactory.getLogger(Windows.class);
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Windows USUAL =
            new Windows(Duration.ofHours(2), LocalTime.of(8, 0), LocalTime.of(20, 0), ZoneId.of("Asia/Shanghai"));

    static Windows of(AttentionConfig config, ZoneId zone) {
        try {
            Windows read = new Windows(
                    Duration.parse(config.digest().strip()),
                    LocalTime.parse(config.from().strip()),
                    LocalTime.parse(config.to().strip()),
                    zone);
            if (read.length().compareTo(SHORTEST) >= 0 && read.length().compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            // Told below, as a length that cannot be.
        }
        LOG.error("The times of digests cannot be used, so every two hours from 08:00 to 20:00 stays in force");
        return new Windows(USUAL.length(), USUAL.from(), USUAL.to(), zone);
    }

    /** The end of the first window that ends behind that moment. */
    Instant endBehind(Instant moment) {
        ZonedDateTime midnight = moment.atZone(zone).toLocalDate().atStartOfDay(zone);
        Instant tomorrow = midnight.plusDays(1).toInstant();
        Instant end = midnight.toInstant();
        while (!end.isAfter(moment)) {
            end = end.plus(length);
        }
        return end.isBefore(tomorrow) ? end : tomorrow;
    }

    /** Whether somebody who works at these times may be told now of what is not urgent. */
    boolean mayTell(WorkTime work, Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        return work.worksOn(here.toLocalDate()) && !time.isBefore(from) && !time.isAfter(to);
    }
}
