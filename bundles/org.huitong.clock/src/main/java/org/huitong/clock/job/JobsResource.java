// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

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
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/jobs}: the jobs that somebody ordered, and those that a permission opens to them. Every other looks like
 * one that is not there, and so do their own to a token that was made for something else.
 */
@Component
@Subject(subject = "jobs")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class JobsResource implements RestResource {
    private static final int MOST = 100;

    private final JobOffice office;
    private final DecisionPoint decisions;

    @Activate
    public JobsResource(@Reference JobOffice office, @Reference DecisionPoint decisions) {
        this.office = office;
        this.decisions = decisions;
    }

    @GET
    @Permitted(Permitted.EVERY_TOKEN)
    public JobList list(@Context SecurityContext caller) {
        Asker asker = asker(caller);
        return new JobList(Stream.concat(
                        office.ofOwner(asker.account(), MOST).stream().filter(kept -> maySee(asker, kept)),
                        office.newest(MOST).stream()
                                .filter(kept -> !kept.job().owner().equals(asker.account()) && maySee(asker, kept)))
                .sorted((a, b) -> b.madeAt().compareTo(a.madeAt()))
                .limit(MOST)
                .map(this::shown)
                .toList());
    }

    @GET
    @Path("{id: [0-9a-f]{32}}")
    @Permitted(Permitted.EVERY_TOKEN)
    public JobJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        return shown(seen(id, caller));
    }

    @GET
    @Path("{id: [0-9a-f]{32}}/result")
    @Produces(MediaType.WILDCARD)
    @Permitted(Permitted.EVERY_TOKEN)
    public Response result(@PathParam("id") String id, @Context SecurityContext caller) throws IOException {
        Kept kept = seen(id, caller);
        InputStream file =
                office.file(kept).orElseThrow(() -> Problem.notFound(LocalText.of("这个结果文件", "file of a result")));
        Kept.Result result = kept.result().orElseThrow();
        String name = URLEncoder.encode(result.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(file, result.mediaType())
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("{id: [0-9a-f]{32}}")
    @Permitted(Permitted.EVERY_TOKEN)
    public void cancel(@PathParam("id") String id, @Context SecurityContext caller) {
        office.cancel(seen(id, caller).id());
    }

    @POST
    @Path("{id: [0-9a-f]{32}}/undo")
    @Permitted(Permitted.EVERY_TOKEN)
    public Response undo(@PathParam("id") String id, @Context SecurityContext caller) {
        String undoing = office.undo(seen(id, caller), asker(caller).account())
                .orElseThrow(() -> new Problem(
                        409,
                        "cannot-be-undone",
                        LocalText.of(
                                "这个任务不能撤销：它还没有结束、已经撤销，或者这类任务无法撤销。",
                                "This job cannot be undone: it is not over, was undone already, or is of a kind that"
                                        + " cannot be.")));
        return Response.status(Response.Status.ACCEPTED)
                .entity(new Started(undoing))
                .build();
    }

    private Kept seen(String id, SecurityContext caller) {
        return office.kept(id)
                .filter(kept -> maySee(asker(caller), kept))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个任务", "job")));
    }

    private boolean maySee(Asker asker, Kept kept) {
        return kept.job().owner().equals(asker.account()) && may(asker, Permitted.EVERYBODY)
                || kept.permission().filter(word -> may(asker, word)).isPresent();
    }

    private boolean may(Asker asker, String permission) {
        return decisions.decide(asker, Act.of(permission)).allows();
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    private JobJson shown(Kept kept) {
        return new JobJson(
                kept.id(),
                kept.job().kind(),
                kept.job().title(),
                kept.job().owner(),
                kept.job().state().name().toLowerCase(Locale.ROOT),
                kept.job().done(),
                kept.job().total(),
                kept.job().words(),
                kept.result()
                        .map(file -> new ResultJson(
                                file.name(), file.mediaType(), file.bytes(), "/api/v1/jobs/" + kept.id() + "/result")),
                office.isUndoable(kept),
                kept.undone(),
                kept.undoOf(),
                kept.madeAt(),
                kept.endedAt());
    }

    public record JobList(List<JobJson> items) {}

    public record Started(String id) {}

    /**
     * @param words what came of it
     * @param undoable whether POST undo would be taken
     * @param undoOf the job that this one takes back
     */
    public record JobJson(
            String id,
            String kind,
            LocalText title,
            String owner,
            String state,
            long done,
            long total,
            Optional<LocalText> words,
            Optional<ResultJson> result,
            boolean undoable,
            boolean undone,
            Optional<String> undoOf,
            Instant createdAt,
            Optional<Instant> endedAt) {}

    public record ResultJson(String name, String mediaType, long bytes, String href) {}
}
