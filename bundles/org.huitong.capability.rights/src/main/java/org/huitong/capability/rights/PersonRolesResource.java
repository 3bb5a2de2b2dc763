// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.huitong.capability.rights.Holding.Held;
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
    private final Transactions transactions;
    private final Assent assent;

    @Activate
    public PersonRolesResource(
            @Reference RightsKeeper keeper, @Reference Transactions transactions, @Reference Assent assent) {
        this.keeper = keeper;
        this.transactions = transactions;
        this.assent = assent;
    }

    @GET
    @Path("{id}/roles")
    public HoldingJson roles(@PathParam("id") String id) {
        return HoldingJson.of(known(id));
    }

    @PUT
    @Path("{id}/roles")
    @Permitted(RolesResource.MANAGE)
    public Response give(@PathParam("id") String id, HoldingJson wish, @Context SecurityContext caller) {
        Change change = change(id, wish, caller);
        return change instanceof Change.Given given
                ? Response.ok(given.roles()).build()
                : Response.accepted(change).build();
    }

    Change change(String id, HoldingJson wish, SecurityContext caller) {
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
        Optional<Approvals> asked = wanted.roles().equals(before.roles()) ? Optional.empty() : assent.needed(by);
        if (asked.isPresent()) {
            return new Change.Waiting(ask(asked.get(), before, wanted, wish.urgency(), by));
        }
        Outcome.Done<Holding> done = keeper.give(wanted, by).orProblem(PERSON, PersonRolesResource::changed);
        RightsChange change = keeper.difference(before, done.item());
        LOG.info(
                "Roles were given, person={} version={} gained={} lost={} by={}",
                id,
                done.version(),
                change.gained().size(),
                change.lost().size(),
                by.account());
        return new Change.Given(HoldingJson.of(done.item(), change));
    }

    private String ask(Approvals asked, Holding before, Holding wanted, Optional<String> emergency, Asker by) {
        if (before.version() != wanted.version()) {
            throw changed();
        }
        keeper.requireTheirs(wanted, by);
        // Looked up before the words: a role that is changed between is another when it is given, and so overtaken.
        List<Role> roles = wanted.roles().stream()
                .map(Held::role)
                .distinct()
                .flatMap(role -> keeper.role(role).stream())
                .toList();
        String name = keeper.nameOf(wanted.person()).orElse(wanted.person());
        Approvals.Request request = new Approvals.Request(
                ApprovedRights.KIND,
                LocalText.of(name + " 的角色变更", "Other roles for " + name),
                keeper.inWords(before, wanted).orElseThrow(() -> Problem.notFound(PERSON)),
                by,
                wanted.person(),
                ApprovedRights.argument(before, wanted, roles),
                emergency);
        String approval = transactions.write(connection -> asked.ask(connection, request));
        LOG.info("Roles wait for their approval, person={} approval={} by={}", wanted.person(), approval, by.account());
        return approval;
    }

    /** What became of a wish for other roles. */
    public sealed interface Change {
        record Given(HoldingJson roles) implements Change {}

        /** It waits for the approval of that id. */
        record Waiting(String approval) implements Change {}
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
