// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.clock.Alarms;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.WorkCalendar;
import org.huitong.api.store.Transactions;
import org.huitong.capability.monitor.gauge.Filling;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Intake;
import org.huitong.capability.monitor.gauge.Judge;
import org.huitong.capability.monitor.gauge.Judge.Verdict;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.gauge.Photographer;
import org.huitong.capability.monitor.gauge.Picture;
import org.huitong.capability.monitor.gauge.Reading;
import org.huitong.capability.monitor.gauge.Readings;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.incident.IncidentDesk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks each minute how everything is. The figures of a picture, the news of it and their effects are one transaction:
 * after a crash the minute is looked at again, and nothing of it was told twice. Minutes that were missed are not made up, since
 * nobody looked; they are missing in the history, too.
 */
@Component(service = Alarm.class, immediate = true)
@AlarmName(alarm = Watch.NAME)
public final class Watch implements Alarm {
    public static final String NAME = "monitor.watch";
    static final String KEY = "minute";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** While a hub starts, accounts and readers are not there yet, and nobody would learn anything from that. */
    private static final Duration STARTING = Duration.ofMinutes(1);
    /** On one database several nodes look by turns; one that starts leaves out a minute or two. */
    private static final Duration OTHERS = Duration.ofMinutes(3);
    /** What was beyond its norm and is not measured any more: for so long it may only be away for a moment. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    private final Photographer photographer;
    private final Norms norms;
    private final MonitorShelf shelf;
    private final IncidentDesk incidents;
    private final History history;
    private final Intake intake;
    private final Filling filling;
    private final Clock clock;
    private final ZoneId zone;

    @Activate
    public Watch(
            @Reference Photographer photographer,
            @Reference Norms norms,
            @Reference MonitorShelf shelf,
            @Reference IncidentDesk incidents,
            @Reference Alarms alarms,
            @Reference Clock clock,
            @Reference WorkCalendar calendar) {
        this.photographer = photographer;
        this.norms = norms;
        this.shelf = shelf;
        this.incidents = incidents;
        this.clock = clock;
        this.zone = clock.zone();
        this.history = new History(zone);
        this.intake = new Intake(
                history,
                zone,
                day -> calendar.usual().worksOn(day),
                shelf.transactions().dialect() == Transactions.Dialect.DERBY ? Duration.ZERO : OTHERS);
        this.filling = new Filling(history, zone);
        begin(alarms, clock.instant());
    }

    /** The first look there ever was is at once; of one that is set already nothing changes. */
    private void begin(Alarms alarms, Instant now) {
        shelf.transactions().write(connection -> {
            if (alarms.due(connection, NAME, KEY).isEmpty()) {
                alarms.set(connection, NAME, KEY, now);
            }
            return null;
        });
    }

    private static Instant next(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
    }

    /** Everybody is asked before the transaction begins: some answer slowly, and some from the database themselves. */
    @Override
    public Alarm prepare(String key) {
        if (clock.instant().isBefore(photographer.process().plus(STARTING))) {
            return this;
        }
        Picture picture = photographer.picture();
        return (transaction, ring) -> look(transaction, picture, ring);
    }

    /** Nobody has looked, since the hub is starting. */
    @Override
    public After ring(Connection transaction, Ring ring) {
        return new After.Again(next(ring.now()));
    }

    private After look(Connection transaction, Picture picture, Ring ring) throws SQLException {
        Instant now = ring.now();
        Map<String, Standing> before = shelf.standings(transaction);
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : Readings.of(picture, now)) {
            readings.add(filling.foreseen(transaction, reading, now));
        }
        readings.addAll(intake.read(transaction, picture, before, now));
        Map<Gauge, Norm> normal = norms.all();
        List<Standing> after = new ArrayList<>();
        for (Reading reading : readings) {
            Norm norm = normal.get(reading.gauge());
            Optional<Standing> known = Optional.ofNullable(before.remove(reading.name()));
            after.add(act(transaction, Judge.of(reading, norm.limits(), known, now), norm, now));
        }
        shelf.keep(transaction, after);
        for (Standing gone : before.values()) {
            leave(transaction, gone, normal.get(gone.gauge()), now);
        }
        history.add(transaction, readings, now);
        if (ring.due().atOffset(ZoneOffset.UTC).getMinute() == 0) {
            history.forget(transaction, now);
            Ledger.forget(transaction, now, zone);
        }
        return new After.Again(next(now));
    }

    private Standing act(Connection transaction, Verdict verdict, Norm norm, Instant now) throws SQLException {
        Standing standing = verdict.standing();
        return switch (verdict.news()) {
            case NONE -> standing;
            case BREACH -> standing.within(incidents.breached(transaction, standing, norm, now));
            case OVER -> {
                incidents.over(transaction, standing.incident().orElseThrow(), standing, norm, now);
                yield standing.withoutIncident();
            }
        };
    }

    /**
     * What is not measured any more: an account that was removed, an hour without messages, somebody who cannot count just
     * now. Where it was beyond its norm nobody knows that it is over, so it stays so for a while, and is left with that
     * said.
     */
    private void leave(Connection transaction, Standing gone, Norm norm, Instant now) throws SQLException {
        if (gone.incident().isPresent()) {
            if (now.isBefore(gone.measuredAt().plus(UNKNOWN))) {
                return;
            }
            incidents.unknown(transaction, gone.incident().get(), gone, norm, now);
        }
        shelf.remove(transaction, gone.name());
    }
}
