// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.api.work.Duty;
import org.huitong.capability.tasks.routine.RoutineJson.RoundJson;
import org.huitong.capability.tasks.routine.RoutineJson.RoutineWish;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/routines}: recurring tasks of departments that the caller's rights reach, all of them that a task asks;
 * whoever made one sees it as long as they manage tasks at all.
 */
@Component
@Subject(subject = "routines")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(RoutinesResource.MANAGE)
public final class RoutinesResource implements RestResource {
    static final String MANAGE = "tasks.manage";
    private static final LocalText ROUTINE = LocalText.of("这个例行任务", "recurring task");
    private static final String ID = "{id: [0-9a-f]{32}}";
    private static final int ROUNDS = 14;
    /** A department that there is not: who may do it there may do it everywhere. */
    private static final String NOWHERE = "-";

    private final RoutineDesk desk;
    private final RoutineShelf shelf;
    private final DecisionPoint decisions;

    @Activate
    public RoutinesResource(
            @Reference RoutineDesk desk, @Reference RoutineShelf shelf, @Reference DecisionPoint decisions) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
    }

    @GET
    @Permitted(MANAGE)
    public RoutineList list(@Context SecurityContext caller) {
        Asker asker = asker(caller);
        Duty duty = desk.duty();
        return shelf.transactions().read(c -> {
            List<RoutineJson> seen = new ArrayList<>();
            for (Routine routine : shelf.all(c)) {
                if (sees(asker, routine, duty)) {
                    seen.add(told(c, routine));
                }
            }
            return new RoutineList(seen);
        });
    }

    @POST
    @Permitted(MANAGE)
    public Response add(RoutineWish wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Plan plan = plan(wish, asker);
        checkTold(asker, plan, Set.of());
        RoutineJson told = shelf.transactions().write(c -> told(c, desk.open(c, plan, Doer.of(asker), asker.person())));
        return Response.status(Response.Status.CREATED).entity(told).build();
    }

    @GET
    @Path(ID)
    @Permitted(MANAGE)
    public RoutineJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        return shelf.transactions().read(c -> told(c, seen(c, id, asker)));
    }

    @PUT
    @Path(ID)
    @Permitted(MANAGE)
    public RoutineJson change(@PathParam("id") String id, RoutineWish wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Plan plan = plan(wish, asker);
        if (wish.version() == null) {
            throw Problem.badRequest("请给出读到的 version。", "Give the version that was read.");
        }
        return shelf.transactions().write(c -> {
            Routine before = seen(c, id, asker);
            if (wish.version() != before.version()) {
                throw changedMeanwhile();
            }
            checkTold(asker, plan, Set.copyOf(before.plan().tell()));
            boolean on = wish.on() == null ? before.on() : wish.on();
            return told(
                    c,
                    desk.change(c, before, plan, on, Doer.of(asker)).orElseThrow(RoutinesResource::changedMeanwhile));
        });
    }

    /** How it stood each time, the newest first; {@code before} is the {@code next} of the page before. */
    @GET
    @Path(ID + "/rounds")
    @Permitted(MANAGE)
    public RoundList rounds(
            @PathParam("id") String id, @QueryParam("before") String before, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        long behind = before == null ? Long.MAX_VALUE : moment(before);
        RoutineTelling telling = new RoutineTelling(desk.duty());
        return shelf.transactions().read(c -> {
            Routine routine = seen(c, id, asker);
            List<RoundJson> told = new ArrayList<>();
            for (Round round : RoundShelf.before(c, routine.id(), behind, ROUNDS)) {
                told.add(telling.of(desk.report(c, round)));
            }
            return new RoundList(
                    told,
                    told.size() < ROUNDS
                            ? Optional.empty()
                            : Optional.of(told.get(ROUNDS - 1).opens().toString()));
        });
    }

    private static long moment(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Problem.badRequest("before 请原样使用上一页的 next。", "before is the next of the page before, as it came.");
        }
    }

    private RoutineJson told(Connection connection, Routine routine) throws SQLException {
        Optional<Instant> next =
                routine.on() ? desk.next(routine.plan(), routine.upTo()).map(Occasion::opens) : Optional.empty();
        List<Round> last = RoundShelf.before(connection, routine.id(), Long.MAX_VALUE, 1);
        Optional<RoundReport> report =
                last.isEmpty() ? Optional.empty() : Optional.of(desk.report(connection, last.get(0)));
        return new RoutineTelling(desk.duty()).of(routine, next, report);
    }

    private Plan plan(RoutineWish wish, Asker asker) {
        Duty duty = desk.duty();
        Plan plan = new RoutineEdit(wish, duty).plan();
        if (!reaches(asker, plan.asked().stream(), duty)) {
            throw new Problem(
                    403,
                    "beyond-your-reach",
                    LocalText.of(
                            "只能向您管理的部门布置例行任务。", "A recurring task is asked of departments whose tasks you manage."));
        }
        return plan;
    }

    /**
     * How it stands is told to whom one may ask, and to oneself: it says who has not reported.
     *
     * @param already those to whom it is told as it is, by whoever could decide that
     */
    private void checkTold(Asker asker, Plan plan, Set<String> already) {
        Duty duty = desk.duty();
        boolean beyond = plan.tell().stream()
                .filter(id -> !already.contains(id)
                        && asker.person().filter(id::equals).isEmpty())
                .anyMatch(id -> !reaches(asker, Stream.of(new Asked(Asked.Kind.PERSON, id)), duty));
        if (beyond) {
            throw new Problem(
                    403,
                    "beyond-your-reach",
                    LocalText.of(
                            "汇总只能发给您自己和您管理的部门的人员。",
                            "How it stands is told to yourself and to people of departments whose tasks you manage."));
        }
    }

    private boolean sees(Asker asker, Routine routine, Duty duty) {
        return routine.by().equals(asker.account()) || reaches(asker, routine.plan().asked().stream(), duty);
    }

    /** Of somebody who is of no department any more, whoever manages all of them decides. */
    private boolean reaches(Asker asker, Stream<Asked> asked, Duty duty) {
        return asked.flatMap(one -> {
                    List<String> theirs = one.departments(duty).toList();
                    return theirs.isEmpty() ? Stream.of(NOWHERE) : theirs.stream();
                })
                .distinct()
                .allMatch(department -> decisions
                        .decide(asker, Act.of(MANAGE), new On.Department(department))
                        .allows());
    }

    private Routine seen(Connection connection, String id, Asker asker) throws SQLException {
        return shelf.find(connection, id)
                .filter(routine -> sees(asker, routine, desk.duty()))
                .orElseThrow(() -> Problem.notFound(ROUTINE));
    }

    private static Problem changedMeanwhile() {
        return new Problem(
                409,
                "changed-meanwhile",
                LocalText.of(
                        "例行任务刚被别人修改过，请刷新后再改。",
                        "Somebody else changed the recurring task meanwhile; look again and repeat."));
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record RoutineList(List<RoutineJson> items) {}

    public record RoundList(List<RoundJson> items, Optional<String> next) {}
}
