// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.operation.Measured;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.operation.SendingBoard;
import org.huitong.api.operation.SendingBoard.Sending;
import org.huitong.api.text.Unquoted;
import org.huitong.capability.monitor.complaint.ComplaintBox;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes pictures: asks everybody how they are, from what they know already. Nothing is counted for it on the way in. */
@Component(service = Photographer.class)
public final class Photographer {
    private static final Logger LOG = LoggerFactory.getLogger(Photographer.class);

    /** Over which accounts tell their delays, and a little more. */
    private static final Duration DELAYS = Duration.ofMinutes(75);

    private final ConnectorBoard connectors;
    private final ReaderBoard readers;
    private final DeadLetters letters;
    private final ComplaintBox complaints;
    private final DataFolder data;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Instant process;
    private final List<Measured> measured = new CopyOnWriteArrayList<>();
    private final List<Check> checks = new CopyOnWriteArrayList<>();
    private Optional<Moment> last = Optional.empty();
    private Optional<Moment> wrong = Optional.empty();

    /** Without it nothing is sent. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile SendingBoard sending;

    @Activate
    public Photographer(
            BundleContext context,
            @Reference ConnectorBoard connectors,
            @Reference ReaderBoard readers,
            @Reference DeadLetters letters,
            @Reference ComplaintBox complaints,
            @Reference Clock clock) {
        this(
                connectors,
                readers,
                letters,
                complaints,
                new DataFolder(Path.of(context.getProperty("huitong.data"))),
                clock,
                System::nanoTime,
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    public Photographer(
            ConnectorBoard connectors,
            ReaderBoard readers,
            DeadLetters letters,
            ComplaintBox complaints,
            DataFolder data,
            Clock clock,
            LongSupplier nanos,
            Instant process) {
        this.connectors = connectors;
        this.readers = readers;
        this.letters = letters;
        this.complaints = complaints;
        this.data = data;
        this.clock = clock;
        this.nanos = nanos;
        this.process = process;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addMeasured(Measured one) {
        measured.add(one);
    }

    void removeMeasured(Measured one) {
        measured.remove(one);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(Check check) {
        checks.add(check);
    }

    void removeCheck(Check check) {
        checks.remove(check);
    }

    /** When this run of the hub began. */
    public Instant process() {
        return process;
    }

    /** What a moment is by the clock, and by what does not leap. */
    private record Moment(Instant at, long nanos) {}

    public Picture picture() {
        // Both at once: asking all the others takes a while, which is no leap of the clock.
        Moment moment = new Moment(clock.instant(), nanos.getAsLong());
        Instant now = moment.at();
        List<Measurement> measurements =
                measured.stream().flatMap(one -> ask(one).stream()).toList();
        Optional<Duration> leap = leap(moment);
        return new Picture(
                process,
                connectors.standings(),
                sendings(),
                readers.readers(),
                letters.count(),
                measurements,
                checks(),
                data.disk(now),
                complaints.since(monthOf(now)),
                leap,
                wrongLately(moment, leap, measurements));
    }

    /** What each check of {@code /health} says now. */
    public List<Picture.Health> checks() {
        return checks.stream().map(Photographer::ask).toList();
    }

    /** The figure of that name, where somebody counts it. */
    public OptionalDouble figure(String name) {
        return measured.stream()
                .flatMap(one -> ask(one).stream())
                .filter(one -> one.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst();
    }

    private List<Sending> sendings() {
        SendingBoard board = sending;
        try {
            return board == null ? List.of() : board.sendings();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Nobody can say how accounts send", Unquoted.of(e));
            return List.of();
        }
    }

    private Instant monthOf(Instant now) {
        ZonedDateTime here = now.atZone(clock.zone());
        return here.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    private synchronized Optional<Duration> leap(Moment moment) {
        Optional<Duration> leap = last.map(
                before -> Duration.between(before.at(), moment.at()).minusNanos(moment.nanos() - before.nanos()));
        last = Optional.of(moment);
        return leap;
    }

    private synchronized boolean wrongLately(Moment moment, Optional<Duration> leap, List<Measurement> measurements) {
        double most = Gauge.CLOCK.limits().norm();
        boolean leapt = leap.filter(by -> by.abs().toSeconds() > most).isPresent();
        boolean apart =
                measurements.stream().anyMatch(one -> one.name().equals(Picture.AHEAD) && Math.abs(one.value()) > most);
        if (leapt || apart) {
            wrong = Optional.of(moment);
        }
        return wrong.filter(then -> moment.nanos() - then.nanos() < DELAYS.toNanos())
                .isPresent();
    }

    /** Who cannot count is missing from the picture, and says so in the log. */
    private static List<Measurement> ask(Measured one) {
        try {
            return List.copyOf(one.measure());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Somebody cannot count source={}", one.getClass().getName(), Unquoted.of(e));
            return List.of();
        }
    }

    /** As /health has it: a check that breaks is one that is down. */
    private static Picture.Health ask(Check check) {
        try {
            return new Picture.Health(check.name(), check.result());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A check failed check={}", check.getClass().getName(), Unquoted.of(e));
            return new Picture.Health(
                    check.getClass().getSimpleName(), Check.Result.down("This check itself is broken; see the log."));
        }
    }
}
