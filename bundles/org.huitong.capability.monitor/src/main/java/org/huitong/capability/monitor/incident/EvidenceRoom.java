// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.gauge.Grain;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.log.LogLine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings together what is known of an incident's time: for people on its page, and for a platform's support as a file. */
@Component(service = EvidenceRoom.class)
public final class EvidenceRoom {
    private static final LocalText INCIDENT = LocalText.of("这个问题", "incident");
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final int MOST_DAYS = 31;

    private final IncidentShelf shelf;
    private final Surroundings surroundings;
    private final Audit audit;
    private final Clock clock;
    private final History history;

    @Activate
    public EvidenceRoom(
            @Reference IncidentShelf shelf,
            @Reference Surroundings surroundings,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.surroundings = surroundings;
        this.audit = audit;
        this.clock = clock;
        this.history = new History(clock.zone());
    }

    /** What the log tells of the incident's time, the oldest first. */
    List<LogLine> around(String id) {
        return surroundings.of(find(id));
    }

    /** That it was given out is noted before it is. */
    Evidence give(String id, Doer by) {
        Incident incident = find(id);
        List<LogLine> lines = surroundings.of(incident);
        return shelf.transactions().write(connection -> {
            audit.note(connection, Deed.done(by, "incidents.evidence", Thing.of("incident", id)));
            return new Evidence(incident, figures(connection, incident), days(connection, incident), lines);
        });
    }

    private Incident find(String id) {
        return shelf.transactions()
                .read(connection -> shelf.find(connection, id))
                .orElseThrow(() -> Problem.notFound(INCIDENT));
    }

    private Instant end(Incident incident) {
        return incident.overAt().or(incident::closedAt).orElse(clock.instant());
    }

    /** As finely as it is still known. */
    private List<History.Stretch> figures(Connection connection, Incident incident) throws SQLException {
        if (incident.reading().isEmpty()) {
            return List.of();
        }
        Instant from = incident.openedAt().minus(BEFORE);
        Grain grain = from.isAfter(Grain.MINUTE.oldest(clock.instant(), clock.zone()))
                ? Grain.MINUTE
                : from.isAfter(Grain.HOUR.oldest(clock.instant(), clock.zone())) ? Grain.HOUR : Grain.DAY;
        Instant end = end(incident).plus(BEFORE);
        return history.of(connection, incident.reading().get(), grain, from).stream()
                .filter(stretch -> !stretch.begins().isAfter(end))
                .toList();
    }

    private List<Ledger.Day> days(Connection connection, Incident incident) throws SQLException {
        Optional<String> account = Surroundings.account(incident);
        if (account.isEmpty()) {
            return List.of();
        }
        List<Ledger.Day> days = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(end(incident), clock.zone());
        LocalDate day = LocalDate.ofInstant(incident.openedAt(), clock.zone()).minusDays(1);
        for (int i = 0; i < MOST_DAYS && !day.isAfter(last); i++, day = day.plusDays(1)) {
            for (Ledger.Line line : Ledger.of(connection, day)) {
                if (line.account().equals(account.get())) {
                    days.add(new Ledger.Day(day, line));
                }
            }
        }
        return days;
    }
}
