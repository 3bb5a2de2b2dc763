// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
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

/** {@code /api/v1/roles}: what each role may do, and how far. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "roles")
@Path("")
@Produces("application/json")
@Consumes("application/json")
public final class RolesResource implements RestResource {
    static final String READ = "roles.read";
    static final String MANAGE = "roles.manage";
    private static final Logger LOG = LoggerFactory.getLogger(RolesResource.class);
    private static final LocalText ROLE = LocalText.of("这个角色", "role");

    private final RightsKeeper keeper;

    @Activate
    public RolesResource(@Reference RightsKeeper keeper) {
        this.keeper = keeper;
    }

    @GET
    public Listed list() {
        return new Listed(keeper.roles().stream().map(RoleJson::of).toList());
    }

    @GET
    @Path("{id}")
    public RoleJson one(@PathParam("id") String id) {
        return keeper.role(id).map(RoleJson::of).orElseThrow(() -> Problem.notFound(ROLE));
    }

    @POST
    @Permitted(MANAGE)
    public Response add(RoleJson role, @Context SecurityContext caller) {
        if (role == null || role.id() == null) {
            throw Problem.badRequest("请发送 id、name 和 grants。", "Send id, name and grants.");
        }
        RoleJson made = done(keeper.add(role.role(role.id()), asker(caller)), caller);
        return Response.status(201).entity(made).build();
    }

    @PUT
    @Path("{id}")
    @Permitted(MANAGE)
    public RoleJson replace(@PathParam("id") String id, RoleJson role, @Context SecurityContext caller) {
        if (role == null) {
            throw Problem.badRequest("请发送 version、name 和 grants。", "Send version, name and grants.");
        }
        return done(keeper.replace(role.role(id), asker(caller)), caller);
    }

    private static RoleJson done(Outcome<Role> outcome, SecurityContext caller) {
        Outcome.Done<Role> done = outcome.orProblem(
                ROLE, () -> new Problem(409, "role-exists", LocalText.of("已有同名的角色。", "There is such a role already.")));
        LOG.info(
                "A role was changed, role={} version={} by={}",
                done.item().id(),
                done.version(),
                asker(caller).account());
        return RoleJson.of(done.item());
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record Listed(List<RoleJson> items) {}
}
