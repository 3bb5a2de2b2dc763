// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

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
import java.time.Instant;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/holds}: what stays, whatever the rules say. */
@Component
@Permitted(KeepingPage.READ)
@Subject(subject = "holds")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HoldsResource implements RestResource {
    private static final LocalText HOLD = LocalText.of("这项保全", "hold");

    private static final Logger LOG = LoggerFactory.getLogger(HoldsResource.class);
    /** As long as a caller likes to wait; what is not written down by then is in the evening. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Statutes statutes;
    private final Keeping keeping;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public HoldsResource(
            @Reference Statutes statutes,
            @Reference Keeping keeping,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.statutes = statutes;
        this.keeping = keeping;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GET
    public HoldList list() {
        Instant now = clock.instant();
        return new HoldList(statutes.holds().newest().items().stream()
                .map(hold -> HoldJson.of(hold, now))
                .toList());
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    public HoldJson one(@PathParam("id") long id) {
        return statutes.holds()
                .item(id)
                .map(hold -> HoldJson.of(hold, clock.instant()))
                .orElseThrow(() -> Problem.notFound(HOLD));
    }

    @POST
    @Permitted(KeepingPage.HOLD)
    public Response add(String body, @Context SecurityContext caller) {
        return Response.status(Response.Status.CREATED)
                .entity(taken(statutes.holds().add(read(body, 0), by(caller))))
                .build();
    }

    @PUT
    @Path("{id: [0-9]{1,18}}")
    @Permitted(KeepingPage.HOLD)
    public HoldJson replace(@PathParam("id") long id, String body, @Context SecurityContext caller) {
        return taken(statutes.holds().replace(read(body, id), by(caller)));
    }

    @DELETE
    @Path("{id: [0-9]{1,18}}")
    @Permitted(KeepingPage.HOLD)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        hold(statutes.holds().remove(id, by(caller)));
    }

    private Hold read(String body, long id) {
        return HoldJson.read(Body.read(body), id, clock.instant(), clock.zone());
    }

    private static Hold hold(Outcome<Hold> outcome) {
        return outcome.orProblem(HOLD, () -> Problem.notFound(HOLD)).item();
    }

    /** What it speaks of is under it at once, and whoever made it sees whether that is what was meant. */
    private HoldJson taken(Outcome<Hold> outcome) {
        Hold hold = hold(outcome);
        HoldJson told = HoldJson.of(hold, clock.instant());
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            return told.with(new Custody().take(transactions, keeping, hold, messages -> System.nanoTime() - end < 0));
        } catch (StoreException e) {
            // The hold holds all the same, and the next run writes down what is under it.
            LOG.warn("What a hold speaks of was not written down yet hold={}", hold.id(), e);
            return told;
        }
    }

    private static Doer by(SecurityContext caller) {
        return Doer.of((Asker) caller.getUserPrincipal());
    }

    public record HoldList(List<HoldJson> items) {}
}
