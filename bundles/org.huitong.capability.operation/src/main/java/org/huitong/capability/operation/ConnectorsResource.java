// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.Profile;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Refused;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** How every account stands; and connecting, changing, pausing and removing one. */
@Component(service = RestResource.class)
@Permitted(Permissions.READ_CONNECTORS)
@Subject(subject = "connectors")
@Path("")
public final class ConnectorsResource implements RestResource {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Connections connections;

    @GET
    @Produces("application/json")
    public Connectors list() {
        return new Connectors(Rights.present(board, Rights.CONNECTORS).standings().stream()
                .sorted(Comparator.comparing(Standing::platform).thenComparing(Standing::account))
                .map(Item::of)
                .toList());
    }

    @GET
    @Path("kinds")
    @Permitted(Permissions.CONNECT)
    @Produces("application/json")
    public Kinds kinds() {
        return new Kinds(desk().kinds().stream().map(ConnectionJson.OfKind::of).toList());
    }

    @POST
    @Permitted(Permissions.CONNECT)
    @Produces("application/json")
    public Response connect(@Context SecurityContext context, ConnectionJson.Form form) {
        Asker asker = (Asker) context.getUserPrincipal();
        ConnectionJson.Form filled = ConnectionJson.Form.filled(form);
        Connections.Kind kind = filled.of(desk());
        ConnectionJson.done(desk().connect(asker, filled.kind(), filled.account(), filled.values()));
        Optional<String> callback = kind.called()
                ? Optional.of(ConnectionJson.callback(kind.platform(), filled.account()))
                : Optional.empty();
        return Response.status(201)
                .entity(new Made(kind.platform() + "/" + filled.account(), callback))
                .build();
    }

    @GET
    @Path("{platform}/{account}/settings")
    @Permitted(Permissions.CONNECT)
    @Produces("application/json")
    public ConnectionJson.Entered settings(
            @PathParam("platform") String platform, @PathParam("account") String account) {
        return desk().entered(platform, account).map(ConnectionJson.Entered::of).orElseThrow(ConnectionJson::unknown);
    }

    @PUT
    @Path("{platform}/{account}/settings")
    @Permitted(Permissions.CONNECT)
    @Produces("application/json")
    public ConnectionJson.Entered change(
            @Context SecurityContext context,
            @PathParam("platform") String platform,
            @PathParam("account") String account,
            ConnectionJson.Form form) {
        Asker asker = (Asker) context.getUserPrincipal();
        ConnectionJson.Form filled = ConnectionJson.Form.filled(form);
        ConnectionJson.done(desk().change(asker, platform, account, filled.values()));
        return settings(platform, account);
    }

    @POST
    @Path("{platform}/{account}/pause")
    @Permitted(Permissions.CONNECT)
    public void pause(
            @Context SecurityContext context,
            @PathParam("platform") String platform,
            @PathParam("account") String account) {
        ConnectionJson.done(desk().pause((Asker) context.getUserPrincipal(), platform, account));
    }

    @POST
    @Path("{platform}/{account}/resume")
    @Permitted(Permissions.CONNECT)
    public void resume(
            @Context SecurityContext context,
            @PathParam("platform") String platform,
            @PathParam("account") String account) {
        ConnectionJson.done(desk().resume((Asker) context.getUserPrincipal(), platform, account));
    }

    @DELETE
    @Path("{platform}/{account}")
    @Permitted(Permissions.CONNECT)
    public void remove(
            @Context SecurityContext context,
            @PathParam("platform") String platform,
            @PathParam("account") String account) {
        ConnectionJson.done(desk().remove((Asker) context.getUserPrincipal(), platform, account));
    }

    private Connections desk() {
        return Rights.present(connections, Rights.CONNECTIONS);
    }

    public record Connectors(List<Item> items) {}

    public record Kinds(List<ConnectionJson.OfKind> items) {}

    /**
     * @param id platform and account
     * @param callback the address to be entered at the platform, below this hub's own; empty where it calls nobody
     */
    public record Made(String id, Optional<String> callback) {}

    /**
     * One account.
     *
     * @param state the furthest light that is lit: {@code away ready called receiving}; {@code paused} where somebody
     *     wants nothing to come in; {@code misconfigured} where the connector is there and nothing can come in by it
     * @param problem what has to be mended then
     * @param strain what goes badly although calls are answered
     * @param delays milliseconds over the last hour; {@code platform}: sent → gateway, {@code hub}: gateway → readable
     * @param line the connection that the account holds to its platform, where it holds one
     */
    public record Item(
            String platform,
            String account,
            Optional<LocalText> name,
            String state,
            Lights lights,
            Optional<LocalText> problem,
            Optional<LocalText> strain,
            Optional<String> tenant,
            Optional<String> owner,
            Optional<String> note,
            Optional<Boolean> live,
            Optional<Long> deadlineMillis,
            Optional<Instant> lastCall,
            Optional<Instant> lastMessage,
            Optional<Refused> lastRefusal,
            long messages,
            long refused,
            long deadLetters,
            Map<String, Delay> delays,
            Optional<ConnectorBoard.Held> line,
            List<SightJson> sights) {
        static Item of(Standing s) {
            Lights lights = new Lights(
                    true,
                    s.profile().isPresent(),
                    s.lastCall().isPresent()
                            || s.line().filter(ConnectorBoard.Held::stands).isPresent(),
                    s.lastMessage().isPresent());
            return new Item(
                    s.platform(),
                    s.account(),
                    s.profile().map(Profile::name),
                    s.paused() ? "paused" : s.problem().isPresent() ? "misconfigured" : lights.state(),
                    lights,
                    s.problem(),
                    s.strain(),
                    s.profile().map(Profile::tenant),
                    s.profile().map(Profile::owner),
                    s.profile().map(Profile::note),
                    s.profile().map(Profile::live),
                    s.profile().map(p -> p.deadline().toMillis()),
                    s.lastCall(),
                    s.lastMessage(),
                    s.lastRefusal(),
                    s.messages(),
                    s.refused(),
                    s.deadLetters(),
                    s.delays(),
                    s.line(),
                    s.profile().map(Profile::sights).orElse(List.of()).stream()
                            .map(sight -> new SightJson(sight.what(), sight.visible(), sight.why()))
                            .toList());
        }
    }

    /** One kind of what there is on the platform; {@code /coverage} tells more of it. */
    public record SightJson(LocalText what, boolean visible, LocalText why) {}

    /** What is known of the way a message takes, in its order. */
    public record Lights(boolean known, boolean connector, boolean calls, boolean messages) {
        String state() {
            if (!connector) {
                return "away";
            }
            return messages ? "receiving" : calls ? "called" : "ready";
        }
    }
}
