// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.api.work.NewTask;
import org.huitong.capability.tasks.TaskJson.TaskWish;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/tasks}: whoever is logged in sees their own tasks, and those that their rights reach. */
@Component
@Subject(subject = "tasks")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class TasksResource implements RestResource {
    private static final LocalText TASK = LocalText.of("这个任务", "task");
    private static final String ID = "{id: [0-9a-f]{32}}";

    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final DecisionPoint decisions;
    private final MessageDoor door;
    private final Outbox outbox;
    private final Clock clock;
    private final Entrance entrance;

    @Activate
    public TasksResource(
            @Reference TaskDesk desk,
            @Reference TaskShelf shelf,
            @Reference DecisionPoint decisions,
            @Reference MessageDoor door,
            @Reference Outbox outbox,
            @Reference Clock clock,
            @Reference Entrance entrance) {
        this.desk = desk;
        this.shelf = shelf;
        this.decisions = decisions;
        this.door = door;
        this.outbox = outbox;
        this.clock = clock;
        this.entrance = entrance;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public TaskList list(@Context UriInfo uri, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        TaskQuestion question = TaskQuestion.of(uri.getQueryParameters());
        Selection selection = question.selection(sight(asker), clock.instant());
        Selection.Page page = shelf.transactions().read(c -> shelf.page(c, selection, question.limit()));
        TaskTelling telling = telling(asker);
        return new TaskList(
                page.tasks().stream()
                        .map(task -> telling.of(task, List.of(), List.of()))
                        .toList(),
                page.next().map(Selection.Place::toString));
    }

    @GET
    @Path(ID)
    @Permitted(Permitted.EVERYBODY)
    public TaskJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Sight sight = sight(asker);
        return told(asker, shelf.transactions().read(c -> full(c, seen(c, id, sight))));
    }

    @POST
    @Permitted(Permitted.EVERYBODY)
    public Response add(TaskWish wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        TaskEdit edit = TaskEdit.of(wish);
        NewTask task = edit.fresh(asker, door);
        requireReach(asker, task.assignee(), task.department());
        TaskJson told = act(asker, c -> {
            String id = desk.open(c, task, Doer.of(asker), asker.person());
            return shelf.find(c, id).orElseThrow();
        });
        return Response.status(Response.Status.CREATED).entity(told).build();
    }

    @PUT
    @Path(ID)
    @Permitted(Permitted.EVERYBODY)
    public TaskJson change(@PathParam("id") String id, TaskWish wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Sight sight = sight(asker);
        TaskEdit edit = TaskEdit.of(wish);
        return act(asker, c -> {
            Task before = seen(c, id, sight);
            if (wish.version() != null && wish.version() != before.version()) {
                throw changedMeanwhile();
            }
            Task after = edit.on(before, clock.instant());
            amending(asker, sight).objection(before, after).ifPresent(problem -> {
                throw problem;
            });
            return desk.change(c, before, after, Doer.of(asker), asker.person());
        });
    }

    /** Says something to it. */
    @POST
    @Path(ID + "/comments")
    @Permitted(Permitted.EVERYBODY)
    public TaskJson comment(@PathParam("id") String id, Said said, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        String text = said == null || said.text() == null ? "" : said.text().strip();
        if (text.isEmpty() || text.length() > Step.LONGEST_TEXT) {
            throw Problem.badRequest("请写下 1 到 4000 个字符。", "A comment has 1 to 4,000 characters.");
        }
        Sight sight = sight(asker);
        return act(asker, c -> desk.note(c, seen(c, id, sight), step(Step.Kind.COMMENT, asker, text)));
    }

    /** Who is to see to it says that they know; saying it again is well, and changes nothing. */
    @POST
    @Path(ID + "/acknowledge")
    @Permitted(Permitted.EVERYBODY)
    public TaskJson acknowledge(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Sight sight = sight(asker);
        return act(asker, c -> {
            Task task = seen(c, id, sight);
            if (task.assignee().filter(sight.whose()::contains).isEmpty()) {
                throw Problem.forbidden(LocalText.of("只有负责人可以确认。", "Only who is to see to it acknowledges it."));
            }
            return desk.acknowledge(c, task, step(Step.Kind.ACKNOWLEDGED, asker, ""));
        });
    }

    /** 督办: with {@code {"on": false}} it is taken off. */
    @POST
    @Path(ID + "/supervise")
    @Permitted(Sight.MANAGE)
    public TaskJson supervise(@PathParam("id") String id, Supervise wish, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Sight sight = sight(asker);
        boolean on = wish == null || wish.on() == null || wish.on();
        return act(asker, c -> {
            Task task = seen(c, id, sight);
            if (!sight.manages(task)) {
                throw Problem.lacks(Sight.MANAGE);
            }
            return desk.supervise(c, task, on, Doer.of(asker));
        });
    }

    private static Step step(Step.Kind kind, Asker asker, String text) {
        return new Step(0, Instant.EPOCH, kind, asker.account(), asker.person(), Optional.empty(), text);
    }

    private void requireReach(Asker asker, Optional<String> assignee, Optional<String> department) {
        new Giving(sight(asker), desk.duty(), asker.person())
                .objection(assignee, department)
                .ifPresent(problem -> {
                    throw problem;
                });
    }

    private Amending amending(Asker asker, Sight sight) {
        return new Amending(asker, sight, desk.duty());
    }

    private Task seen(Connection connection, String id, Sight sight) throws SQLException {
        return shelf.find(connection, id).filter(sight::sees).orElseThrow(() -> Problem.notFound(TASK));
    }

    private Full full(Connection connection, Task task) throws SQLException {
        List<String> alsoIn = TodoShelf.of(connection, task.id()).stream()
                .filter(entry -> !entry.entry().isEmpty() && !entry.told().equals(TodoShelf.GONE))
                .map(TodoShelf.Entry::platform)
                .distinct()
                .toList();
        return new Full(task, shelf.steps(connection, task.id()), alsoIn);
    }

    private TaskJson told(Asker asker, Full full) {
        return telling(asker).of(full.task(), full.steps(), full.alsoIn());
    }

    /** A task with its history, and in which lists it stands. */
    private record Full(Task task, List<Step> steps, List<String> alsoIn) {}

    private TaskTelling telling(Asker asker) {
        return new TaskTelling(asker, sight(asker), desk, desk.duty(), door, outbox, entrance, clock.instant());
    }

    private Sight sight(Asker asker) {
        return Sight.of(asker, decisions, desk.duty());
    }

    /**
     * Does it, and tells of it once it is kept: what is told asks the outbox and the door, which must not wait for this
     * transaction.
     */
    private TaskJson act(Asker asker, Transactions.Work<Task> work) {
        try {
            return told(asker, shelf.transactions().write(c -> full(c, work.on(c))));
        } catch (TaskDesk.ChangedMeanwhile e) {
            throw changedMeanwhile();
        }
    }

    private static Problem changedMeanwhile() {
        return new Problem(
                409,
                "changed-meanwhile",
                LocalText.of("任务刚被别人修改过，请刷新后再改。", "Somebody else changed the task meanwhile; look again and repeat."));
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record TaskList(List<TaskJson> items, Optional<String> next) {}

    public record Said(String text) {}

    public record Supervise(Boolean on) {}
}
