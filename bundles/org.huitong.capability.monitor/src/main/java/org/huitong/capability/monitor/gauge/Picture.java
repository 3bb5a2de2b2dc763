// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.operation.SendingBoard.Sending;

/**
 * What everybody said of themselves at one moment.
 *
 * @param process when this run of the hub began, which tells it from every other
 * @param complaints of this month
 * @param leap how far the clock went beside the time that passed since the picture before; empty for the first
 * @param wrongLately whether the clock was wrong within the hour over which delays are told, so that what platforms say of
 *     theirs cannot be held against it
 */
public record Picture(
        Instant process,
        List<Standing> accounts,
        List<Sending> sendings,
        List<ReaderStanding> readers,
        long deadLetters,
        List<Measurement> measurements,
        List<Health> checks,
        Optional<Disk> disk,
        long complaints,
        Optional<Duration> leap,
        boolean wrongLately) {
    /** How far the clock is ahead of the platforms' answers, in seconds. */
    static final String AHEAD = "huitong_clock_ahead_seconds";

    public Picture {
        accounts = List.copyOf(accounts);
        sendings = List.copyOf(sendings);
        readers = List.copyOf(readers);
        measurements = List.copyOf(measurements);
        checks = List.copyOf(checks);
    }

    /** What one check of {@code /health} said. */
    public record Health(String name, Check.Result result) {}

    /**
     * The disk on which the data folder lies, in bytes.
     *
     * @param parts how much of it each folder of the hub's data takes
     */
    public record Disk(long total, long free, Map<String, Long> parts) {
        public Disk {
            parts = Map.copyOf(parts);
        }
    }
}
