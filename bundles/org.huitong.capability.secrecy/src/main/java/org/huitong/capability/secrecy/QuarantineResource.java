// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/quarantine}: which messages bear the mark of a state secret, without a word of them. */
@Component(service = RestResource.class)
@Permitted(QuarantineDesk.MANAGE)
@Subject(subject = "quarantine")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class QuarantineResource implements RestResource {
    private static final int PAGE = 100;

    private final QuarantineDesk desk;

    @Activate
    public QuarantineResource(@Reference QuarantineDesk desk) {
        this.desk = desk;
    }

    @GET
    public CaseList list(@QueryParam("before") String before) {
        List<Case> some = desk.before(place(before), PAGE);
        return new CaseList(
                some.stream().map(CaseJson::of).toList(),
                some.size() < PAGE
                        ? Optional.empty()
                        : Optional.of(Long.toString(some.get(PAGE - 1).seq())));
    }

    private static long place(String before) {
        if (before == null) {
            return Long.MAX_VALUE;
        }
        if (!before.matches("[0-9]{1,18}")) {
            throw Problem.badRequest("before 是上一页的 next。", "before is the next of the page before.");
        }
        return Long.parseLong(before);
    }

    /** Somebody has seen to it. */
    @POST
    @Path("{id}/acknowledge")
    public void acknowledge(@PathParam("id") String id, @Context SecurityContext caller) {
        boolean done = id(id).map(known -> desk.acknowledge((Asker) caller.getUserPrincipal(), known))
                .orElse(false);
        if (!done) {
            throw Problem.notFound(LocalText.of("待确认的这条消息", "message that waits to be acknowledged"));
        }
    }

    private static Optional<MessageId> id(String text) {
        try {
            return Optional.of(new MessageId(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** @param next goes on from there, as {@code before} */
    public record CaseList(List<CaseJson> items, Optional<String> next) {}

    /** That it is there, and who has seen to it. */
    public record CaseJson(
            String id,
            String platform,
            Instant sentAt,
            Instant foundAt,
            Optional<Instant> acknowledgedAt,
            Optional<String> acknowledgedBy) {
        static CaseJson of(Case one) {
            return new CaseJson(
                    one.id().value(),
                    one.platform(),
                    one.sentAt(),
                    one.foundAt(),
                    one.acknowledgedAt(),
                    one.acknowledgedBy());
        }
    }
}
