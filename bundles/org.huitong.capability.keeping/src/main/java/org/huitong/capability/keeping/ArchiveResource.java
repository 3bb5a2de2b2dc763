// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.masking.Masks;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.keeping.ContainerShelf.Archived;
import org.huitong.capability.keeping.ContainerShelf.Container;
import org.huitong.capability.keeping.archive.ContainerReader;
import org.huitong.capability.keeping.archive.RecordLine;
import org.huitong.kit.parse.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/archive}: what is archived stays readable to whom it belongs. Whether somebody may see a message is the
 * door's to say, also where nothing but its skeleton is left in the log.
 */
@Component
@Permitted(Permissions.READ)
@Subject(subject = "archive")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchiveResource implements RestResource {
    private static final LocalText MESSAGE = LocalText.of("这条归档消息", "archived message");
    private static final int PAGE = 50;
    /** Looked at for one page, however few of them the asker may see. */
    private static final int MOST_LOOKED_AT = 500;

    private final Archivist archivist;
    private final MessageDoor door;
    private final Masks masks;

    @Activate
    public ArchiveResource(@Reference Archivist archivist, @Reference MessageDoor door, @Reference Masks masks) {
        this.archivist = archivist;
        this.door = door;
        this.masks = masks;
    }

    /** Which messages are archived, those that came last first; without their words. */
    @GET
    public ArchivedList list(@QueryParam("before") Long before, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        long place = before == null ? Long.MAX_VALUE : before;
        List<ArchivedJson> items = new ArrayList<>();
        List<Archived> looked = archivist
                .desk()
                .transactions()
                .read(connection -> archivist.desk().shelf().archivedBefore(connection, place, MOST_LOOKED_AT));
        for (Archived archived : looked) {
            if (items.size() == PAGE) {
                return new ArchivedList(
                        items, Optional.of(Long.toString(items.get(PAGE - 1).seq())));
            }
            if (door.maySee(asker, archived.id())) {
                items.add(new ArchivedJson(archived.id().value(), archived.seq(), archived.container(), archived.at()));
            }
        }
        return new ArchivedList(
                items,
                looked.size() < MOST_LOOKED_AT
                        ? Optional.empty()
                        : Optional.of(
                                Long.toString(looked.get(looked.size() - 1).seq())));
    }

    /** What was said last of one message, read from the archive. */
    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        MessageView view =
                id(id).flatMap(message -> door.find(asker, message)).orElseThrow(() -> Problem.notFound(MESSAGE));
        boolean withheld = view.message()
                .content()
                .unavailable()
                .filter(why ->
                        why.reason() == Unavailable.Reason.RECALLED || why.reason() == Unavailable.Reason.QUARANTINED)
                .isPresent();
        Archived archived = archivist
                .desk()
                .transactions()
                .read(connection -> archivist.desk().shelf().archived(connection, view.id()))
                .filter(there -> !withheld)
                .orElseThrow(() -> Problem.notFound(MESSAGE));
        Json line = Json.read(line(archived))
                .good()
                .orElseThrow(() -> away(LocalText.of("归档中的这一行已损坏。", "This line of the archive is damaged.")));
        boolean own = asker.person().isPresent()
                && asker.person().equals(view.first(Mark.Kind.PERSON).findFirst());
        return Response.ok(ArchivedMessage.of(line, archived, own ? UnaryOperator.identity() : masks::over))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Optional<MessageId> id(String text) {
        try {
            return Optional.of(new MessageId(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private String line(Archived archived) {
        ArchivePlace.State state = archivist.room().state();
        if (state instanceof ArchivePlace.State.Away away) {
            throw away(away.why());
        }
        ArchivePlace.State.Ready ready = (ArchivePlace.State.Ready) state;
        Container container = archivist
                .desk()
                .transactions()
                .read(connection -> archivist.desk().shelf().find(connection, archived.container()))
                .orElseThrow(() -> Problem.notFound(MESSAGE));
        try {
            ContainerReader reader = new ContainerReader(ready.medium(), ready.key());
            return archivist
                    .room()
                    .read(() -> reader.line(container.place(), archived.number()))
                    .filter(line -> RecordLine.hash(line).equals(archived.hash()))
                    .orElseThrow(() -> away(LocalText.of("归档中的这一行已损坏。", "This line of the archive is damaged.")));
        } catch (IOException e) {
            throw away(ArchivePlace.trouble(e));
        }
    }

    private static Problem away(LocalText why) {
        return new Problem(503, "archive-away", why);
    }

    /** @param next goes on from there, as {@code before}; a page may be short */
    public record ArchivedList(List<ArchivedJson> items, Optional<String> next) {}

    public record ArchivedJson(String id, long seq, int container, Instant archivedAt) {}
}
