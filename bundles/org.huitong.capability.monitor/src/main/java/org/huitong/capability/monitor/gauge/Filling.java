// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** The day on which a disk will be full, where it goes on filling as it has done for four weeks. */
public final class Filling {
    private static final Duration LOOKED_AT = Duration.ofDays(28);
    /** A week tells working days from days off. */
    private static final int FEWEST = 7;

    private static final double FULL = 100;
    /** What lies further ahead is nobody's concern, and nobody's knowledge. */
    private static final int LONGEST = 730;

    private final History history;
    private final ZoneId zone;

    public Filling(History history, ZoneId zone) {
        this.history = history;
        this.zone = zone;
    }

    /** With the day said in the cause of a disk that fills; any other reading as it is. */
    public Reading foreseen(Connection connection, Reading reading, Instant now) throws SQLException {
        if (reading.gauge() != Gauge.STORAGE) {
            return reading;
        }
        List<History.Stretch> days = history.of(connection, reading.name(), Grain.DAY, now.minus(LOOKED_AT));
        return day(days, reading.value(), LocalDate.ofInstant(now, zone))
                .map(full -> reading.because(foreseen(reading.cause(), full)))
                .orElse(reading);
    }

    private static LocalText foreseen(Optional<LocalText> cause, LocalDate full) {
        LocalText said =
                LocalText.of("按近四周的增长，约 " + full + " 写满", "as it has filled for four weeks it is full about " + full);
        return cause.map(one -> LocalText.of(one.zh() + "；" + said.zh(), one.en() + "; " + said.en()))
                .orElse(said);
    }

    /** Along the straight line that lies nearest to the days. */
    Optional<LocalDate> day(List<History.Stretch> days, double used, LocalDate today) {
        if (days.size() < FEWEST) {
            return Optional.empty();
        }
        double meanDay = 0;
        double meanUsed = 0;
        for (History.Stretch day : days) {
            meanDay += at(day, today) / days.size();
            meanUsed += day.mean() / days.size();
        }
        double rise = 0;
        double run = 0;
        for (History.Stretch day : days) {
            double ofDay = at(day, today) - meanDay;
            rise += ofDay * (day.mean() - meanUsed);
            run += ofDay * ofDay;
        }
        double left = (FULL - used) / (rise / run);
        return rise > 0 && left <= LONGEST ? Optional.of(today.plusDays((long) left)) : Optional.empty();
    }

    private double at(History.Stretch day, LocalDate today) {
        return ChronoUnit.DAYS.between(today, LocalDate.ofInstant(day.begins(), zone));
    }
}
