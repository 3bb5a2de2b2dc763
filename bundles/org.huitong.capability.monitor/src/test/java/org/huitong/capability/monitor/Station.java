// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.access.RoleHolders;
import org.huitong.api.clock.Ticks;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.complaint.ComplaintBox;
import org.huitong.capability.monitor.gauge.DataFolder;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.gauge.Photographer;
import org.huitong.capability.monitor.incident.Incident;
import org.huitong.capability.monitor.incident.IncidentDesk;
import org.huitong.capability.monitor.incident.IncidentShelf;
import org.huitong.capability.monitor.report.DayBook;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.clock.work.CalendarKeeper;
import org.huitong.kit.entity.Entities;
import org.huitong.store.Database;
import org.huitong.store.Migrations;
import org.huitong.store.Migrator;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HandRinger;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.HeardOutbox;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;

/** The watch with everything that is real about it, over platforms that say what a test lets them, and a clock to turn. */
public final class Station implements AutoCloseable {
    public static final Asker WANG = new Asker("wangm", "王敏", Optional.empty());

    public final Database store;
    public final TestClock clock = new TestClock(at("2026-03-11T09:00"));
    public final HeardOutbox outbox = new HeardOutbox();
    public final HeardAudit audit = new HeardAudit();
    final OneKeyVault vault;
    public final List<Standing> accounts = new ArrayList<>();
    final List<Measurement> measurements = new ArrayList<>();
    /** How often everybody was asked. */
    int looks;

    private static final Ticks NO_TICKS = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    final CalendarKeeper calendar;
    public final AlarmBook alarms;
    public final Norms norms;
    final MonitorShelf shelf;
    public final IncidentDesk incidents;
    public final ComplaintBox complaints;
    public final MonitorLetters letters;
    public final DayBook book;
    public final HandRinger ringer;

    Station(Database store) {
        this(store, new OneKeyVault());
    }

    private Station(Database store, OneKeyVault vault) {
        this.store = store;
        this.vault = vault;
        migrate(AlarmBook.class, "clock");
        migrate(Station.class, "monitor");
        calendar = new CalendarKeeper(store, DerbyStore.schema("clock"), clock, NO_TICKS);
        alarms = new AlarmBook(store, DerbyStore.schema("clock"));
        norms = new Norms(new Entities(store, store.entities("monitor")), audit, clock);
        shelf = new MonitorShelf(store);
        letters = new MonitorLetters(outbox, clock);
        book = new DayBook(store, vault, norms, clock);
        incidents = new IncidentDesk(new IncidentShelf(store, vault), letters, audit, clock);
        complaints = new ComplaintBox(store, vault, letters, audit, clock);
        ringer = new HandRinger(store, alarms).with(Watch.NAME, watch());
    }

    public static Station derby(Path folder) {
        return new Station(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 4));
    }

    /** One whose process may end before its test. */
    public static Station derby(Path folder, byte[] key) {
        return new Station(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 4), new OneKeyVault(key));
    }

    /** One as it is after a restart; it has started by now. */
    public Watch watch() {
        return watch(clock.instant().minus(Duration.ofMinutes(2)));
    }

    public Watch watch(Instant process) {
        return new Watch(photographer(process), norms, shelf, incidents, alarms, clock, calendar);
    }

    public Photographer photographer(Instant process) {
        Photographer photographer = new Photographer(
                new Board(),
                new NoReaders(),
                new NoLetters(),
                complaints,
                new DataFolder(Path.of("nowhere")),
                clock,
                () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                process);
        photographer.addMeasured(() -> List.copyOf(measurements));
        return photographer;
    }

    private void migrate(Class<?> of, String schema) {
        try {
            new Migrator(store, InstantSource.system()).migrate(Migrations.of(of, schema, store.dialect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who has roles here; nobody knows it until then. */
    public void holders(RoleHolders holders) {
        letters.holders = holders;
    }

    public static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(new TestClock().zone()).toInstant();
    }

    /** Turns the clock to there, ringing on the way whatever is due, each in its moment. */
    public void until(String local) {
        Instant end = at(local);
        for (Optional<Instant> next = ringer.next();
                next.filter(n -> !n.isAfter(end)).isPresent();
                next = ringer.next()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            ringer.ringAll(clock.instant());
        }
        clock.set(end);
    }

    public List<Incident> newest() {
        IncidentShelf of = incidents.shelf();
        return of.transactions().read(c -> of.newest(c, Optional.empty(), Place.END, 10));
    }

    List<Incident.Kind> timeline(Incident incident) {
        IncidentShelf of = incidents.shelf();
        return of.transactions().read(c -> of.steps(c, incident.id())).stream()
                .map(Incident.Step::kind)
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Board implements ConnectorBoard {
        @Override
        public List<Standing> standings() {
            looks++;
            return List.copyOf(accounts);
        }
    }

    private static final class NoReaders implements ReaderBoard {
        @Override
        public List<ReaderStanding> readers() {
            return List.of();
        }

        @Override
        public List<StageStanding> stages() {
            return List.of();
        }

        @Override
        public List<Parked> parked(String reader, int limit) {
            return List.of();
        }

        @Override
        public boolean retry(String reader, long seq) {
            return false;
        }

        @Override
        public boolean replay(String reader, long seq) {
            return false;
        }
    }

    private static final class NoLetters implements DeadLetters {
        @Override
        public boolean discard(Asker by, long id, String reason) {
            return false;
        }

        @Override
        public List<DeadLetter> list(OptionalLong before, int limit) {
            return List.of();
        }

        @Override
        public long count() {
            return 0;
        }

        @Override
        public Optional<byte[]> raw(Asker asker, long id) {
            return Optional.empty();
        }

        @Override
        public Outcome sendAgain(Asker asker, long id) {
            return Outcome.NO_SUCH_LETTER;
        }
    }
}
