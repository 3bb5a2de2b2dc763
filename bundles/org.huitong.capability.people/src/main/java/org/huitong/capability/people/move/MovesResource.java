// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.move;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.people.Roster;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.roster.RosterKeeper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/departments/moves}: departments that move or are merged, at once or on a day to come. */
@Component(service = RestResource.class)
@Subject(subject = "departments")
@Path("moves")
@Produces(MediaType.APPLICATION_JSON)
public final class MovesResource implements RestResource {
    private static final String READ = "people.read";

    private final Moves moves;
    private final RosterKeeper keeper;

    @Activate
    public MovesResource(@Reference Moves moves, @Reference RosterKeeper keeper) {
        this.moves = moves;
        this.keeper = keeper;
    }

    /** What is planned, and what could not be done on its day. */
    @GET
    @Permitted(READ)
    public Listed list() {
        Roster roster = keeper.roster();
        return new Listed(
                moves.planned().stream().map(one -> MoveJson.of(roster, one)).toList());
    }

    /** Done at once, 200; on a day to come, 202. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Permitted(Moves.WRITE)
    public Response move(Wish wish, @Context SecurityContext caller) {
        if (wish == null || wish.department() == null || wish.department().isBlank()) {
            throw Problem.badRequest("请给出 department。", "Name the department.");
        }
        Move move = new Move(
                wish.department(), wish.parent().filter(id -> !id.isBlank()), Boolean.TRUE.equals(wish.merge()));
        boolean done = moves.move(move, wish.day(), ((Asker) caller.getUserPrincipal()).account());
        return Response.status(done ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(new Done(done))
                .build();
    }

    /** Takes back what was planned. */
    @DELETE
    @Path("{department}")
    @Permitted(Moves.WRITE)
    public void forget(@PathParam("department") String department) {
        if (!moves.forget(department)) {
            throw Problem.notFound(LocalText.of("这项计划", "plan"));
        }
    }

    /**
     * @param parent below which it is to stand; without one, at the top of its company
     * @param merge whether it becomes part of {@code parent}
     * @param on its day; without one, today
     */
    public record Wish(String department, Optional<String> parent, Boolean merge, Optional<String> on) {
        public Wish {
            parent = parent == null ? Optional.empty() : parent;
            on = on == null ? Optional.empty() : on;
        }

        Optional<LocalDate> day() {
            try {
                return on.filter(text -> !text.isBlank()).map(LocalDate::parse);
            } catch (DateTimeParseException e) {
                throw Problem.badRequest("on 是日期，如 2026-12-01。", "on is a date, such as 2026-12-01.");
            }
        }
    }

    public record Done(boolean done) {}

    public record Listed(List<MoveJson> items) {}

    /**
     * @param why it could not be done on its day
     * @param names of the ids
     */
    public record MoveJson(
            String department,
            Optional<String> parent,
            boolean merge,
            String on,
            String by,
            Optional<LocalText> why,
            Map<String, String> names) {
        static MoveJson of(Roster roster, MoveShelf.Planned planned) {
            Move move = planned.move();
            Map<String, String> names = new TreeMap<>();
            Stream.concat(Stream.of(move.department()), move.parent().stream())
                    .forEach(id -> roster.department(id).ifPresent(known -> names.put(id, known.name())));
            return new MoveJson(
                    move.department(),
                    move.parent(),
                    move.merged(),
                    planned.on().toString(),
                    planned.by(),
                    planned.why(),
                    names);
        }
    }
}
