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
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Snapshot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/retention}: the rules of how long messages are kept. */
@Component
@Permitted(KeepingPage.READ)
@Subject(subject = "retention")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RetentionResource implements RestResource {
    private static final LocalText RULE = LocalText.of("这条保管规则", "rule of retention");
    private static final int MOST_CHANGES = 100;

    private final Statutes statutes;
    private final Clock clock;

    @Activate
    public RetentionResource(@Reference Statutes statutes, @Reference Clock clock) {
        this.statutes = statutes;
        this.clock = clock;
    }

    @GET
    public RuleList list() {
        Snapshot<Rule> rules = statutes.rules().newest();
        return new RuleList(
                rules.word(), rules.items().stream().map(RuleJson::of).toList());
    }

    @GET
    @Path("versions")
    public ChangeList versions() {
        return new ChangeList(statutes.rules().changes(MOST_CHANGES));
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    public RuleJson one(@PathParam("id") long id) {
        return statutes.rules().item(id).map(RuleJson::of).orElseThrow(() -> Problem.notFound(RULE));
    }

    @POST
    @Permitted(KeepingPage.WRITE)
    public Response add(String body, @Context SecurityContext caller) {
        Rule rule = RuleJson.read(Body.read(body), 0, clock.today());
        return Response.status(Response.Status.CREATED)
                .entity(done(statutes.rules().add(rule, by(caller))))
                .build();
    }

    @PUT
    @Path("{id: [0-9]{1,18}}")
    @Permitted(KeepingPage.WRITE)
    public RuleJson replace(@PathParam("id") long id, String body, @Context SecurityContext caller) {
        return done(statutes.rules().replace(RuleJson.read(Body.read(body), id, clock.today()), by(caller)));
    }

    @DELETE
    @Path("{id: [0-9]{1,18}}")
    @Permitted(KeepingPage.WRITE)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        done(statutes.rules().remove(id, by(caller)));
    }

    private static RuleJson done(Outcome<Rule> outcome) {
        return RuleJson.of(outcome.orProblem(
                        RULE,
                        () -> new Problem(
                                409, "name-taken", LocalText.of("已有同名的保管规则。", "There is another rule of this name.")))
                .item());
    }

    private static Doer by(SecurityContext caller) {
        return Doer.of((Asker) caller.getUserPrincipal());
    }

    /** @param snapshot the version that is listed, and by which the next run goes */
    public record RuleList(String snapshot, List<RuleJson> items) {}

    public record ChangeList(List<Change> items) {}
}
