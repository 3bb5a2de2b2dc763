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
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.api.work.Approvals;
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
    private final Assent assent;
    private final Transactions transactions;

    @Activate
    public RolesResource(
            @Reference RightsKeeper keeper, @Reference Assent assent, @Reference Transactions transactions) {
        this.keeper = keeper;
        this.assent = assent;
        this.transactions = transactions;
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
        // A role that is new nobody has: whoever is to get it, gets it with an approval.
        RoleJson made = done(keeper.add(role.role(role.id()), asker(caller)), caller);
        return Response.status(201).entity(made).build();
    }

    @PUT
    @Path("{id}")
    @Permitted(MANAGE)
    public Response replace(@PathParam("id") String id, RoleJson role, @Context SecurityContext caller) {
        Edit edit = edit(id, role, caller);
        return edit instanceof Edit.Made made
                ? Response.ok(made.role()).build()
                : Response.accepted(edit).build();
    }

    Edit edit(String id, RoleJson role, SecurityContext caller) {
        if (role == null) {
            throw Problem.badRequest("请发送 version、name 和 grants。", "Send version, name and grants.");
        }
        // Before the role is locked: what is noticed is told to access, and that reads the roles.
        assent.notice();
        Asker by = asker(caller);
        Role wanted = role.role(id);
        Role before = keeper.role(id).orElseThrow(() -> Problem.notFound(ROLE));
        Optional<Approvals> asked = asked(before, wanted, by);
        if (asked.isPresent()) {
            return new Edit.Waiting(ask(asked.get(), before, wanted, by));
        }
        return new Edit.Made(done(
                keeper.replace(wanted, by, now -> {
                    // Somebody may have been given it since.
                    if (asked(now, wanted, by).isPresent()) {
                        throw changed();
                    }
                }),
                caller));
    }

    /** Whoever has it would have more at once: that waits as if it were given to each of them. */
    private Optional<Approvals> asked(Role before, Role wanted, Asker by) {
        return wanted.widens(before) && keeper.isGiven(wanted.id()) ? assent.needed(by) : Optional.empty();
    }

    private String ask(Approvals asked, Role before, Role wanted, Asker by) {
        if (wanted.version() != 0 && wanted.version() != before.version()) {
            throw changed();
        }
        keeper.requireTheirs(before, wanted, by);
        List<String> holders = keeper.of(wanted.id(), Optional.empty());
        Approvals.Request request = new Approvals.Request(
                ApprovedRoles.KIND,
                LocalText.of(
                        "角色“" + before.name().zh() + "”的权限变更",
                        "Other rights for the role " + before.name().en()),
                keeper.inWords(before, wanted),
                by,
                // Of several none is more concerned than the others: then it goes up from whoever asks.
                holders.size() == 1 ? holders.get(0) : by.person().orElseThrow(),
                ApprovedRoles.argument(before, wanted),
                Optional.empty());
        String approval = transactions.write(connection -> asked.ask(connection, request));
        LOG.info("A role waits for its approval, role={} approval={} by={}", wanted.id(), approval, by.account());
        return approval;
    }

    /** What became of a wish for another role. */
    public sealed interface Edit {
        record Made(RoleJson role) implements Edit {}

        /** It waits for the approval of that id. */
        record Waiting(String approval) implements Edit {}
    }

    private static Problem changed() {
        return new Problem(
                409,
                "changed-meanwhile",
                LocalText.of("这个角色刚被别人改过或授予，请重新打开。", "Somebody changed or gave this role meanwhile; load it again."));
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
