// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.MonitorLetters;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.incident.Incident.Kind;
import org.huitong.capability.monitor.incident.Incident.State;
import org.huitong.capability.monitor.incident.Incident.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every act on incidents: the incident, its timeline, the letters and the deed in one transaction. */
@Component(service = IncidentDesk.class)
public final class IncidentDesk {
    private static final String THING = "incident";
    private static final LocalText INCIDENT = LocalText.of("这个问题", "incident");

    private final IncidentShelf shelf;
    private final MonitorLetters letters;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public IncidentDesk(
            @Reference IncidentShelf shelf,
            @Reference MonitorLetters letters,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    public IncidentShelf shelf() {
        return shelf;
    }

    /** A breach opens an incident and is told to whoever is to hear of it, once. @return the incident's id */
    public String breached(Connection transaction, Standing standing, Norm norm, Instant now) throws SQLException {
        Words words = new Words(
                Phrase.of(MonitorLetters.title(standing, norm)),
                Phrase.of(standing.cause()),
                norm.owner(),
                Phrase.of(standing.gauge().handling()),
                "");
        Incident incident = open(transaction, Optional.of(standing.name()), words, Doer.HUB, now);
        LocalText told = letters.breach(transaction, incident, standing, norm);
        shelf.step(transaction, incident.id(), now, Kind.TOLD, Doer.HUB.account(), Phrase.of(told));
        return incident.id();
    }

    /** The breach is over; the incident waits for somebody to look back at it. */
    public void over(Connection transaction, String id, Standing standing, Norm norm, Instant now) throws SQLException {
        over(transaction, id, standing, norm, now, true);
    }

    /** It is not measured any more, and nobody knows whether the breach is over. */
    public void unknown(Connection transaction, String id, Standing standing, Norm norm, Instant now)
            throws SQLException {
        over(transaction, id, standing, norm, now, false);
    }

    private void over(Connection transaction, String id, Standing standing, Norm norm, Instant now, boolean recovered)
            throws SQLException {
        Optional<Incident> found = shelf.find(transaction, id);
        if (found.isEmpty()) {
            return;
        }
        Incident over = found.get().over(now);
        keep(transaction, over);
        shelf.step(
                transaction,
                id,
                now,
                Kind.OVER,
                Doer.HUB.account(),
                Phrase.of(recovered ? MonitorLetters.figure(standing, norm) : MonitorLetters.UNKNOWN));
        LocalText told = letters.over(transaction, over, standing, norm, recovered);
        shelf.step(transaction, id, now, Kind.TOLD, Doer.HUB.account(), Phrase.of(told));
        audit.note(transaction, Deed.done(Doer.HUB, "incidents.over", thing(over)));
    }

    public Incident open(Words words, Doer by) {
        return shelf.transactions().write(connection -> open(connection, Optional.empty(), words, by, now()));
    }

    private Incident open(Connection transaction, Optional<String> reading, Words words, Doer by, Instant now)
            throws SQLException {
        String id = UUID.randomUUID().toString().replace("-", "");
        Incident incident = Incident.opened(id, reading, now, by.account(), words);
        shelf.add(transaction, incident);
        shelf.step(transaction, id, now, Kind.OPENED, by.account(), words.title());
        audit.note(transaction, Deed.done(by, "incidents.open", thing(incident)));
        return incident;
    }

    /** @param seen the version that its editor saw */
    Incident change(String id, int seen, Words words, Doer by) {
        return shelf.transactions().write(connection -> {
            Incident before = working(connection, id, Optional.of(seen));
            Incident after = before.saying(before.words().changedTo(words));
            keep(connection, after);
            shelf.step(connection, id, now(), Kind.CHANGED, by.account(), Phrase.BLANK);
            audit.note(connection, Deed.done(by, "incidents.change", thing(after)));
            return after;
        });
    }

    public Incident note(String id, String text, Doer by) {
        return shelf.transactions().write(connection -> {
            Incident before = working(connection, id, Optional.empty());
            Incident after = before.saying(before.words());
            keep(connection, after);
            shelf.step(connection, id, now(), Kind.NOTE, by.account(), Phrase.by(text));
            audit.note(connection, Deed.done(by, "incidents.note", thing(after)));
            return after;
        });
    }

    /** @param seen the version that its editor saw; empty to close it whatever it became meanwhile */
    public Incident close(String id, Optional<Integer> seen, String review, Doer by) {
        return shelf.transactions().write(connection -> {
            Incident before = working(connection, id, seen);
            Incident after = before.closed(now(), by.account(), review);
            keep(connection, after);
            shelf.step(connection, id, now(), Kind.CLOSED, by.account(), Phrase.by(review));
            audit.note(connection, Deed.done(by, "incidents.close", thing(after)));
            return after;
        });
    }

    /** As the shelf keeps it. */
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private Incident working(Connection connection, String id, Optional<Integer> seen) throws SQLException {
        Incident incident = shelf.find(connection, id).orElseThrow(() -> Problem.notFound(INCIDENT));
        if (incident.state() == State.CLOSED) {
            throw new Problem(
                    409,
                    "incident-closed",
                    LocalText.of("这个问题已经关闭，不能再改；有新情况请另立一个。", "This incident is closed; open another one."));
        }
        if (seen.filter(v -> v != incident.version()).isPresent()) {
            throw changed();
        }
        return incident;
    }

    private void keep(Connection connection, Incident incident) throws SQLException {
        if (!shelf.keep(connection, incident)) {
            throw changed();
        }
    }

    private static Problem changed() {
        return new Problem(
                409,
                "changed-meanwhile",
                LocalText.of("其他人刚刚修改过这个问题，请重新打开再改。", "Somebody has just changed this incident; open it again."));
    }

    private static Thing thing(Incident incident) {
        return Thing.of(THING, incident.id());
    }
}
