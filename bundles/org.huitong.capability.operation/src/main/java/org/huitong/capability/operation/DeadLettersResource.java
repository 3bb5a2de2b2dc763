// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.operation.DeadLetters.DeadLetter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What could not be processed, and sending it again. */
@Component(service = RestResource.class)
@Permitted(Permissions.READ_DEAD_LETTERS)
@Subject(subject = "dead-letters")
@Path("")
public final class DeadLettersResource implements RestResource {
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 300;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile DeadLetters letters;

    @GET
    @Produces("application/json")
    public Listing list(@QueryParam("before") Long before, @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit 的范围是 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        DeadLetters at = Rights.present(letters, Rights.LETTERS);
        List<DeadLetter> items = at.list(before == null ? OptionalLong.empty() : OptionalLong.of(before), limit);
        Optional<String> next = items.size() < limit
                ? Optional.empty()
                : Optional.of(Long.toString(items.get(items.size() - 1).id()));
        return new Listing(items, next, at.count());
    }

    @GET
    @Path("{id}/raw")
    @Permitted(Permissions.READ_ALL)
    public Response raw(@Context SecurityContext context, @PathParam("id") long id) {
        Asker asker = (Asker) context.getUserPrincipal();
        byte[] bytes =
                Rights.present(letters, Rights.LETTERS).raw(asker, id).orElseThrow(DeadLettersResource::noSuchLetter);
        // Never as what it claims to be: a letter may hold a page that a stranger wrote.
        return Response.ok(bytes, "application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"letter-" + id + ".bin\"")
                .build();
    }

    @POST
    @Path("{id}/send-again")
    @Produces("application/json")
    @Permitted(Permissions.SEND_DEAD_LETTERS)
    public Sent sendAgain(@Context SecurityContext context, @PathParam("id") long id) {
        Asker asker = (Asker) context.getUserPrincipal();
        return switch (Rights.present(letters, Rights.LETTERS).sendAgain(asker, id)) {
            case TAKEN -> new Sent("taken");
            case FAILED_AGAIN -> new Sent("failed-again");
            case NO_SUCH_LETTER -> throw noSuchLetter();
            case CONNECTOR_AWAY -> throw new Problem(
                    409,
                    "connector-away",
                    LocalText.of(
                            "这个账号的连接器不在，请先让它恢复，再重新处理。",
                            "Its account's connector is away. Bring it back, then send again."));
        };
    }

    @POST
    @Path("{id}/discard")
    @Permitted(Permissions.DISCARD_DEAD_LETTERS)
    public void discard(@Context SecurityContext context, @PathParam("id") long id, Discarding why) {
        String reason = why == null || why.reason() == null ? "" : why.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            LocalText wanted = LocalText.of(
                    "请写明理由，不超过 " + LONGEST_REASON + " 字。", "Say why, in up to " + LONGEST_REASON + " letters.");
            throw new Problem(400, "bad-request", wanted, Map.of("reason", wanted));
        }
        if (!Rights.present(letters, Rights.LETTERS).discard((Asker) context.getUserPrincipal(), id, reason)) {
            throw noSuchLetter();
        }
    }

    private static Problem noSuchLetter() {
        return Problem.notFound(LocalText.of("这封死信", "dead letter"));
    }

    public record Listing(List<DeadLetter> items, Optional<String> next, long count) {}

    /** @param reason why it is of no use; it is kept in the audit */
    public record Discarding(String reason) {}

    /** @param outcome {@code taken} or {@code failed-again} */
    public record Sent(String outcome) {}
}
