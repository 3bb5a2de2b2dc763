// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Jobs;
import org.huitong.api.people.People;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Seen;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.stage.JudgeAnew;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/rooms}: reading and changing whose a conversation is. */
@Component
@Permitted(RoomsResource.READ)
@Subject(subject = "rooms")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RoomsResource implements RestResource {
    static final String READ = "rooms.read";
    static final String WRITE = "rooms.write";
    /** How long a change waits until it is in force. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_CHANGES = 100;
    private static final int SMALL = 1_000;

    private static final LocalText LINE = LocalText.of("这条归属", "mapping");

    private final RoomKeeper keeper;
    private final DecisionPoint decisions;
    private final OwnPlaceGuard guard;

    /** Without it nothing of the past can be judged anew. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Jobs jobs;

    /** Without it nobody knows where people belong. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile People people;

    @Activate
    public RoomsResource(@Reference RoomKeeper keeper, @Reference DecisionPoint decisions, @Reference Clock clock) {
        this.keeper = keeper;
        this.decisions = decisions;
        this.guard = new OwnPlaceGuard(decisions, person -> OwnPlace.of(roster(), person, clock.today()));
    }

    /** Where people belong is told by another. */
    RoomsResource(RoomKeeper keeper, OwnPlaceGuard guard, DecisionPoint decisions, Jobs jobs) {
        this.keeper = keeper;
        this.decisions = decisions;
        this.guard = guard;
        this.jobs = jobs;
    }

    private Roster roster() {
        People present = people;
        if (present == null) {
            throw new Problem(
                    503,
                    "not-ready",
                    LocalText.of("人员名录还没有准备好，请稍后再试。", "The directory is not ready; try again later."));
        }
        return present.roster();
    }

    @GET
    public LineList list(@Context SecurityContext caller) {
        asker(caller, READ);
        return list(keeper.lines().newest());
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    public LineJson one(@PathParam("id") long id, @Context SecurityContext caller) {
        asker(caller, READ);
        return keeper.lines().item(id).map(LineJson::of).orElseThrow(() -> Problem.notFound(LINE));
    }

    @GET
    @Path("versions")
    public ChangeList versions(@Context SecurityContext caller) {
        asker(caller, READ);
        return new ChangeList(keeper.lines().changes(MOST_CHANGES));
    }

    @GET
    @Path("versions/{version: [0-9]{1,9}}")
    public LineList version(@PathParam("version") int version, @Context SecurityContext caller) {
        asker(caller, READ);
        return list(keeper.lines()
                .version(version)
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个版本的归属", "version of the rooms"))));
    }

    @POST
    @Permitted(WRITE)
    public Response add(LineJson line, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        return Response.status(Response.Status.CREATED)
                .entity(added(line.line(0), by))
                .build();
    }

    LineJson added(Line line, Asker by) {
        guard.check(by, inForce(), Optional.empty(), Optional.of(line));
        return done(keeper.lines().add(line, Doer.of(by)));
    }

    @PUT
    @Path("{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public LineJson replace(@PathParam("id") long id, LineJson line, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        Seen.version(line.version());
        Line changed = line.line(id);
        guard.check(by, inForce(), keeper.lines().item(id), Optional.of(changed));
        return done(keeper.lines().replace(changed, Doer.of(by)));
    }

    @DELETE
    @Path("{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        guard.check(by, inForce(), keeper.lines().item(id), Optional.empty());
        done(keeper.lines().remove(id, Doer.of(by)));
    }

    private List<Line> inForce() {
        return keeper.lines().newest().items();
    }

    private LineJson done(Outcome<Line> outcome) {
        Outcome.Done<Line> done = outcome.orProblem(
                LINE,
                () -> new Problem(
                        409,
                        "place-taken",
                        LocalText.of(
                                "同一会话或账号已有一条归属。", "There is another mapping for the same conversation or account.")));
        keeper.stage().renew(done.version(), PATIENCE);
        return LineJson.of(done.item());
    }

    private LineList list(Snapshot<Line> set) {
        return new LineList(
                set.word(),
                keeper.stage().inForce().map(RoomBook::snapshot),
                set.items().stream()
                        .sorted(Comparator.comparing(line -> line.place().platform()))
                        .map(LineJson::of)
                        .toList());
    }

    /** Judges the last days anew, as a job: with {@code dryRun} it tells what would change. */
    @POST
    @Path("judge")
    @Permitted(WRITE)
    public Response judge(@BodyLimit(bytes = SMALL, values = SMALL) String wish, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        Parsed<JudgeAnew.Wish> read = JudgeAnew.Wish.read(wish);
        if (read instanceof Parsed.Bad<JudgeAnew.Wish> bad) {
            throw Problem.badRequest(bad.reason().zh() + "。", bad.reason().en() + ".");
        }
        if (read instanceof Parsed.Good<JudgeAnew.Wish> good && !good.value().dryRun()) {
            guard.checkAnew(by, inForce());
        }
        Jobs present = jobs;
        if (present == null) {
            throw new Problem(
                    503, "not-ready", LocalText.of("后台任务还没有准备好，请稍后再试。", "Jobs are not ready; try again later."));
        }
        LocalText title = LocalText.of("按现在的归属重新判断", "Judge by the rooms of now");
        String id = present.start(new Jobs.Order(RoomsAnew.NAME, title, by.account(), Optional.of(WRITE), wish));
        return Response.accepted(new Ordered(id, "waiting", 0, 0)).build();
    }

    /** A job that was ordered; how it goes on is told at {@code /api/v1/jobs/{id}}. */
    public record Ordered(String id, String state, long done, long total) {}

    /** Whose a room is, is one of the hub's own settings: who administers it may see and change it. */
    private Asker asker(SecurityContext caller, String permission) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (decisions.decide(asker, Act.of(permission)) instanceof Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        return asker;
    }

    /**
     * @param snapshot the version that is listed
     * @param inForce the version that messages are judged by now
     */
    public record LineList(String snapshot, Optional<String> inForce, List<LineJson> items) {}

    public record ChangeList(List<Change> items) {}
}
