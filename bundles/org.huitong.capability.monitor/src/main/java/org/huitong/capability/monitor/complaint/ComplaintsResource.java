// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.complaint;

import jakarta.ws.rs.Consumes;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.monitor.Listing;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.Wording;
import org.huitong.capability.monitor.complaint.ComplaintBox.Answer;
import org.huitong.capability.monitor.complaint.ComplaintBox.Complaint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/complaints}: everybody may complain, and sees their own with the answers; who answers them sees all. */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERYBODY)
@Subject(subject = "complaints")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ComplaintsResource implements RestResource {
    public static final String READ = "complaints.read";
    private static final LocalText COMPLAINT = LocalText.of("投诉内容", "complaint");
    private static final LocalText ANSWER = LocalText.of("答复内容", "answer");

    private final ComplaintBox box;
    private final DecisionPoint decisions;
    private final Entrance entrance;

    @Activate
    public ComplaintsResource(
            @Reference ComplaintBox box, @Reference DecisionPoint decisions, @Reference Entrance entrance) {
        this.box = box;
        this.decisions = decisions;
        this.entrance = entrance;
    }

    @GET
    public ComplaintList list(
            @QueryParam("before") String before, @QueryParam("limit") String limit, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        boolean all = decisions.decide(asker, Act.of(READ)).allows();
        Listing listing = Listing.of(before, limit);
        List<Complaint> some =
                box.newest(all ? Optional.empty() : Optional.of(asker.account()), listing.before(), listing.limit());
        return ComplaintList.of(some, this::name, listing);
    }

    @POST
    public Response make(Wish wish, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        String text = Wording.needed(wish == null ? null : wish.text(), Wording.TEXT, COMPLAINT);
        return Response.status(Response.Status.CREATED)
                .entity(ComplaintJson.of(box.put(asker, text), this::name))
                .build();
    }

    @POST
    @Path("{id: [0-9a-f]{32}}/answer")
    @Permitted(READ)
    public ComplaintJson answer(@PathParam("id") String id, Wish answer, @Context SecurityContext caller) {
        String text = Wording.needed(answer == null ? null : answer.text(), Wording.TEXT, ANSWER);
        return box.answer(id, (Asker) caller.getUserPrincipal(), READ, text)
                .map(one -> ComplaintJson.of(one, this::name))
                .orElseThrow(() -> unanswerable(id));
    }

    private Problem unanswerable(String id) {
        return box.has(id)
                ? new Problem(
                        409,
                        "answered-already",
                        LocalText.of(
                                "这条投诉已经答复过了，答复不能更改，请刷新查看。",
                                "This complaint was answered already, and an answer stays as it is; load it again."))
                : Problem.notFound(LocalText.of("这条投诉", "complaint"));
    }

    /** What people call whose account it is, as long as it is open. */
    private Optional<String> name(String account) {
        return entrance.current(account).map(Asker::name);
    }

    /** What somebody has to say. */
    public record Wish(String text) {}

    /**
     * A complaint as it is read.
     *
     * @param answer what was answered; blank where it was only marked so once
     */
    public record ComplaintJson(
            String id,
            Instant at,
            String by,
            Optional<String> byName,
            String text,
            Optional<Instant> answeredAt,
            Optional<String> answeredBy,
            Optional<String> answeredByName,
            Optional<String> answer) {
        static ComplaintJson of(Complaint one, Function<String, Optional<String>> name) {
            return new ComplaintJson(
                    one.id(),
                    one.at(),
                    one.by(),
                    name.apply(one.by()),
                    one.text(),
                    one.answer().map(Answer::at),
                    one.answer().map(Answer::by),
                    one.answer().map(Answer::by).flatMap(name),
                    one.answer().map(Answer::text));
        }
    }

    /** @param next what {@code before} is for the next page; absent where these are all */
    public record ComplaintList(List<ComplaintJson> items, Optional<String> next) {
        static ComplaintList of(List<Complaint> some, Function<String, Optional<String>> name, Listing listing) {
            return new ComplaintList(
                    some.stream().map(one -> ComplaintJson.of(one, name)).toList(),
                    listing.next(some, one -> new Place(one.at(), one.id())));
        }
    }
}
