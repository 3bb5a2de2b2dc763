// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the outbox let go, each night, of what letters said that ended some days ago. A few of them a transaction: where
 * there are more, it rings again at once; what was missed while the hub was down is found the next time.
 */
@Component(service = Alarm.class, immediate = true, configurationPid = OutboxConfig.PID)
@Designate(ocd = OutboxConfig.class)
@AlarmName(alarm = Clearance.NAME)
public final class Clearance implements Alarm {
    static final String NAME = "outbox.clearance";
    static final String KEY = "night";
    private static final Logger LOG = LoggerFactory.getLogger(Clearance.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 20);
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final int MOST = 200;

    private final SpentWords words;
    private final Clock clock;
    private final Duration kept;
    private final int most;

    @Activate
    public Clearance(
            @Reference SpentWords words, @Reference Alarms alarms, @Reference Clock clock, OutboxConfig config) {
        this(words, alarms, clock, kept(config.words()), MOST);
    }

    Clearance(SpentWords words, Alarms alarms, Clock clock, Duration kept, int most) {
        this.words = words;
        this.clock = clock;
        this.kept = kept;
        this.most = most;
        words.transactions().write(connection -> {
            if (alarms.due(connection, NAME, KEY).isEmpty()) {
                alarms.set(connection, NAME, KEY, next(clock.instant()));
            }
            return null;
        });
    }

    /** What is no such time is the usual one. */
    static Duration kept(String text) {
        try {
            Duration read = Duration.parse(text.strip());
            if (read.compareTo(SHORTEST) >= 0 && read.compareTo(LONGEST) <= 0) {
                return read;
            }
        } catch (DateTimeException unreadable) {
            // Said below, with what is none for another reason.
        }
        LOG.warn(
                "The setting of how long words are kept is no time such as P30D of a day or more; 30 days are taken words={}",
                text);
        return USUAL;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        int gone = words.letGo(transaction, ring.now().minus(kept), ring.now(), most);
        return new After.Again(gone < most ? next(ring.now()) : ring.now().plus(BREATH));
    }

    private Instant next(Instant after) {
        ZonedDateTime night = after.atZone(clock.zone()).with(NIGHT);
        return (night.toInstant().isAfter(after) ? night : night.plusDays(1)).toInstant();
    }
}
