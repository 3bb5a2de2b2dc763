// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Transactions;
import org.huitong.capability.monitor.Address;
import org.huitong.capability.monitor.MonitorConfig;
import org.huitong.capability.monitor.MonitorLetters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells leaders each Monday at half past eight what the week before was like. A Monday that was missed is made up for; the
 * key of its letters names the week, so that each has it once.
 */
@Component(service = Alarm.class, immediate = true, configurationPid = DailyReport.PID)
@AlarmName(alarm = WeeklyBrief.NAME)
public final class WeeklyBrief implements Alarm {
    static final String NAME = "monitor.weekly";
    static final String KEY = "week";
    private static final LocalTime TIME = LocalTime.of(8, 30);

    private final Transactions transactions;
    private final BriefWriter writer;
    private final MonitorLetters letters;
    private final Clock clock;
    private volatile List<String> to;

    @Activate
    public WeeklyBrief(
            @Reference DayBook book,
            @Reference BriefWriter writer,
            @Reference MonitorLetters letters,
            @Reference Alarms alarms,
            @Reference Clock clock,
            MonitorConfig config) {
        this.transactions = book.transactions();
        this.writer = writer;
        this.letters = letters;
        this.clock = clock;
        set(config);
        transactions.write(connection -> {
            if (alarms.due(connection, NAME, KEY).isEmpty()) {
                alarms.set(connection, NAME, KEY, next(clock.today()));
            }
            return null;
        });
    }

    /** What cannot be followed is named by the check of the daily report. */
    @Modified
    void set(MonitorConfig config) {
        to = Stream.of(config.briefTo())
                .map(String::strip)
                .filter(Address::fits)
                .toList();
    }

    private Instant next(LocalDate day) {
        return day.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(TIME)
                .atZone(clock.zone())
                .toInstant();
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        LocalDate today = LocalDate.ofInstant(ring.due(), clock.zone());
        LocalDate monday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
        letters.weekly(transaction, monday, writer.told(transaction, monday), to);
        return new After.Again(next(today));
    }
}
