// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.people.sync.Directories;
import org.huitong.capability.people.sync.LastSync;
import org.huitong.capability.people.sync.Source.Taking;
import org.huitong.capability.people.sync.SyncLedger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/directories}: the companies' own directories, and reading one now. */
@Component
@Permitted(PeopleResource.SYNC)
@Subject(subject = "directories")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class DirectoriesResource implements RestResource {
    private final Directories directories;
    private final SyncLedger ledger;

    @Activate
    public DirectoriesResource(@Reference Directories directories, @Reference SyncLedger ledger) {
        this.directories = directories;
        this.ledger = ledger;
    }

    /** Each with what came of it the last time. */
    @GET
    public Listed list() {
        return new Listed(directories.names().stream()
                .map(name -> new Item(name, ledger.of(name)))
                .toList());
    }

    /**
     * Reads it in the background, and does what it says, as far as the brake lets it.
     *
     * @param dryRun whether what it would do is only shown, and waits as a plan
     */
    @POST
    @Path("{name}/sync")
    public Response sync(
            @PathParam("name") String name, @QueryParam("dryRun") String dryRun, @Context SecurityContext caller) {
        Taking taking = dryRun != null && !dryRun.equals("false") ? Taking.SHOW : Taking.CARRY_OUT;
        String job = directories
                .start(name, taking, PeopleResource.by(caller))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个目录", "directory")));
        return Response.status(Response.Status.ACCEPTED).entity(new Begun(job)).build();
    }

    public record Listed(List<Item> items) {}

    /**
     * @param id as {@code ldap:main}
     * @param last empty where it was never read
     */
    public record Item(String id, Optional<LastSync> last) {
        /** Names nobody. */
        @Override
        public String toString() {
            return "Item[" + id + "]";
        }
    }

    public record Begun(String job) {}
}
