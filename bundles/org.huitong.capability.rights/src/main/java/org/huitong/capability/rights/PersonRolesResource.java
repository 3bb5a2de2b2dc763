// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.huitong.api.access.Asker;
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

/** {@code /api/v1/people/{id}/roles}: which roles somebody was given, beside that of an employee. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "people")
@Path("")
@Produces("application/json")
@Consumes("application/json")
public final class PersonRolesResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(PersonRolesResource.class);
    private static final LocalText PERSON = LocalText.of("这个人员", "person");

    private final RightsKeeper keeper;

    @Activate
    public PersonRolesResource(@Reference RightsKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    @Path("{id}/roles")
    public HoldingJson roles(@PathParam("id") String id) {
        return HoldingJson.of(known(id));
    }

    @PUT
    @Path("{id}/roles")
    @Permitted(RolesResource.MANAGE)
    public HoldingJson give(@PathParam("id") String id, HoldingJson wish, @Context SecurityContext caller) {
        Asker by = (Asker) caller.getUserPrincipal();
        Holding before = known(id);
        if (by.person().filter(id::equals).isPresent()) {
            throw new Problem(
                    403,
                    "own-roles",
                    LocalText.of("自己的角色要由他人修改。", "Nobody changes their own roles; somebody else can."));
        }
        if (wish == null) {
            throw Problem.badRequest("请发送 version 和 roles。", "Send version and roles.");
        }
        Holding wanted = wish.holding(id);
        Outcome.Done<Holding> done = keeper.give(wanted, by).orProblem(PERSON, PersonRolesResource::changed);
        RightsChange change = keeper.difference(before, done.item());
        LOG.info(
                "Roles were given, person={} version={} gained={} lost={} by={}",
                id,
                done.version(),
                change.gained().size(),
                change.lost().size(),
                by.account());
        return HoldingJson.of(done.item(), change);
    }

    private Holding known(String id) {
        return keeper.holding(id).orElseThrow(() -> Problem.notFound(PERSON));
    }

    /** Who saw nothing given, where something was. */
    private static Problem changed() {
        return new Problem(
                409,
                "changed-meanwhile",
                LocalText.of(
                        "这个人员的角色刚被别人改过，请重新打开。", "Somebody changed this person's roles meanwhile; load them again."));
    }
}
