// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import jakarta.ws.rs.Consumes;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.file.HeldFile;
import org.huitong.api.message.MessageId;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/outbox}: posting letters, and seeing what becomes of them. */
@Component
@Subject(subject = "outbox")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OutboxResource implements RestResource {
    static final String SEND = Permissions.SEND;
    static final String READ = "outbox.read";
    private static final int MOST = 200;
    private static final int USUAL = 50;
    /** 60,000 characters of Chinese, escaped. */
    private static final int LARGEST = 400_000;

    private final LetterBox box;
    private final LetterShelf shelf;
    private final Dispatcher dispatcher;
    private final DecisionPoint decisions;
    private final Rooms rooms;
    private final Enclosures enclosures;
    private final Addresses addresses;
    private final Audit audit;
    private final Clock clock;
    private final TakingBack takingBack;

    @Activate
    public OutboxResource(
            @Reference LetterBox box,
            @Reference LetterShelf shelf,
            @Reference Dispatcher dispatcher,
            @Reference DecisionPoint decisions,
            @Reference Rooms rooms,
            @Reference Enclosures enclosures,
            @Reference Addresses addresses,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.box = box;
        this.shelf = shelf;
        this.dispatcher = dispatcher;
        this.decisions = decisions;
        this.rooms = rooms;
        this.enclosures = enclosures;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
        this.takingBack = new TakingBack(dispatcher);
    }

    @POST
    @Permitted(SEND)
    public Response post(@BodyLimit(bytes = LARGEST) PostJson body, @Context SecurityContext caller) {
        Asker asker = asker(caller, SEND);
        if (body == null) {
            throw Problem.badRequest("请求没有内容。", "The call has no body.");
        }
        To to = body.recipient();
        Rooms.Found found =
                rooms.find(asker, to, Optional.ofNullable(body.answers()).filter(a -> !a.isBlank()));
        Set<MessageId> quoted = new HashSet<>();
        Writing writing = body.writing(file -> {
            HeldFile held = enclosures.find(asker, file);
            held.message().ifPresent(quoted::add);
            return held;
        });
        Letter letter = new Letter(
                to,
                writing,
                asker.account(),
                true,
                body.urgent(),
                body.wantedKey(),
                Optional.ofNullable(body.answers()),
                Optional.empty(),
                quoted);
        Sheet sheet = new Sheet(to, letter.writing(), asker.name(), found.place(), found.answers());
        String id = shelf.transactions().write(connection -> box.post(connection, letter, sheet));
        dispatcher.wake();
        return Response.status(Response.Status.ACCEPTED)
                .entity(new LetterJson.Posted(id))
                .build();
    }

    @GET
    @Permitted(READ)
    public LetterJson.Page list(
            @QueryParam("state") String state,
            @QueryParam("detoured") boolean detoured,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context SecurityContext caller) {
        Asker asker = asker(caller, READ);
        Optional<State> wanted = Optional.ofNullable(state)
                .filter(s -> !s.isBlank())
                .map(s -> State.of(s)
                        .orElseThrow(() -> Problem.badRequest(
                                "state 是 waiting、sending、accepted、delivered、read、rejected 或 unknown。",
                                "state is waiting, sending, accepted, delivered, read, rejected or unknown.")));
        int most = (int) number("limit", limit, USUAL);
        if (most < 1 || most > MOST) {
            throw Problem.badRequest("limit 是 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        List<ShelfRow> rows = shelf.page(wanted, detoured, number("after", after, Long.MAX_VALUE), most + 1);
        List<ShelfRow> shown = rows.subList(0, Math.min(most, rows.size()));
        return new LetterJson.Page(
                shown.stream().map(row -> json(row, asker)).toList(),
                rows.size() > most
                        ? Optional.of(Long.toString(shown.get(most - 1).seq()))
                        : Optional.empty());
    }

    @GET
    @Path("accounts")
    @Permitted(READ)
    public LetterJson.Standings accounts(@Context SecurityContext caller) {
        asker(caller, READ);
        return new LetterJson.Standings(
                dispatcher.standings().stream().map(LetterJson.StandingJson::of).toList());
    }

    /** What the caller wrote to a room; what others wrote stands in the log once it is sent, for those who may read it. */
    @GET
    @Path("room")
    @Permitted(Permitted.EVERYBODY)
    public LetterJson.Page room(
            @QueryParam("platform") String platform,
            @QueryParam("account") String account,
            @QueryParam("conversation") String conversation,
            @Context SecurityContext caller) {
        if (platform == null || account == null || conversation == null) {
            throw Problem.badRequest(
                    "需要参数 platform、account 和 conversation。", "platform, account and conversation are needed.");
        }
        Asker asker = (Asker) caller.getUserPrincipal();
        return new LetterJson.Page(
                shelf.inRoom(new To.Room(platform, account, conversation), asker.account(), USUAL).stream()
                        .map(row -> json(row, asker))
                        .toList(),
                Optional.empty());
    }

    @GET
    @Path("{id: [0-9a-f]{32}}")
    @Permitted(Permitted.EVERYBODY)
    public LetterJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        return json(own(id, asker), asker);
    }

    /** What is to become of a letter of which nobody can tell whether it was sent. */
    @POST
    @Path("{id: [0-9a-f]{32}}/decide")
    @Permitted(Permitted.EVERYBODY)
    public LetterJson decide(@PathParam("id") String id, Decided decided, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        ShelfRow row = own(id, asker);
        Decision decision = Decision.of(decided == null ? null : decided.decision())
                .orElseThrow(() -> Problem.badRequest(
                        "decision 是 again（再发）、arrived（已送达）或 drop（作罢）。", "decision is again, arrived or drop."));
        LocalText why = Pauses.brief(LocalText.of(asker.name() + " 的决定", "as " + asker.name() + " decided"));
        shelf.transactions().write(connection -> {
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), "outbox.decide", Thing.of("letter", id))
                            .changing(State.UNKNOWN.word(), decided.decision()));
            if (LetterShelf.decide(connection, row.seq(), decision, why, clock.instant()) == 0) {
                throw new Problem(
                        409,
                        "changed-meanwhile",
                        LocalText.of("这封信已不是“未知”状态。", "This letter is not unknown any more."));
            }
            return null;
        });
        dispatcher.wake();
        return json(own(id, asker), asker);
    }

    /** Has its platform take back what was sent; where that does not, it stays sent, and is said to be. */
    @POST
    @Path("{id: [0-9a-f]{32}}/recall")
    @Permitted(Permitted.EVERYBODY)
    public LetterJson recall(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        ShelfRow row = own(id, asker);
        // What people wrote is theirs to take back.
        if (row.spoken() && !isOf(asker, row)) {
            throw Problem.forbidden(LocalText.of("只有写信人自己可以撤回。", "Only who wrote it takes it back."));
        }
        if (!takingBack.isOpen(row, clock.instant())) {
            throw new Problem(
                    409,
                    "not-recallable",
                    LocalText.of(
                            "这封信不能撤回：没有发出、分了几段、已撤回、超过时限，或平台不支持。",
                            "This letter cannot be taken back: it was not sent, went in pieces, is taken back already, is"
                                    + " too old, or its platform takes nothing back."));
        }
        takingBack.ask(row).ifPresent(why -> {
            throw new Problem(
                    409, "not-recalled", LocalText.of("平台没有撤回：" + why.zh(), "It was not taken back: " + why.en()));
        });
        shelf.transactions().write(connection -> {
            audit.note(connection, Deed.done(Doer.of(asker), "outbox.recall", Thing.of("letter", id)));
            return LetterShelf.update(
                    connection, "taken_back_at = ?", clock.instant().toEpochMilli(), row.seq());
        });
        return json(own(id, asker), asker);
    }

    /** Of others it is not there. */
    private ShelfRow own(String id, Asker asker) {
        return shelf.find(id)
                .filter(row -> isOf(asker, row) || may(asker, READ))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这封信", "letter")));
    }

    private LetterJson json(ShelfRow row, Asker asker) {
        boolean own = isOf(asker, row);
        boolean recallable = (own || !row.spoken() && may(asker, READ)) && takingBack.isOpen(row, clock.instant());
        return LetterJson.of(row, dispatcher.outlook(row), own, Called.of(row, addresses, own), recallable);
    }

    /** What a bundle says is nobody's own, also where somebody's account has its name. */
    private static boolean isOf(Asker asker, ShelfRow row) {
        return row.spoken() && row.by().equals(asker.account());
    }

    private static long number(String name, String text, long otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.badRequest(name + " 是数字。", name + " is a number.");
        }
        return Long.parseLong(text);
    }

    private boolean may(Asker asker, String permission) {
        return decisions.decide(asker, Act.of(permission)) instanceof DecisionPoint.Decision.Allowed;
    }

    private Asker asker(SecurityContext caller, String permission) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (decisions.decide(asker, Act.of(permission)) instanceof DecisionPoint.Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        return asker;
    }

    /** @param decision again, arrived or drop */
    public record Decided(String decision) {}
}
