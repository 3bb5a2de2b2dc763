// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Jobs;
import org.huitong.api.finding.Change;
import org.huitong.api.finding.Findings;
import org.huitong.api.message.MessageId;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code /api/v1/messages}: what the door lets the caller see, and what they say of it. */
@Component
@Permitted(Permissions.READ)
@Subject(subject = "messages")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MessagesResource implements RestResource {
    private static final int LARGEST = 64 << 10;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_REASON = 200;

    private final MessageDoor door;
    private final Findings findings;

    /** Without it nothing can be said of many messages at once. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Jobs jobs;

    /** Who is who, as long as that is known here. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile People people;

    @Activate
    public MessagesResource(@Reference MessageDoor door, @Reference Findings findings) {
        this.door = door;
        this.findings = findings;
    }

    private MessageJson told(MessageView view) {
        return MessageJson.of(view, names());
    }

    /** What people call whatever has an id, by one roster. */
    private Function<String, Optional<String>> names() {
        Optional<Roster> roster = Optional.ofNullable(people).map(People::roster);
        return id -> roster.flatMap(r -> r.name(id));
    }

    /** Who has a name: what people look for is often said by somebody and not about them. */
    private Function<String, List<String>> people() {
        Optional<Roster> roster = Optional.ofNullable(people).map(People::roster);
        return name -> roster.map(Roster::persons).orElse(List.of()).stream()
                .filter(person -> person.name().equals(name))
                .map(Person::id)
                .toList();
    }

    @GET
    public MessageList list(@Context UriInfo uri, @Context SecurityContext caller) {
        Reading<Listing> reading = door.list(asker(caller), Question.of(uri.getQueryParameters(), people()));
        if (reading instanceof Reading.Granted<Listing> granted) {
            Listing listing = granted.value();
            Function<String, Optional<String>> names = names();
            List<MessageJson> items = listing.items().stream()
                    .map(view -> MessageJson.of(
                            view,
                            names,
                            Optional.ofNullable(listing.highlights().get(view.id()))))
                    .toList();
            return new MessageList(items, listing.next(), Explanation.of(listing, names, asker(caller)));
        }
        throw Problem.forbidden(((Reading.Denied<Listing>) reading).reason());
    }

    /** Rooms by their newest message that fits, and how much of each the caller has not read. */
    @GET
    @Path("rooms")
    public RoomList rooms(@Context UriInfo uri, @Context SecurityContext caller) {
        Question.Rooms asked = Question.rooms(uri.getQueryParameters(), people());
        Reading<MessageDoor.Rooms> reading = door.rooms(asker(caller), asked.filter(), asked.before(), asked.limit());
        if (reading instanceof Reading.Granted<MessageDoor.Rooms> granted) {
            Function<String, Optional<String>> names = names();
            List<RoomJson> items = granted.value().items().stream()
                    .map(room -> new RoomJson(MessageJson.of(room.newest(), names), room.unread()))
                    .toList();
            OptionalLong next = granted.value().next();
            return new RoomList(
                    items, next.isPresent() ? Optional.of(Long.toString(next.getAsLong())) : Optional.empty());
        }
        throw Problem.forbidden(((Reading.Denied<MessageDoor.Rooms>) reading).reason());
    }

    /** The caller has read its room up to this message. */
    @PUT
    @Path("{id}/read")
    public void read(@PathParam("id") String id, @Context SecurityContext caller) {
        door.read(asker(caller), seen(id, caller).id());
    }

    @GET
    @Path("{id}")
    public MessageJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        return told(seen(id, caller));
    }

    @GET
    @Path("{id}/versions")
    public MessageList versions(@PathParam("id") String id, @Context SecurityContext caller) {
        MessageView view = seen(id, caller);
        List<MessageView> versions = door.versions(asker(caller), view.id());
        return new MessageList(versions.stream().map(this::told).toList(), Optional.empty(), Optional.empty());
    }

    @GET
    @Path("{id}/trace")
    public TraceJson trace(@PathParam("id") String id, @Context SecurityContext caller) {
        MessageView view = seen(id, caller);
        return TraceJson.of(view, door.trace(asker(caller), view.id()).orElseThrow(MessagesResource::noSuchMessage));
    }

    /** With every number whole, for a reason that is noted before it is given. */
    @POST
    @Path("{id}/reveal")
    @Permitted(Permissions.REVEAL)
    public MessageJson reveal(@PathParam("id") String id, Why why, @Context SecurityContext caller) {
        String reason = why == null || why.reason() == null ? "" : why.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.badRequest(
                    "请写明查看理由，不超过 " + LONGEST_REASON + " 字。", "Say why, in up to " + LONGEST_REASON + " letters.");
        }
        MessageId known = Question.messageId(id).orElseThrow(MessagesResource::noSuchMessage);
        Revelation outcome = door.reveal(asker(caller), known, reason);
        if (outcome instanceof Revelation.Denied denied) {
            throw Problem.forbidden(denied.reason());
        } else if (outcome instanceof Revelation.Whole whole) {
            return told(whole.view());
        }
        throw noSuchMessage();
    }

    /** Why somebody wants to see what is masked. */
    public record Why(String reason) {}

    @PUT
    @Path("{id}/tags")
    @Permitted(Permissions.TAG)
    public Response tag(
            @PathParam("id") String id,
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) String words,
            @Context SecurityContext caller) {
        return say(id, SaidJson.tags(words), caller);
    }

    @PUT
    @Path("{id}/priority")
    @Permitted(Permissions.TAG)
    public Response rank(
            @PathParam("id") String id,
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) String words,
            @Context SecurityContext caller) {
        return say(id, SaidJson.priority(words), caller);
    }

    @PUT
    @Path("{id}/module")
    @Permitted(Permissions.TAG)
    public Response module(
            @PathParam("id") String id,
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) String words,
            @Context SecurityContext caller) {
        return say(id, SaidJson.module(words), caller);
    }

    /** Whose it is, whom it is for, how secret it is. */
    @PUT
    @Path("{id}/marks")
    @Permitted(Permissions.ASSIGN)
    public Response mark(
            @PathParam("id") String id,
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) String words,
            @Context SecurityContext caller) {
        return say(id, SaidJson.marks(words), caller);
    }

    /** The message as it is now; no content where what was said took it out of the caller's sight. */
    private Response say(String id, Change change, SecurityContext caller) {
        MessageId known = Question.messageId(id).orElseThrow(MessagesResource::noSuchMessage);
        Findings.Outcome outcome = said(known, change, caller);
        if (outcome instanceof Findings.Outcome.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        if (outcome instanceof Findings.Outcome.Missing) {
            throw noSuchMessage();
        }
        return find(known, caller).map(view -> Response.ok(told(view)).build()).orElseGet(() -> Response.noContent()
                .build());
    }

    private Findings.Outcome said(MessageId id, Change change, SecurityContext caller) {
        try {
            return findings.say(asker(caller), id, change);
        } catch (Findings.Refused refused) {
            throw new Problem(503, "not-ready", refused.reason());
        }
    }

    /** Of all that fit, as a job: with {@code dryRun} it tells what would change. */
    @POST
    @Path("tags")
    @Permitted(Permissions.TAG)
    public Response tagMany(
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) String words,
            @Context UriInfo uri,
            @Context SecurityContext caller) {
        if (!uri.getQueryParameters().isEmpty()) {
            // "?dryRun=true" must not carry out what was to be looked at.
            throw Problem.badRequest("参数写在请求体里。", "What is wanted stands in the body, dryRun too.");
        }
        SaidJson.OfMany said = SaidJson.ofMany(words);
        findings.objection(asker(caller), said.change()).ifPresent(reason -> {
            throw Problem.forbidden(reason);
        });
        Jobs present = jobs;
        if (present == null) {
            throw new Problem(
                    503, "not-ready", LocalText.of("后台任务还没有准备好，请稍后再试。", "Jobs are not ready; try again later."));
        }
        String id = present.start(new Jobs.Order(
                said.dryRun() ? TagPreview.NAME : TagJob.NAME,
                said.dryRun()
                        ? LocalText.of("预览：给消息加标签", "Preview: tag messages")
                        : LocalText.of("给消息加标签", "Tag messages"),
                asker(caller).account(),
                Optional.empty(),
                Tagging.argument(words)));
        return Response.accepted(new Ordered(id, "waiting", 0, 0)).build();
    }

    /** A job that was ordered; how it goes on is told at {@code /api/v1/jobs/{id}}. */
    public record Ordered(String id, String state, long done, long total) {}

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

    /** One page of rooms; {@code next} goes into {@code before}. */
    public record RoomList(List<RoomJson> items, Optional<String> next) {}

    /** @param unread counted to 99, which then means "or more" */
    public record RoomJson(MessageJson newest, int unread) {}

    /**
     * One page of messages; {@code next} goes into {@code after} where the list ascends, else into {@code before}.
     *
     * @param explanation why it is empty, or what it may lack
     */
    public record MessageList(List<MessageJson> items, Optional<String> next, Optional<LocalText> explanation) {}
}
