// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.monitor.Listing;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.MonitorPage;
import org.huitong.capability.monitor.Wording;
import org.huitong.capability.monitor.incident.Incident.State;
import org.huitong.capability.monitor.incident.Incident.Step;
import org.huitong.capability.monitor.incident.Incident.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/incidents}: what went wrong, opened by a breach or by hand, worked on, and closed with a review. */
@Component(service = RestResource.class)
@Permitted(MonitorPage.READ)
@Subject(subject = "incidents")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IncidentsResource implements RestResource {
    private static final String ID = "{id: [0-9a-f]{32}}";
    private static final LocalText INCIDENT = LocalText.of("这个问题", "incident");
    private static final LocalText TITLE = LocalText.of("标题", "title");
    private static final LocalText CAUSE = LocalText.of("原因", "cause");
    private static final LocalText OWNER = LocalText.of("负责人", "owner");
    private static final LocalText REMEDY = LocalText.of("处理措施", "remedy");
    private static final LocalText REVIEW = LocalText.of("复盘", "review");
    private static final LocalText NOTE = LocalText.of("记录", "note");

    private final IncidentDesk desk;
    private final IncidentShelf shelf;

    @Activate
    public IncidentsResource(@Reference IncidentDesk desk, @Reference IncidentShelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    @GET
    public IncidentList list(
            @QueryParam("state") String state, @QueryParam("before") String before, @QueryParam("limit") String limit) {
        Listing listing = Listing.of(before, limit);
        Optional<State> wanted = Optional.ofNullable(state)
                .filter(s -> !s.isBlank())
                .map(word -> State.ofWord(word)
                        .orElseThrow(() -> Problem.badRequest(
                                "state 为 open、over 或 closed。", "The state is open, over or closed.")));
        List<Incident> some =
                shelf.transactions().read(c -> shelf.newest(c, wanted, listing.before(), listing.limit()));
        return IncidentList.of(some, listing);
    }

    @GET
    @Path(ID)
    public IncidentJson one(@PathParam("id") String id) {
        return shelf.transactions().read(c -> {
            Incident incident = shelf.find(c, id).orElseThrow(() -> Problem.notFound(INCIDENT));
            return IncidentJson.of(incident, shelf.steps(c, id));
        });
    }

    @POST
    @Permitted(MonitorPage.CHANGE)
    public Response open(Edit edit, @Context SecurityContext caller) {
        return created(desk.open(words(edit), doer(caller)));
    }

    @PUT
    @Path(ID)
    @Permitted(MonitorPage.CHANGE)
    public IncidentJson change(@PathParam("id") String id, Edit edit, @Context SecurityContext caller) {
        Words words = words(edit);
        if (edit.version() == null) {
            throw Problem.badRequest("请给出所见的版本（version）。", "Give the version that was seen.");
        }
        return told(desk.change(id, edit.version(), words, doer(caller)));
    }

    @POST
    @Path(ID + "/notes")
    @Permitted(MonitorPage.CHANGE)
    public Response note(@PathParam("id") String id, Note note, @Context SecurityContext caller) {
        String text = Wording.needed(note == null ? null : note.text(), Wording.TEXT, NOTE);
        return created(desk.note(id, text, doer(caller)));
    }

    @POST
    @Path(ID + "/close")
    @Permitted(MonitorPage.CHANGE)
    public IncidentJson close(@PathParam("id") String id, Closing closing, @Context SecurityContext caller) {
        String review = Wording.needed(closing == null ? null : closing.review(), Wording.TEXT, REVIEW);
        return told(desk.close(id, Optional.ofNullable(closing.version()), review, doer(caller)));
    }

    private Response created(Incident incident) {
        return Response.status(Response.Status.CREATED).entity(told(incident)).build();
    }

    private IncidentJson told(Incident incident) {
        return IncidentJson.of(incident, shelf.transactions().read(c -> shelf.steps(c, incident.id())));
    }

    private static Words words(Edit edit) {
        Edit said = edit == null ? new Edit(null, null, null, null, null) : edit;
        return new Words(
                Phrase.by(Wording.needed(said.title(), Wording.LINE, TITLE)),
                Phrase.by(Wording.maybe(said.cause(), Wording.TEXT, CAUSE)),
                Wording.maybe(said.owner(), Wording.LINE, OWNER),
                Phrase.by(Wording.maybe(said.remedy(), Wording.TEXT, REMEDY)),
                "");
    }

    private static Doer doer(SecurityContext caller) {
        return Doer.of((Asker) caller.getUserPrincipal());
    }

    /**
     * What somebody wrote, in their language. What is sent back as it was read keeps its other one.
     *
     * @param version that the editor saw
     */
    public record Edit(Integer version, String title, String cause, String owner, String remedy) {}

    public record Note(String text) {}

    public record Closing(String review, Integer version) {}

    /** @param next what {@code before} is for the next page; absent where these are all */
    public record IncidentList(List<IncidentJson> items, Optional<String> next) {
        static IncidentList of(List<Incident> some, Listing listing) {
            return new IncidentList(
                    some.stream().map(one -> IncidentJson.of(one, List.of())).toList(),
                    listing.next(some, one -> new Place(one.openedAt(), one.id())));
        }
    }

    /** @param timeline what happened, in order; empty in lists */
    public record IncidentJson(
            String id,
            String code,
            int version,
            Optional<String> reading,
            String state,
            Phrase title,
            Phrase cause,
            String owner,
            Phrase remedy,
            String review,
            Instant openedAt,
            String openedBy,
            Optional<Instant> overAt,
            Optional<Instant> closedAt,
            Optional<String> closedBy,
            List<StepJson> timeline) {
        static IncidentJson of(Incident one, List<Step> steps) {
            Words words = one.words();
            return new IncidentJson(
                    one.id(),
                    one.code(),
                    one.version(),
                    one.reading(),
                    one.state().word(),
                    words.title(),
                    words.cause(),
                    words.owner(),
                    words.remedy(),
                    words.review(),
                    one.openedAt(),
                    one.openedBy(),
                    one.overAt(),
                    one.closedAt(),
                    one.closedBy(),
                    steps.stream().map(StepJson::of).toList());
        }
    }

    public record StepJson(int number, Instant at, String kind, String by, Phrase text) {
        static StepJson of(Step step) {
            return new StepJson(step.number(), step.at(), step.kind().word(), step.by(), step.text());
        }
    }
}
