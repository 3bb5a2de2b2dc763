// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Jobs;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.rules.Reckoning.Figures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/rules/figures} and what else tells how well rules do: samples of shadows, dry runs, “this was wrong”. */
@Component
@Subject(subject = "rules")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(RulesResource.READ)
public final class FiguresResource implements RestResource {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 90;
    private static final int EXCERPT = 120;
    private static final LocalText RULE = LocalText.of("这条规则", "rule");
    private static final LocalText MESSAGE = LocalText.of("这条消息", "message");

    private final RuleKeeper keeper;
    private final Transactions transactions;
    private final MessageDoor door;
    private final Clock clock;
    private final Audit audit;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Jobs jobs;

    @Activate
    public FiguresResource(
            @Reference RuleKeeper keeper,
            @Reference Transactions transactions,
            @Reference MessageDoor door,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.keeper = keeper;
        this.transactions = transactions;
        this.door = door;
        this.clock = clock;
        this.audit = audit;
    }

    /** Of the last thirty days, of each rule that there is. */
    @GET
    @Path("figures")
    @Permitted(RulesResource.READ)
    public FigureList figures() {
        LocalDate day = clock.today().minusDays(DAYS - 1L);
        Instant begin = day.atStartOfDay(clock.zone()).toInstant();
        Map<Long, Figures> figures = transactions.read(c -> Reckoning.since(c, day, begin));
        return new FigureList(keeper.rules().newest().items().stream()
                .map(rule -> FigureJson.of(rule, figures.getOrDefault(rule.id(), Figures.NONE)))
                .sorted(Comparator.comparingLong(FigureJson::id))
                .toList());
    }

    /** Of what a rule in shadow would have spoken lately, as far as the caller may read it. */
    @GET
    @Path("{id: [0-9]{1,18}}/samples")
    @Permitted(RulesResource.READ)
    public SampleList samples(@PathParam("id") long id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        List<MessageId> samples = transactions.read(c -> Reckoning.samples(c, id));
        return new SampleList(samples.stream()
                .filter(message -> door.maySee(asker, message))
                .flatMap(message -> door.find(asker, message).stream())
                .filter(view -> !view.recalled())
                .map(SampleJson::of)
                .toList());
    }

    /** What a rule would have found in the last days, as a job. */
    @POST
    @Path("{id: [0-9]{1,18}}/dry-run")
    @Permitted(RulesResource.WRITE)
    public Response dryRun(@PathParam("id") long id, DryRunWish wish, @Context SecurityContext caller) {
        if (wish == null || wish.days() == null || wish.days() < 1 || wish.days() > MOST_DAYS) {
            throw Problem.badRequest("days 为 1 到 90。", "days is 1 to 90.");
        }
        Rule rule = keeper.rules().item(id).orElseThrow(() -> Problem.notFound(RULE));
        Jobs present = jobs;
        if (present == null) {
            throw new Problem(
                    503, "not-ready", LocalText.of("后台任务还没有准备好，请稍后再试。", "Jobs are not ready; try again later."));
        }
        LocalText title = LocalText.of("试运行规则“" + rule.name() + "”", "Dry run of the rule “" + rule.name() + "”");
        String job = present.start(new Jobs.Order(
                RuleDryRun.NAME,
                title,
                asker(caller).account(),
                Optional.empty(),
                RuleDryRun.argument(id, wish.days())));
        return Response.accepted(new RulesResource.Ordered(job, "waiting", 0, 0))
                .build();
    }

    /** Which rules the caller has called wrong about a message. */
    @GET
    @Path("wrong")
    @Permitted(Permitted.EVERYBODY)
    public WrongList wrong(@QueryParam("message") String message, @Context SecurityContext caller) {
        MessageId id = message(message);
        List<Long> wrong = transactions.read(
                c -> Reckoning.calledWrong(c, id, asker(caller).account()));
        return new WrongList(keeper.rules().newest().items().stream()
                .filter(rule -> wrong.contains(rule.id()))
                .map(Rule::name)
                .toList());
    }

    /** “This was wrong”: whoever may read a message says so of a rule that spoke of it, or would have in shadow. */
    @POST
    @Path("wrong")
    @Permitted(Permitted.EVERYBODY)
    public WrongJson callWrong(WrongJson wish, @Context SecurityContext caller) {
        if (wish == null || wish.rule() == null) {
            throw Problem.badRequest("请给出 message 和 rule（规则名称）。", "Give message and rule, the name of the rule.");
        }
        Asker asker = asker(caller);
        MessageId id = message(wish.message());
        MessageView view = Optional.of(id)
                .filter(one -> door.maySee(asker, one))
                .flatMap(one -> door.find(asker, one))
                .orElseThrow(() -> Problem.notFound(MESSAGE));
        long rule = rule(wish.rule())
                .filter(one -> view.marks(Mark.Kind.RULE).contains(wish.rule())
                        || transactions.read(c -> Reckoning.samples(c, one)).contains(id))
                .orElseThrow(() -> new Problem(
                        409,
                        "rule-did-not-fire",
                        LocalText.of("这条规则没有在这条消息上触发。", "This rule did not fire on this message.")));
        transactions.write(c -> {
            Reckoning.wrong(c, rule, id, asker.account(), clock.instant());
            audit.note(c, Deed.done(Deed.Doer.of(asker), "rules.wrong", Deed.Thing.of("message", id.value())));
            return null;
        });
        return wish;
    }

    /** Takes it back; what was not said is ignored. */
    @DELETE
    @Path("wrong")
    @Permitted(Permitted.EVERYBODY)
    public void callRight(
            @QueryParam("message") String message, @QueryParam("rule") String name, @Context SecurityContext caller) {
        MessageId id = message(message);
        Asker asker = asker(caller);
        rule(name)
                .ifPresent(rule -> transactions.write(c -> {
                    if (Reckoning.right(c, rule, id, asker.account())) {
                        audit.note(
                                c, Deed.done(Deed.Doer.of(asker), "rules.right", Deed.Thing.of("message", id.value())));
                    }
                    return null;
                }));
    }

    /** Of one that there is not nothing else is said than of one that said nothing: names of rules are not everybody's. */
    private Optional<Long> rule(String name) {
        return keeper.rules().newest().items().stream()
                .filter(rule -> rule.name().equals(name))
                .map(Rule::id)
                .findFirst();
    }

    private static MessageId message(String text) {
        try {
            return new MessageId(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("message 是消息的 id。", "message is the id of a message.");
        }
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record FigureList(List<FigureJson> items) {}

    /**
     * @param precision the share of what it found that nobody called wrong; absent where it found nothing
     * @param urgent whether what it finds is told at once
     */
    public record FigureJson(
            long id,
            String rule,
            boolean shadow,
            long fired,
            long shadowed,
            long wrong,
            Optional<Double> precision,
            boolean urgent) {
        static FigureJson of(Rule rule, Figures figures) {
            return new FigureJson(
                    rule.id(),
                    rule.name(),
                    rule.shadow(),
                    figures.fired(),
                    figures.shadowed(),
                    figures.wrong(),
                    figures.fired() + figures.shadowed() == 0 ? Optional.empty() : Optional.of(figures.precision()),
                    rule.priority().filter(Priority.HIGH::equals).isPresent());
        }
    }

    public record SampleList(List<SampleJson> items) {}

    public record SampleJson(String message, Instant at, Optional<String> excerpt) {
        static SampleJson of(MessageView view) {
            return new SampleJson(
                    view.id().value(),
                    view.message().sentAt(),
                    view.message().content().text().map(SampleJson::cut));
        }

        private static String cut(String text) {
            String line = text.replaceAll("\\s+", " ").strip();
            return line.codePointCount(0, line.length()) <= EXCERPT
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
        }
    }

    public record DryRunWish(Integer days) {}

    public record WrongList(List<String> rules) {}

    /** @param rule the name of the rule, as messages show it */
    public record WrongJson(String message, String rule) {}
}
