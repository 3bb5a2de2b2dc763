// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.monitor.MonitorPage;
import org.huitong.capability.monitor.log.LogLine;
import org.huitong.capability.monitor.log.LogPage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/incidents/{id}/surroundings} and {@code …/evidence}: what else happened, and what a vendor's support needs. */
@Component(service = RestResource.class)
@Permitted(MonitorPage.READ)
@Subject(subject = "incidents")
@Path("")
public final class EvidenceResource implements RestResource {
    private static final String ID = "{id: [0-9a-f]{32}}";

    private final EvidenceRoom room;

    @Activate
    public EvidenceResource(@Reference EvidenceRoom room) {
        this.room = room;
    }

    @GET
    @Path(ID + "/surroundings")
    @Permitted(LogPage.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public Lines surroundings(@PathParam("id") String id) {
        return new Lines(room.around(id).stream().map(LineJson::of).toList());
    }

    @GET
    @Path(ID + "/evidence")
    @Permitted(MonitorPage.READ)
    @Produces("application/zip")
    public Response evidence(@PathParam("id") String id, @Context SecurityContext caller) {
        Evidence evidence = room.give(id, Doer.of((Asker) caller.getUserPrincipal()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            evidence.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.ok(bytes.toByteArray(), "application/zip")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + evidence.incident().code() + ".zip\"")
                .build();
    }

    public record Lines(List<LineJson> items) {}

    /** @param kind deploy, configuration, token, platform or hub */
    public record LineJson(Instant at, String kind, String level, String text) {
        static LineJson of(LogLine line) {
            return new LineJson(
                    line.at(), Surroundings.Kind.of(line).name().toLowerCase(Locale.ROOT), line.level(), line.text());
        }
    }
}
