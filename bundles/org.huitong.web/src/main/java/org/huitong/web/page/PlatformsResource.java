// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/platforms}: what people call each platform. Pages know none by name, so that a connector brings its own
 * along; the form by which one is connected says it, or an account's connector where there is none.
 */
@Component(service = RestResource.class)
@Permitted(Permitted.EVERYBODY)
@Subject(subject = "platforms")
@Path("")
public final class PlatformsResource implements RestResource {
    private final ConnectorBoard board;
    private final Connections connections;

    @Activate
    public PlatformsResource(@Reference ConnectorBoard board, @Reference Connections connections) {
        this.board = board;
        this.connections = connections;
    }

    @GET
    @Produces("application/json")
    public Platforms platforms() {
        return new Platforms(connections.platforms(board).entrySet().stream()
                .map(name -> new Platform(name.getKey(), name.getValue()))
                .toList());
    }

    /** Those that are there, by their words. */
    public record Platforms(List<Platform> items) {}

    /** @param word names it in messages, filters and addresses */
    public record Platform(String word, LocalText name) {}
}
