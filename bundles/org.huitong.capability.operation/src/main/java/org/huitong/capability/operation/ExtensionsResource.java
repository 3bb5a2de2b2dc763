// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Part;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Single bundles: what is installed, and a plan for one that is sent or taken away. */
@Component(service = RestResource.class)
@Permitted(Permissions.EXTENSIONS)
@Subject(subject = "extensions")
@Path("")
public final class ExtensionsResource implements RestResource {
    /** What is larger would only fill the disk. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private static final int MOST_SECONDS = 600;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}._ ()+-]{1,200}\\.jar");

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Installer installer;

    @Reference
    private Audit audit;

    @GET
    @Produces("application/json")
    public Extensions list() {
        return new Extensions(Rights.present(installer, Rights.INSTALLER).parts());
    }

    /** The jar is the body itself: it goes to the installer's disk as it comes and is never whole in memory. */
    @POST
    @Path("plan")
    @Consumes({"application/java-archive", "application/octet-stream"})
    @Produces("application/json")
    public Plan plan(
            @Context SecurityContext context,
            @QueryParam("file") String file,
            @BodyLimit(bytes = MOST_BYTES, seconds = MOST_SECONDS) InputStream jar)
            throws IOException {
        Asker asker = (Asker) context.getUserPrincipal();
        if (file == null || !PLAIN_NAME.matcher(file).matches()) {
            throw Problem.badRequest(
                    "请用 ?file=… 给出文件名，以 .jar 结尾，不含文件夹。",
                    "Name the file as ?file=…, ending with .jar and without folders.");
        }
        Plan plan = Rights.present(installer, Rights.INSTALLER).planBundle(file, jar);
        Installing.planned(plan, "upload:" + file, asker);
        return plan;
    }

    @POST
    @Path("{symbolicName}/plan-removal")
    @Produces("application/json")
    public Plan planRemoval(@Context SecurityContext context, @PathParam("symbolicName") String symbolicName) {
        Asker asker = (Asker) context.getUserPrincipal();
        Installer at = Rights.present(installer, Rights.INSTALLER);
        if (at.parts().stream().noneMatch(part -> part.symbolicName().equals(symbolicName))) {
            throw Problem.notFound(LocalText.of("这个扩展", "extension"));
        }
        Plan plan = at.planRemoval(symbolicName);
        Installing.planned(plan, "removal:" + symbolicName, asker);
        return plan;
    }

    @POST
    @Path("apply")
    @Produces("application/json")
    public Installing.Done apply(@Context SecurityContext context, Installing.PlanName plan) {
        Asker asker = (Asker) context.getUserPrincipal();
        return Installing.apply(Rights.present(installer, Rights.INSTALLER), audit, plan, asker);
    }

    public record Extensions(List<Part> items) {}
}
