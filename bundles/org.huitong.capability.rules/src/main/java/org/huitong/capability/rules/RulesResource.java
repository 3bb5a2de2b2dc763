// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Jobs;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Change;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Seen;
import org.huitong.kit.edition.Snapshot;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.stage.JudgeAnew;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/rules}: reading, changing and trying rules. */
@Component
@Permitted(RulesResource.READ)
@Subject(subject = "rules")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RulesResource implements RestResource {
    static final String READ = "rules.read";
    static final String WRITE = "rules.write";
    /** How long a change waits until it is in force; a set that takes longer to make comes into force by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int MOST_CHANGES = 100;
    private static final int SMALL = 1_000;
    private static final int LONGEST_TRIAL = 20_000;
    /** As much as a rule with all the words that it may have. */
    private static final int LARGEST = 4 << 20;

    private static final int MOST_VALUES = 500_000;

    private static final LocalText RULE = LocalText.of("这条规则", "rule");

    private final RuleKeeper keeper;
    private final DecisionPoint decisions;

    /** Without it nothing of the past can be judged anew. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Jobs jobs;

    @Activate
    public RulesResource(@Reference RuleKeeper keeper, @Reference DecisionPoint decisions) {
        this.keeper = keeper;
        this.decisions = decisions;
    }

    @GET
    public RuleList list(@Context SecurityContext caller) {
        asker(caller, READ);
        return list(keeper.rules().newest());
    }

    @GET
    @Path("{id: [0-9]{1,18}}")
    public RuleJson one(@PathParam("id") long id, @Context SecurityContext caller) {
        asker(caller, READ);
        return keeper.rules().item(id).map(RuleJson::of).orElseThrow(() -> Problem.notFound(RULE));
    }

    @GET
    @Path("versions")
    public ChangeList versions(@Context SecurityContext caller) {
        asker(caller, READ);
        return new ChangeList(keeper.rules().changes(MOST_CHANGES));
    }

    @GET
    @Path("versions/{version: [0-9]{1,9}}")
    public RuleList version(@PathParam("version") int version, @Context SecurityContext caller) {
        asker(caller, READ);
        return list(keeper.rules()
                .version(version)
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个版本的规则", "version of the rules"))));
    }

    @POST
    @Permitted(WRITE)
    public Response add(
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) RuleJson rule, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        return Response.status(Response.Status.CREATED)
                .entity(done(keeper.rules().add(rule.rule(0), Doer.of(by))))
                .build();
    }

    @PUT
    @Path("{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public RuleJson replace(
            @PathParam("id") long id,
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) RuleJson rule,
            @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        Seen.version(rule.version());
        return done(keeper.rules().replace(rule.rule(id), Doer.of(by)));
    }

    @DELETE
    @Path("{id: [0-9]{1,18}}")
    @Permitted(WRITE)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        done(keeper.rules().remove(id, Doer.of(by)));
    }

    /** What would fire in a text: of the rules in force, or of one that is not saved yet. */
    @POST
    @Path("try")
    public TrialResult trial(
            @BodyLimit(bytes = LARGEST, values = MOST_VALUES) Trial trial, @Context SecurityContext caller) {
        asker(caller, READ);
        if (trial.text() == null || trial.text().length() > LONGEST_TRIAL) {
            throw Problem.badRequest(
                    "试用规则需要一段最多 " + LONGEST_TRIAL + " 个字符的文本。",
                    "A text of at most " + LONGEST_TRIAL + " characters is needed to try the rules on.");
        }
        Optional<MessageType> type = trial.type().filter(t -> !t.isBlank()).map(RuleJson::typeOf);
        RuleBook book = trial.rule() == null
                ? keeper.stage()
                        .inForce()
                        .orElseThrow(() -> new Problem(
                                503,
                                "not-ready",
                                LocalText.of("规则正在读取，请稍后再试。", "The rules are being read; try again soon.")))
                : RuleBook.of("draft", List.of(trial.rule().rule(0).inForce()));
        return TrialResult.of(book.explain(trial.text(), trial.platform().filter(p -> !p.isBlank()), type));
    }

    private RuleJson done(Outcome<Rule> outcome) {
        Outcome.Done<Rule> done = outcome.orProblem(
                RULE,
                () -> new Problem(
                        409, "name-taken", LocalText.of("已有同名的规则，请换一个名称。", "There is another rule of this name.")));
        keeper.stage().renew(done.version(), PATIENCE);
        return RuleJson.of(done.item());
    }

    private RuleList list(Snapshot<Rule> set) {
        return new RuleList(
                set.word(),
                keeper.stage().inForce().map(RuleBook::snapshot),
                set.items().stream().map(RuleJson::of).toList());
    }

    /** Judges the last days anew, as a job: with {@code dryRun} it tells what would change. */
    @POST
    @Path("judge")
    @Permitted(WRITE)
    public Response judge(@BodyLimit(bytes = SMALL, values = SMALL) String wish, @Context SecurityContext caller) {
        Asker by = asker(caller, WRITE);
        Parsed<JudgeAnew.Wish> read = JudgeAnew.Wish.read(wish);
        if (read instanceof Parsed.Bad<JudgeAnew.Wish> bad) {
            throw Problem.badRequest(bad.reason().zh() + "。", bad.reason().en() + ".");
        }
        Jobs present = jobs;
        if (present == null) {
            throw new Problem(
                    503, "not-ready", LocalText.of("后台任务还没有准备好，请稍后再试。", "Jobs are not ready; try again later."));
        }
        LocalText title = LocalText.of("按现在的规则重新判断", "Judge by the rules of now");
        String id = present.start(new Jobs.Order(RulesAnew.NAME, title, by.account(), Optional.of(WRITE), wish));
        return Response.accepted(new Ordered(id, "waiting", 0, 0)).build();
    }

    /** A job that was ordered; how it goes on is told at {@code /api/v1/jobs/{id}}. */
    public record Ordered(String id, String state, long done, long total) {}

    /** Rules are the hub's own settings: who administers it may see and change them. */
    private Asker asker(SecurityContext caller, String permission) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (decisions.decide(asker, Act.of(permission)) instanceof Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
        return asker;
    }

    /**
     * @param snapshot the version that is listed
     * @param inForce the version that messages are judged by now
     */
    public record RuleList(String snapshot, Optional<String> inForce, List<RuleJson> items) {}

    public record ChangeList(List<Change> items) {}

    /** @param rule to try this one alone instead of the rules in force; may be left out */
    public record Trial(String text, Optional<String> platform, Optional<String> type, RuleJson rule) {
        public Trial {
            platform = platform == null ? Optional.empty() : platform;
            type = type == null ? Optional.empty() : type;
        }
    }

    public record TrialResult(
            String snapshot, Optional<String> priority, List<String> tags, List<String> rules, List<HitJson> hits) {
        static TrialResult of(RuleBook.Explanation said) {
            return new TrialResult(
                    said.snapshot(),
                    said.priority().map(Priority::word),
                    said.tags(),
                    said.rules(),
                    said.hits().stream().map(HitJson::of).toList());
        }
    }

    /** @param preventedBy the exception that holds the keyword back; without one the rule fires */
    public record HitJson(long id, String rule, String keyword, int from, int to, Optional<String> preventedBy) {
        static HitJson of(RuleBook.Hit hit) {
            return new HitJson(hit.id(), hit.rule(), hit.keyword(), hit.from(), hit.to(), hit.preventedBy());
        }
    }
}
