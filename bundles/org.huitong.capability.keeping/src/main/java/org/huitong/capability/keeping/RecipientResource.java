// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.keeping.copy.CopiesResource.RecipientJson;
import org.huitong.capability.keeping.copy.CopyPlace;
import org.huitong.capability.keeping.copy.Recipient;
import org.huitong.kit.parse.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/keeping/recipient}: for whom copies of important messages are locked. It is said by whoever is in charge of
 * security, and not by whoever makes the copies: who chose the key could read them.
 */
@Component(service = RestResource.class)
@Permitted(KeepingPage.READ)
@Subject(subject = "keeping")
@Path("recipient")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RecipientResource implements RestResource {
    private final CopyPlace place;
    private final Archivist archivist;
    private final Clock clock;

    @Activate
    public RecipientResource(@Reference CopyPlace place, @Reference Archivist archivist, @Reference Clock clock) {
        this.place = place;
        this.archivist = archivist;
        this.clock = clock;
    }

    @GET
    public RecipientState state() {
        return new RecipientState(place.isSet(), place.recipient().map(RecipientJson::of));
    }

    /** Sets it, and puts the certificate into the path of copies, which is known by it from then on. */
    @PUT
    @Permitted(KeepingPage.WRITE)
    public RecipientState set(String body, @Context SecurityContext caller) {
        Recipient recipient = Recipient.read(
                Json.read(body == null ? "" : body)
                        .good()
                        .flatMap(json -> json.text("certificate"))
                        .orElse(""),
                clock.instant());
        try {
            archivist.room().read(() -> {
                place.prepare(recipient);
                return null;
            });
        } catch (IOException e) {
            throw new Problem(409, "not-writable", ArchivePlace.trouble(e));
        }
        place.set(recipient, Doer.of((Asker) caller.getUserPrincipal()), KeepingPage.RECIPIENT);
        return state();
    }

    /** @param pathSet whether there is a path of copies */
    public record RecipientState(boolean pathSet, Optional<RecipientJson> recipient) {}
}
