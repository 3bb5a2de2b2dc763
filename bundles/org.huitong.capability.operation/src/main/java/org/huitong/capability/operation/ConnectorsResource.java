// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.Profile;
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

/** How every account stands. */
@Component(service = RestResource.class)
@Permitted(Permissions.READ_CONNECTORS)
@Subject(subject = "connectors")
@Path("")
public final class ConnectorsResource implements RestResource {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @GET
    @Produces("application/json")
    public Connectors list() {
        return new Connectors(Rights.present(board, Rights.CONNECTORS).standings().stream()
                .sorted(Comparator.comparing(Standing::platform).thenComparing(Standing::account))
                .map(Item::of)
                .toList());
    }

    public record Connectors(List<Item> items) {}

    /**
     * One account.
     *
     * @param state the furthest light that is lit: {@code away ready called receiving}; {@code misconfigured} where the
     *     connector is there and nothing can come in by it
     * @param problem what has to be mended then
     * @param strain what goes badly although calls are answered
     * @param delays milliseconds over the last hour; {@code platform}: sent → gateway, {@code hub}: gateway → readable
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
            List<Profile.Sight> sights) {
        static Item of(Standing s) {
            Lights lights = new Lights(
                    true,
                    s.profile().isPresent(),
                    s.lastCall().isPresent(),
                    s.lastMessage().isPresent());
            return new Item(
                    s.platform(),
                    s.account(),
                    s.profile().map(Profile::name),
                    s.problem().isPresent() ? "misconfigured" : lights.state(),
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
                    s.profile().map(Profile::sights).orElse(List.of()));
        }
    }

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
