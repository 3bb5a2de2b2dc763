// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageView;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/messages}: what the door lets the caller see, and nothing beside it. */
@Component
@Subject(subject = "messages")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource implements RestResource {
    private final MessageDoor door;

    @Activate
    public MessagesResource(@Reference MessageDoor door) {
        this.door = door;
    }

    @GET
    @Permitted(Permissions.READ)
    public MessageList list(@Context UriInfo uri, @Context SecurityContext caller) {
        Reading<Listing> reading = door.list(asker(caller), Question.of(uri.getQueryParameters()));
        if (reading instanceof Reading.Granted<Listing> granted) {
            Listing listing = granted.value();
            return new MessageList(listing.items().stream().map(MessageJson::of).toList(), listing.next());
        }
        throw Problem.forbidden(((Reading.Denied<Listing>) reading).reason());
    }

    @GET
    @Path("{id}")
    @Permitted(Permissions.READ)
    public MessageJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        return MessageJson.of(seen(id, caller));
    }

    @GET
    @Path("{id}/versions")
    @Permitted(Permissions.READ)
    public MessageList versions(@PathParam("id") String id, @Context SecurityContext caller) {
        MessageView view = seen(id, caller);
        List<MessageView> versions = door.versions(asker(caller), view.id());
        return new MessageList(versions.stream().map(MessageJson::of).toList(), Optional.empty());
    }

    @GET
    @Path("{id}/trace")
    @Permitted(Permissions.READ)
    public TraceJson trace(@PathParam("id") String id, @Context SecurityContext caller) {
        MessageView view = seen(id, caller);
        return TraceJson.of(view, door.trace(asker(caller), view.id()).orElseThrow(MessagesResource::noSuchMessage));
    }

    /** What is not there, what the caller may not see and what cannot be an id look the same. */
    private MessageView seen(String id, SecurityContext caller) {
        return Question.messageId(id)
                .flatMap(known -> find(known, caller))
                .orElseThrow(MessagesResource::noSuchMessage);
    }

    private static Problem noSuchMessage() {
        return Problem.notFound(LocalText.of("这条消息", "message"));
    }

    private Optional<MessageView> find(MessageId id, SecurityContext caller) {
        return door.find(asker(caller), id);
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /** One page of messages; {@code next} goes into {@code after} where the list ascends, else into {@code before}. */
    public record MessageList(List<MessageJson> items, Optional<String> next) {}
}
