// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** How finely the past is kept, and how long. */
public enum Grain {
    MINUTE("m", "minute", ChronoUnit.MINUTES, Period.ofDays(2)),
    HOUR("h", "hour", ChronoUnit.HOURS, Period.ofDays(62)),
    DAY("d", "day", ChronoUnit.DAYS, Period.ofMonths(13));

    private final String sign;
    private final String word;
    private final ChronoUnit unit;
    private final Period kept;

    Grain(String sign, String word, ChronoUnit unit, Period kept) {
        this.sign = sign;
        this.word = word;
        this.unit = unit;
        this.kept = kept;
    }

    /** As it stands on the shelf. */
    String sign() {
        return sign;
    }

    /** The beginning of the stretch in which the moment lies; a day is one of the hub's. */
    Instant begin(Instant moment, ZoneId zone) {
        return moment.atZone(zone).truncatedTo(unit).toInstant();
    }

    /** What began before is not kept any more. */
    public Instant oldest(Instant now, ZoneId zone) {
        return now.atZone(zone).minus(kept).toInstant();
    }

    public static Optional<Grain> ofWord(String word) {
        return Arrays.stream(values()).filter(g -> g.word.equals(word)).findFirst();
    }
}
