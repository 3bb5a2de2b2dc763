// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/keeping}: what is due, and runs. */
@Component
@Permitted(KeepingPage.READ)
@Subject(subject = "keeping")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class KeepingResource implements RestResource {
    /** As long as a caller likes to wait for a preview; what takes longer is a job. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int MOST_RUNS = 50;

    private final RecordsOffice office;
    private final Register register;
    private final Claims claims;
    private final Archivist archivist;
    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public KeepingResource(
            @Reference RecordsOffice office,
            @Reference Register register,
            @Reference Claims claims,
            @Reference Archivist archivist,
            @Reference Transactions transactions,
            @Reference DecisionPoint decisions,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.office = office;
        this.register = register;
        this.claims = claims;
        this.archivist = archivist;
        this.transactions = transactions;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public StateJson state() {
        ArchivePlace.State place = archivist.room().state();
        PlaceJson told = place instanceof ArchivePlace.State.Away away
                ? new PlaceJson(away.word().name().toLowerCase(Locale.ROOT), Optional.of(away.why()))
                : new PlaceJson("ready", Optional.empty());
        return new StateJson(office.due(), office.grace().toString(), claims.missing(), told);
    }

    /** Puts the marker into the path of archives, and makes their key, which is told this once. */
    @POST
    @Path("place")
    @Permitted(KeepingPage.WRITE)
    public Response prepare(@Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        answers();
        return Response.status(Response.Status.CREATED)
                .entity(new Prepared(archivist.place().prepare(Doer.of(by)).words()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The key is told once, so nobody is to wait for it in vain: a place that hangs is found out before. */
    private void answers() {
        try {
            archivist.room().read(archivist.place()::isTaken);
        } catch (IOException e) {
            throw new Problem(409, "not-writable", ArchivePlace.trouble(e));
        }
    }

    /** One that said of messages that they are needed, and will not come back. */
    @DELETE
    @Path("claims/{name: [a-z][a-z0-9.-]{0,63}}")
    @Permitted(KeepingPage.WRITE)
    public void dismiss(@PathParam("name") String name, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        transactions.write(connection -> {
            if (!claims.dismiss(connection, name)) {
                throw Problem.notFound(LocalText.of("这项声明", "claim"));
            }
            audit.note(connection, Deed.done(Doer.of(by), KeepingPage.WRITE, Thing.of("keeping-claim", name)));
            return null;
        });
    }

    @GET
    @Path("runs")
    public RunList runs() {
        return new RunList(transactions.read(connection -> register.runs(connection, MOST_RUNS)).stream()
                .map(RunJson::of)
                .toList());
    }

    /** Does what is due, as a job; with {@code dryRun} it tells what would be done, and does nothing. */
    @POST
    @Path("run")
    @Permitted(KeepingPage.READ)
    public Response run(
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("at") String day,
            @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        if (dryRun) {
            return look(day, by);
        }
        if (decisions.decide(by, Act.of(KeepingPage.WRITE)) instanceof Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        return start(by);
    }

    private Response look(String dayOrNull, Asker by) {
        RecordsOffice.Preview preview = office.preview(at(dayOrNull), PATIENCE);
        Optional<String> job = preview.complete() || dayOrNull != null
                ? Optional.empty()
                : Optional.of(transactions.write(connection -> office.order(connection, by.account(), true)));
        return Response.ok(PreviewJson.of(preview, job)).build();
    }

    /** The beginning of a day to come, or now. */
    private Instant at(String dayOrNull) {
        if (dayOrNull == null) {
            return clock.instant();
        }
        try {
            LocalDate day = LocalDate.parse(dayOrNull);
            if (!day.isBefore(clock.today()) && day.getYear() <= clock.today().getYear() + 100) {
                return day.atStartOfDay(clock.zone()).toInstant();
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw Problem.badRequest("at 是今天或以后的日期，写作 2027-01-31。", "at is today or a day to come, written 2027-01-31.");
    }

    private Response start(Asker by) {
        RecordsOffice.Latest latest = office.latest();
        String job = transactions.write(connection -> {
            RecordsOffice.Ordered ordered = office.run(connection, latest, by.account());
            if (ordered.fresh()) {
                audit.note(
                        connection, Deed.done(Doer.of(by), KeepingPage.WRITE, Thing.of("keeping-run", ordered.job())));
            }
            return ordered.job();
        });
        return Response.accepted(new Started(job)).build();
    }

    /** @param job tells how it goes on, also of a run that was under way already, at {@code /api/v1/jobs/{job}} */
    public record Started(String job) {}

    /**
     * @param next when a run begins by itself
     * @param grace how long after it was archived or announced a message is destroyed
     * @param away who said of messages that they are needed and is not here: until they are back nothing is destroyed
     */
    public record StateJson(Optional<Instant> next, String grace, Set<String> away, PlaceJson place) {}

    /**
     * @param state {@code ready}, or why not: {@code unset unprepared vanished silent}
     * @param why in a sentence
     */
    public record PlaceJson(String state, Optional<LocalText> why) {}

    /** @param key opens the archives without this hub: to be kept in a safe */
    public record Prepared(String key) {
        /** Betrays nothing. */
        @Override
        public String toString() {
            return "Prepared";
        }
    }

    public record RunList(List<RunJson> items) {}

    public record RunJson(
            String id,
            String by,
            Instant startedAt,
            Optional<Instant> endedAt,
            long archived,
            long announced,
            long destroyed,
            long held,
            long needed,
            long unjudged,
            Optional<LocalText> trouble) {
        static RunJson of(Register.Run run) {
            Counts counts = run.counts();
            return new RunJson(
                    run.id(),
                    run.by(),
                    run.startedAt(),
                    run.endedAt(),
                    counts.archived(),
                    counts.announced(),
                    counts.destroyed(),
                    counts.held(),
                    counts.needed(),
                    counts.unjudged(),
                    run.trouble());
        }
    }

    /**
     * @param complete false where there is more than could be looked at in a few seconds
     * @param job then looks at all of it
     */
    public record PreviewJson(
            long archived,
            long announced,
            long destroyed,
            long held,
            long needed,
            long unjudged,
            boolean complete,
            Optional<String> job,
            List<RuleCount> rules) {
        static PreviewJson of(RecordsOffice.Preview preview, Optional<String> job) {
            Counts counts = preview.counts();
            return new PreviewJson(
                    counts.archived(),
                    counts.announced(),
                    counts.destroyed(),
                    counts.held(),
                    counts.needed(),
                    counts.unjudged(),
                    preview.complete(),
                    job,
                    preview.rules().stream().map(RuleCount::of).toList());
        }
    }

    /** @param waiting archived or announced, within the days of grace */
    public record RuleCount(
            long rule,
            String name,
            String then,
            long archived,
            long announced,
            long waiting,
            long destroyed,
            long held,
            long needed,
            long unjudged) {
        static RuleCount of(RecordsOffice.OfRule of) {
            Counts counts = of.counts();
            return new RuleCount(
                    of.rule().id(),
                    of.rule().name(),
                    of.rule().then().word(),
                    counts.archived(),
                    counts.announced(),
                    of.waiting(),
                    counts.destroyed(),
                    counts.held(),
                    counts.needed(),
                    counts.unjudged());
        }
    }
}
