// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/rights}: what somebody may, and by which role. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "rights")
@Path("")
@Produces("application/json")
@Consumes("application/json")
public final class RightsResource implements RestResource {
    private final RightsKeeper keeper;
    private final Assent assent;

    @Activate
    public RightsResource(@Reference RightsKeeper keeper, @Reference Assent assent) {
        this.keeper = keeper;
        this.assent = assent;
    }

    /** Whether changes of rights wait for approvals. */
    @GET
    @Path("approvals")
    public Asked approvals() {
        return asked();
    }

    @PUT
    @Path("approvals")
    @Permitted(Assent.SWITCH)
    public Asked switched(Wish wish, @Context SecurityContext caller) {
        if (wish == null || wish.on() == null) {
            throw Problem.badRequest("请发送 on：true 或 false。", "Send on, true or false.");
        }
        assent.set(wish.on(), Doer.of((Asker) caller.getUserPrincipal()));
        return asked();
    }

    /** What was given while approvals were off, newest first. */
    @GET
    @Path("unasked")
    @Permitted(Assent.REVIEW)
    public Times unasked() {
        return new Times(assent.unasked().stream()
                .map(time -> UnaskedJson.of(time, keeper, assent.now()))
                .toList());
    }

    /** Somebody else has looked at it. */
    @POST
    @Path("unasked/{id}/seen")
    @Permitted(Assent.REVIEW)
    public Times seen(@PathParam("id") int id, @Context SecurityContext caller) {
        assent.look(id, (Asker) caller.getUserPrincipal());
        return unasked();
    }

    public record Times(List<UnaskedJson> items) {}

    private Asked asked() {
        Optional<Assent.Standing> standing = assent.standing();
        return new Asked(
                standing.filter(Assent.Standing::asked).isPresent(),
                standing.map(Assent.Standing::since),
                standing.map(Assent.Standing::by));
    }

    public record Wish(Boolean on) {}

    /** @param by the account that switched it; empty where approvals were never on */
    public record Asked(boolean on, Optional<Instant> since, Optional<String> by) {}

    @GET
    @Path("effective")
    public Listed effective(@QueryParam("person") String person) {
        if (person == null || person.isBlank()) {
            throw Problem.badRequest("请用 ?person= 给出人员的编号。", "Name the person as ?person=, by the hub's own id.");
        }
        if (keeper.holding(person).isEmpty()) {
            throw Problem.notFound(LocalText.of("这个人员", "person"));
        }
        return new Listed(
                person, keeper.effective(person).stream().map(EffectiveJson::of).toList());
    }

    public record Listed(String person, List<EffectiveJson> items) {}
}
