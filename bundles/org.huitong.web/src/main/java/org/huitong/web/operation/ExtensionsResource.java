// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.operation;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.Installer;
import org.huitong.api.operation.Installer.Part;
import org.huitong.api.operation.Installer.Plan;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Single bundles: what is installed, and a plan for one that is sent or taken away. */
@Component(service = RestResource.class)
@Subject(subject = "extensions")
@Path("")
public final class ExtensionsResource implements RestResource {
    static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}._ ()+-]{1,200}\\.jar");

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Installer installer;

    @GET
    @Produces("application/json")
    public Extensions list(@Context SecurityContext context) {
        Rights.oneOf(context, Permissions.ADMINISTER);
        return new Extensions(Rights.present(installer, "installer").parts());
    }

    /** The jar is the body itself: it goes to the installer's disk as it comes and is never whole in memory. */
    @POST
    @Path("plan")
    @Consumes({"application/java-archive", "application/octet-stream"})
    @Produces("application/json")
    public Plan plan(@Context SecurityContext context, @QueryParam("file") String file, InputStream jar)
            throws IOException {
        Rights.oneOf(context, Permissions.ADMINISTER);
        if (file == null || !PLAIN_NAME.matcher(file).matches()) {
            throw Problem.badRequest("Name the file as ?file=…, ending with .jar and without folders.");
        }
        return Rights.present(installer, "installer").planBundle(file, new Bounded(jar));
    }

    @POST
    @Path("{symbolicName}/plan-removal")
    @Produces("application/json")
    public Plan planRemoval(@Context SecurityContext context, @PathParam("symbolicName") String symbolicName) {
        Rights.oneOf(context, Permissions.ADMINISTER);
        Installer at = Rights.present(installer, "installer");
        if (at.parts().stream().noneMatch(part -> part.symbolicName().equals(symbolicName))) {
            throw Problem.notFound("extension");
        }
        return at.planRemoval(symbolicName);
    }

    @POST
    @Path("apply")
    @Produces("application/json")
    public Installing.Done apply(
            @Context SecurityContext context, @Context HttpHeaders headers, Installing.PlanName plan) {
        Rights.oneOf(context, Permissions.ADMINISTER);
        return Installing.apply(Rights.present(installer, "installer"), plan, headers);
    }

    public record Extensions(List<Part> items) {}

    /** Stops what would fill the disk. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            left -= n;
            if (left < 0) {
                throw new Problem(413, "too-large", "A bundle may have " + MOST_BYTES + " bytes.");
            }
        }
    }
}
