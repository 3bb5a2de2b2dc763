// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/nominations}: what somebody called important, for whoever copies it; each sees their own. */
@Component(service = RestResource.class)
@Permitted(Permissions.NOMINATE)
@Subject(subject = "nominations")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NominationsResource implements RestResource {
    static final String WITHDRAW = "nominations.withdraw";
    private static final LocalText NOMINATION = LocalText.of("这项提名", "nomination");
    private static final int PAGE = 50;
    private static final int LONGEST_NOTE = 1_000;
    private static final int MOST_NAMED = 200;

    private final NominationShelf shelf;
    private final Nominating nominating;
    private final MessageDoor door;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public NominationsResource(
            @Reference NominationShelf shelf,
            @Reference MessageDoor door,
            @Reference DecisionPoint decisions,
            @Reference Transactions transactions,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.shelf = shelf;
        this.nominating = new Nominating(door, decisions);
        this.door = door;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    public NominationList list(@QueryParam("before") Integer before, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        return transactions.read(connection -> {
            List<Nomination> found = shelf.newest(
                    connection, Optional.of(asker.account()), before == null ? Integer.MAX_VALUE : before, PAGE);
            List<NominationJson> items = new ArrayList<>();
            for (Nomination one : found) {
                items.add(NominationJson.of(one, shelf.note(connection, one.id())));
            }
            return new NominationList(
                    items,
                    found.size() < PAGE
                            ? Optional.empty()
                            : Optional.of(Integer.toString(found.get(PAGE - 1).id())));
        });
    }

    /** One, with those of its messages that its author may still see. */
    @GET
    @Path("{id: [0-9]{1,9}}")
    public OneJson one(@PathParam("id") int id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        record Found(NominationJson nomination, List<Nomination.Line> lines) {}
        Found found = transactions.read(connection -> {
            Nomination one = shelf.find(connection, id)
                    .filter(own -> own.madeBy().equals(asker.account()))
                    .orElseThrow(() -> Problem.notFound(NOMINATION));
            return new Found(NominationJson.of(one, shelf.note(connection, id)), shelf.lines(connection, id));
        });
        return new OneJson(
                found.nomination(),
                found.lines().stream()
                        .map(Nomination.Line::id)
                        .filter(message -> door.maySee(asker, message))
                        .map(MessageId::value)
                        .toList());
    }

    /** Nominates the messages that are named, or those that fit; with {@code dryRun} it tells how many these are. */
    @POST
    public Response nominate(
            String body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Json json = Json.read(body == null ? "" : body)
                .good()
                .filter(Json::isObject)
                .orElseThrow(() -> Problem.badRequest("请求体应是一个 JSON 对象。", "The body is to be an object of JSON."));
        List<MessageId> messages = json.at("messages").isArray()
                ? nominating.named(asker, ids(json))
                : nominating.fitting(asker, filter(json));
        if (dryRun) {
            return Response.ok(new Counted(messages.size())).build();
        }
        if (messages.isEmpty()) {
            throw new Problem(400, "no-messages", LocalText.of("没有可提名的消息。", "There is no message to nominate."));
        }
        Reason reason = Reason.ofWord(json.text("reason").orElse(""))
                .orElseThrow(() -> Problem.badRequest(
                        "reason 是 contract、approval、policy、evidence 或 other。",
                        "reason is contract, approval, policy, evidence or other."));
        String note = json.text("note").orElse("").strip();
        if (note.length() > LONGEST_NOTE) {
            throw Problem.badRequest("说明最多 1000 字。", "The note has 1000 characters at most.");
        }
        Nomination made = transactions.write(connection -> {
            Nomination one = shelf.add(connection, reason, note, messages, asker.account(), clock.instant());
            audit.note(
                    connection,
                    Deed.done(Doer.of(asker), Permissions.NOMINATE, Thing.of("nomination", Integer.toString(one.id())))
                            .changing("", messages.size() + " messages\nsha256 " + one.hash()));
            return one;
        });
        return Response.status(Response.Status.CREATED)
                .entity(NominationJson.of(made, note))
                .build();
    }

    private static List<MessageId> ids(Json json) {
        List<Json> items = json.at("messages").items();
        if (items.size() > MOST_NAMED) {
            throw Problem.badRequest("一次最多列出 200 条消息。", "No more than 200 messages are named at once.");
        }
        return items.stream()
                .map(item -> item.text()
                        .flatMap(NominationsResource::id)
                        .orElseThrow(() -> Problem.notFound(LocalText.of("这条消息", "message"))))
                .toList();
    }

    private static Optional<MessageId> id(String text) {
        try {
            return Optional.of(new MessageId(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Filter filter(Json json) {
        Parsed<Filter> filter = FilterJson.read(json.at("filter"));
        if (filter instanceof Parsed.Bad<Filter> bad) {
            throw new Problem(
                    400,
                    "bad-filter",
                    LocalText.of(bad.reason().zh() + "。", bad.reason().en() + "."));
        }
        return filter.good().orElseThrow();
    }

    /** Takes one back that nobody has begun to copy. */
    @DELETE
    @Path("{id: [0-9]{1,9}}")
    public void withdraw(@PathParam("id") int id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        transactions.write(connection -> {
            if (shelf.find(connection, id)
                    .filter(one -> one.madeBy().equals(asker.account()))
                    .isEmpty()) {
                throw Problem.notFound(NOMINATION);
            }
            if (!shelf.withdraw(connection, id, asker.account())) {
                throw new Problem(
                        409,
                        "not-waiting",
                        LocalText.of("这项提名已在备份或已结束，不能撤回。", "It is being copied or is over, and is not taken back."));
            }
            audit.note(connection, Deed.done(Doer.of(asker), WITHDRAW, Thing.of("nomination", Integer.toString(id))));
            return null;
        });
    }

    /** @param next goes on from there, as {@code before} */
    public record NominationList(List<NominationJson> items, Optional<String> next) {}

    public record Counted(int messages) {}

    public record OneJson(NominationJson nomination, List<String> messages) {}

    /** @param copied how many are in the copy, once it was read back */
    public record NominationJson(
            int id,
            String reason,
            String note,
            Instant at,
            int messages,
            String state,
            Optional<Integer> copied,
            Optional<Instant> copiedAt) {
        static NominationJson of(Nomination one, String note) {
            Optional<Nomination.Copy> copy = one.copy().filter(there -> one.state() == Nomination.State.COPIED);
            return new NominationJson(
                    one.id(),
                    one.reason().word(),
                    note,
                    one.madeAt(),
                    one.messages(),
                    one.state().name().toLowerCase(Locale.ROOT),
                    copy.map(Nomination.Copy::messages),
                    copy.map(Nomination.Copy::at));
        }

        /** What somebody wrote stays out of logs. */
        @Override
        public String toString() {
            return "Nomination[" + id + "]";
        }
    }
}
