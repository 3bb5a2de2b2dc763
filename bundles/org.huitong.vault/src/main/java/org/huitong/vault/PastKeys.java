// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huitong.api.vault.PeriodKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys by the months that their names say. */
final class PastKeys implements PeriodKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PastKeys.class);
    /** What was sealed in a month's last moment is written long before. */
    private static final Duration REST = Duration.ofDays(7);

    private final KeyRing ring;
    private final InstantSource clock;

    PastKeys(KeyRing ring, InstantSource clock) {
        this.ring = ring;
        this.clock = clock;
    }

    @Override
    public List<String> over(String keyClass) {
        return ring.names().stream()
                .filter(name -> name.startsWith(keyClass + "/") && isOver(name))
                .toList();
    }

    @Override
    public boolean destroy(String key) {
        if (!isOver(key)) {
            throw new IllegalArgumentException("the month of this key is not over: " + key);
        }
        boolean destroyed = ring.destroy(key);
        if (destroyed) {
            LOG.info("The key of a month was destroyed, and with it all that it locked name={}", key);
        }
        return destroyed;
    }

    private boolean isOver(String name) {
        return month(name)
                .filter(month -> end(month).plus(REST).isBefore(clock.instant()))
                .isPresent();
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Optional<YearMonth> month(String name) {
        try {
            return Optional.of(YearMonth.parse(name.substring(name.indexOf('/') + 1)));
        } catch (DateTimeException e) {
            // A key of something else.
            return Optional.empty();
        }
    }
}
