// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.exports;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Jobs;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.filter.FilterJson;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/exports}: messages as a file, made by a job. */
@Component
@Permitted(Permissions.EXPORT)
@Subject(subject = "exports")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ExportsResource implements RestResource {
    private static final LocalText TITLE = LocalText.of("导出消息", "Export messages");

    private final Jobs jobs;
    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final Audit audit;

    @Activate
    public ExportsResource(
            @Reference Jobs jobs,
            @Reference Transactions transactions,
            @Reference DecisionPoint decisions,
            @Reference Audit audit) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.decisions = decisions;
        this.audit = audit;
    }

    @POST
    public Response export(String body, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Wish wish = Wish.read(body);
        if (decisions.scope(asker, Act.of(Permissions.EXPORT)) instanceof Scope.Nothing nothing) {
            audit.note(Deed.refused(Doer.of(asker), Permissions.EXPORT, Thing.of("messages")));
            throw Problem.forbidden(nothing.reason());
        }
        String id = transactions.write(connection -> {
            String job = jobs.start(
                    connection, new Jobs.Order(ExportJob.NAME, TITLE, asker.account(), Optional.empty(), wish.text()));
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), Permissions.EXPORT, Thing.of("export", job))
                            .changing(
                                    "",
                                    "filter " + FilterJson.write(wish.filter()) + "\nformat "
                                            + wish.format().word()));
            return job;
        });
        return Response.accepted(new Ordered(id, "waiting", 0, 0)).build();
    }

    /** A job that was ordered; how it goes on, and its file, is told at {@code /api/v1/jobs/{id}}. */
    public record Ordered(String id, String state, long done, long total) {}
}
