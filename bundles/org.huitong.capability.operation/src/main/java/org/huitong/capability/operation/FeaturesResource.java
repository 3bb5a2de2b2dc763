// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Feature;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What can be switched on and off: first a plan, then its carrying out. */
@Component(service = RestResource.class)
@Permitted(Permissions.EXTENSIONS)
@Subject(subject = "features")
@Path("")
public final class FeaturesResource implements RestResource {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Installer installer;

    @Reference
    private Audit audit;

    @GET
    @Produces("application/json")
    public Features list() {
        return new Features(Rights.present(installer, Rights.INSTALLER).features());
    }

    @POST
    @Path("{feature}/plan")
    @Produces("application/json")
    public Plan plan(@Context SecurityContext context, @PathParam("feature") String feature, Wish wish) {
        Asker asker = (Asker) context.getUserPrincipal();
        Installer at = Rights.present(installer, Rights.INSTALLER);
        if (wish.on() == null) {
            throw Problem.badRequest("请给出 on: true 或 on: false。", "Say on: true or on: false.");
        }
        if (at.features().stream().noneMatch(f -> f.name().equals(feature))) {
            throw Problem.notFound(LocalText.of("这个功能", "feature"));
        }
        Plan plan = at.planFeature(feature, wish.on());
        Installing.planned(plan, "feature:" + feature + (wish.on() ? " on" : " off"), asker);
        return plan;
    }

    @POST
    @Path("apply")
    @Produces("application/json")
    public Installing.Done apply(@Context SecurityContext context, Installing.PlanName plan) {
        Asker asker = (Asker) context.getUserPrincipal();
        return Installing.apply(Rights.present(installer, Rights.INSTALLER), audit, plan, asker);
    }

    public record Features(List<Feature> items) {}

    public record Wish(Boolean on) {}
}
