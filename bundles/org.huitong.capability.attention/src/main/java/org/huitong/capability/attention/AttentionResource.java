// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Posted;
import org.huitong.api.people.Roster;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Seen;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/attention}: who was told what, when and why; and the rules of it. */
@Component
@Subject(subject = "attention")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class AttentionResource implements RestResource {
    static final String READ = "attention.read";
    static final String WRITE = "attention.write";
    private static final LocalText NOTICE = LocalText.of("这条提醒", "notice");
    private static final LocalText RULE = LocalText.of("这条规则", "rule");
    private static final int MOST = 200;
    private static final int MOST_TELLINGS = 50;

    private final NoticeDesk desk;
    private final ItemShelf items;
    private final PushRuleKeeper rules;
    private final DecisionPoint decisions;
    private final MessageDoor door;
    private final Outbox outbox;
    private final Audit audit;
    private final Entrance entrance;

    @Activate
    public AttentionResource(
            @Reference NoticeDesk desk,
            @Reference ItemShelf items,
            @Reference PushRuleKeeper rules,
            @Reference DecisionPoint decisions,
            @Reference MessageDoor door,
            @Reference Outbox outbox,
            @Reference Audit audit,
            @Reference Entrance entrance) {
        this.desk = desk;
        this.items = items;
        this.rules = rules;
        this.decisions = decisions;
        this.door = door;
        this.outbox = outbox;
        this.audit = audit;
        this.entrance = entrance;
    }

    /** One's own; with {@code all}, everybody's, for who may see them. */
    @GET
    @Path("notices")
    @Permitted(Permitted.EVERYBODY)
    public NoticeList notices(
            @QueryParam("all") boolean all, @QueryParam("open") boolean open, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        String state = open ? "state IN ('open', 'unanswered')" : "1 = 1";
        List<Object> whose = all ? List.of() : List.of(person(asker), person(asker));
        if (all) {
            require(asker, READ);
        }
        List<Full> found = items.transactions().read(c -> {
            List<Full> full = new ArrayList<>();
            for (Notice notice :
                    NoticeShelf.notices(c, state + (all ? "" : " AND (told = ? OR person = ?)"), whose, MOST)) {
                full.add(full(c, notice));
            }
            return full;
        });
        Roster roster = desk.duty().roster();
        return new NoticeList(
                found.stream().map(full -> told(asker, roster, full)).toList());
    }

    private static Full full(Connection connection, Notice notice) throws SQLException {
        return new Full(notice, NoticeShelf.tellings(connection, "notice = ?", List.of(notice.id()), MOST_TELLINGS));
    }

    /** A notice with what was sent of it. */
    private record Full(Notice notice, List<Telling> tellings) {}

    /** @param how {@code opened} where somebody looked at the message; otherwise it was said on the page */
    @POST
    @Path("notices/{id: [0-9a-f]{32}}/acknowledge")
    @Permitted(Permitted.EVERYBODY)
    public NoticeJson acknowledge(
            @PathParam("id") String id, @QueryParam("how") String how, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        String by = person(asker);
        Full full = items.transactions().write(c -> {
            Notice notice = NoticeShelf.find(c, id)
                    .filter(n -> n.told().equals(by) || n.person().equals(by))
                    .orElseThrow(() -> Problem.notFound(NOTICE));
            if (desk.acknowledge(c, notice, asker.account(), by, "opened".equals(how) ? "opened" : "page")) {
                audit.note(
                        c, Deed.done(Deed.Doer.of(asker), "attention.acknowledge", new Deed.Thing("notice", id, "")));
            }
            return full(c, NoticeShelf.find(c, id).orElseThrow());
        });
        return told(asker, desk.duty().roster(), full);
    }

    /** What people were told lately, digests among it. */
    @GET
    @Path("tellings")
    @Permitted(Permitted.EVERYBODY)
    public TellingList tellings(@QueryParam("all") boolean all, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        if (all) {
            require(asker, READ);
        }
        List<Object> whose = all ? List.of() : List.of(person(asker));
        List<Telling> tellings =
                items.transactions().read(c -> NoticeShelf.tellings(c, all ? "1 = 1" : "person = ?", whose, MOST));
        Roster roster = desk.duty().roster();
        return new TellingList(
                tellings.stream().map(telling -> told(roster, telling)).toList());
    }

    @GET
    @Path("rules")
    @Permitted(READ)
    public RuleList rules() {
        return new RuleList(
                rules.shelf().newest().items().stream().map(PushRuleJson::of).toList());
    }

    @POST
    @Path("rules")
    @Permitted(WRITE)
    public Response add(PushRuleJson rule, @Context SecurityContext caller) {
        Asker by = asker(caller);
        return Response.status(Response.Status.CREATED)
                .entity(done(rules.shelf().add(given(rule).rule(0), Deed.Doer.of(by))))
                .build();
    }

    @PUT
    @Path("rules/{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public PushRuleJson replace(@PathParam("id") long id, PushRuleJson rule, @Context SecurityContext caller) {
        Asker by = asker(caller);
        Seen.version(given(rule).version());
        return done(rules.shelf().replace(rule.rule(id), Deed.Doer.of(by)));
    }

    @DELETE
    @Path("rules/{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        Asker by = asker(caller);
        done(rules.shelf().remove(id, Deed.Doer.of(by)));
    }

    private static PushRuleJson given(PushRuleJson rule) {
        if (rule == null) {
            throw Problem.badRequest("请给出规则的内容。", "Say what the rule is.");
        }
        return rule;
    }

    private PushRuleJson done(Outcome<PushRule> outcome) {
        PushRule rule = outcome.orProblem(RULE, () -> Problem.badRequest("已有同样的规则。", "There is such a rule."))
                .item();
        rules.renew();
        return PushRuleJson.of(rule);
    }

    /** Whoever was told without words looks at the notice, not beyond their rights: it is no attempt that is to be noted. */
    private Optional<MessageView> read(Asker asker, Notice notice) {
        return Optional.of(notice.message())
                .filter(id -> door.maySee(asker, id))
                .flatMap(id -> door.find(asker, id))
                .filter(view -> !view.recalled());
    }

    /** As the company calls them, or as their platform does where they are nobody of ours. */
    private static Optional<String> speaker(Roster roster, MessageView view) {
        return view.marks().stream()
                .filter(mark -> mark.kind() == Mark.Kind.PERSON)
                .flatMap(mark -> roster.name(mark.value()).stream())
                .findFirst()
                .or(() -> view.message().sender().name());
    }

    private NoticeJson told(Asker asker, Roster roster, Full full) {
        // Outside every transaction: the outbox and the door have their own.
        Notice notice = full.notice();
        Optional<MessageView> read = read(asker, notice);
        return new NoticeJson(
                notice.id(),
                notice.code(),
                notice.message().value(),
                read.flatMap(view -> view.message().content().text()),
                read.flatMap(view -> speaker(roster, view)),
                read.flatMap(view -> view.message().conversation().title()),
                notice.person(),
                roster.name(notice.person()),
                notice.told(),
                roster.name(notice.told()),
                rules.inForce().items().stream()
                        .filter(rule -> rule.id() == notice.rule())
                        .map(PushRule::name)
                        .findFirst(),
                notice.state().word(),
                notice.step(),
                notice.madeAt(),
                notice.endedAt(),
                notice.endedBy(),
                notice.endedBy().flatMap(entrance::current).map(Asker::name),
                notice.how(),
                asker.person()
                        .filter(id -> id.equals(notice.told()) || id.equals(notice.person()))
                        .isPresent(),
                full.tellings().stream().map(telling -> told(roster, telling)).toList());
    }

    private TellingJson told(Roster roster, Telling telling) {
        Optional<Posted> letter = outbox.find(telling.letter());
        return new TellingJson(
                telling.at(),
                telling.person(),
                roster.name(telling.person()),
                telling.kind(),
                telling.endsAt(),
                telling.amount(),
                telling.words(),
                letter.flatMap(Posted::platform),
                letter.map(Posted::state));
    }

    private void require(Asker asker, String word) {
        if (decisions.decide(asker, Act.of(word)) instanceof DecisionPoint.Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
    }

    /** Accounts that are nobody's are told nothing. */
    private static String person(Asker asker) {
        return asker.person().orElse("-");
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record NoticeList(List<NoticeJson> items) {}

    public record TellingList(List<TellingJson> items) {}

    public record RuleList(List<PushRuleJson> items) {}

    /**
     * @param text what was said, where the caller may read it
     * @param from who said it, and {@code room} where, under the same condition
     * @param rule by which rule it was told of
     * @param mine whether the caller may acknowledge it
     */
    public record NoticeJson(
            String id,
            String code,
            String message,
            Optional<String> text,
            Optional<String> from,
            Optional<String> room,
            String person,
            Optional<String> personName,
            String told,
            Optional<String> toldName,
            Optional<String> rule,
            String state,
            int step,
            Instant at,
            Optional<Instant> endedAt,
            Optional<String> endedBy,
            Optional<String> endedByName,
            Optional<String> how,
            boolean mine,
            List<TellingJson> tellings) {}

    /** @param words whether words of messages were sent along */
    public record TellingJson(
            Instant at,
            String person,
            Optional<String> personName,
            String kind,
            Optional<Instant> windowEnd,
            int amount,
            boolean words,
            Optional<String> platform,
            Optional<String> state) {}
}
