// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one is logged in: one's own sessions, and ending them. */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERYBODY)
@Subject(subject = "sessions")
@Path("")
@Produces("application/json")
public final class SessionsResource implements RestResource {
    private static final Logger LOG = LoggerFactory.getLogger(SessionsResource.class);
    private final Desk desk;

    @Activate
    public SessionsResource(@Reference Desk desk) {
        this.desk = desk;
    }

    @GET
    public Listed list(@Context SecurityContext context, @BeanParam Brought brought) {
        Optional<String> here = brought.cookie().map(Sessions::id);
        return new Listed(desk.sessions().of(account(context)).stream()
                .map(row -> Shown.of(row, here))
                .toList());
    }

    /** All but the one that asks. */
    @DELETE
    public void endOthers(@Context SecurityContext context, @BeanParam Brought brought) {
        String account = account(context);
        desk.accounts().find(account).ifPresent(own -> desk.sessions()
                .closeAll(account, brought.cookie(), Deeds.ended(own, Optional.empty())));
        LOG.info("All other sessions were ended, by={}", account);
    }

    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id, @Context SecurityContext context) {
        String account = account(context);
        Account own = desk.accounts().find(account).orElseThrow(Refused::noSuchSession);
        if (!desk.sessions().close(account, id, Deeds.ended(own, Optional.of(id)))) {
            throw Refused.noSuchSession();
        }
        LOG.info("A session was ended, session={} by={}", id, account);
    }

    private static String account(SecurityContext context) {
        return ((Asker) context.getUserPrincipal()).account();
    }

    public record Listed(List<Shown> items) {}

    /**
     * A session without its secret.
     *
     * @param from the address from which somebody logged in, where it is known
     * @param usedAt to some minutes
     * @param here whether it is the one that asks
     */
    public record Shown(String id, Instant openedAt, Instant usedAt, Optional<String> from, boolean here) {
        static Shown of(Sessions.Row row, Optional<String> here) {
            return new Shown(
                    row.id(),
                    row.openedAt(),
                    row.usedAt(),
                    row.from(),
                    here.filter(row.id()::equals).isPresent());
        }
    }
}
