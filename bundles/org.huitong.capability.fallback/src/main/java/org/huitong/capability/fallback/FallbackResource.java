// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.operation.SendingBoard;
import org.huitong.api.operation.SendingBoard.Sending;
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

/** {@code /api/v1/fallback}: the chains, the accounts that are switched off, and the drills. */
@Component
@Subject(subject = "fallback")
@Path("")
@Permitted(FallbackPage.READ)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FallbackResource implements RestResource {
    private static final LocalText CHAIN = LocalText.of("这条应急链", "chain");
    private static final LocalText ACCOUNT = LocalText.of("这个账号", "account");
    private static final LocalText DRILL = LocalText.of("这次演练", "drill");

    private final ChainKeeper chains;
    private final Switches switches;
    private final DrillHall hall;
    private final SendingBoard board;

    @Activate
    public FallbackResource(
            @Reference ChainKeeper chains,
            @Reference Switches switches,
            @Reference DrillHall hall,
            @Reference SendingBoard board) {
        this.chains = chains;
        this.switches = switches;
        this.hall = hall;
        this.board = board;
    }

    @GET
    @Path("chains")
    public ChainList chains() {
        return new ChainList(
                chains.shelf().newest().items().stream().map(ChainJson::of).toList());
    }

    @POST
    @Path("chains")
    @Permitted(FallbackPage.CHANGE)
    public Response add(ChainJson chain, @Context SecurityContext caller) {
        return Response.status(Response.Status.CREATED)
                .entity(done(chains.shelf().add(meant(chain, 0), doer(caller))))
                .build();
    }

    @PUT
    @Path("chains/{id: [0-9]{1,18}}")
    @Permitted(FallbackPage.CHANGE)
    public ChainJson replace(@PathParam("id") long id, ChainJson chain, @Context SecurityContext caller) {
        Seen.version(given(chain).version());
        return done(chains.shelf().replace(meant(chain, id), doer(caller)));
    }

    @DELETE
    @Path("chains/{id: [0-9]{1,18}}")
    @Permitted(FallbackPage.CHANGE)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        done(chains.shelf().remove(id, doer(caller)));
    }

    private static ChainJson given(ChainJson chain) {
        if (chain == null) {
            throw Problem.badRequest("请给出应急链的内容。", "Say what the chain is.");
        }
        return chain;
    }

    /** One for a company that there is not would tell nobody, and only be missed in an emergency. */
    private Chain meant(ChainJson wish, long id) {
        Chain chain = given(wish).chain(id);
        if (chain.company().filter(one -> hall.roster().company(one).isEmpty()).isPresent()) {
            throw Problem.badRequest("没有 company 所指的公司。", "There is no such company.");
        }
        return chain;
    }

    private ChainJson done(Outcome<Chain> outcome) {
        Chain chain = outcome.orProblem(CHAIN, () -> Problem.badRequest("已有同样的应急链。", "There is such a chain."))
                .item();
        chains.renew();
        return ChainJson.of(chain);
    }

    @GET
    @Path("accounts")
    public AccountList accounts() {
        return new AccountList(board.sendings().stream().map(AccountJson::of).toList());
    }

    /** Whether anything is sent by that account, whatever its platform says of itself. */
    @PUT
    @Path("accounts/{platform}/{account}")
    @Permitted(FallbackPage.CHANGE)
    public AccountJson set(
            @PathParam("platform") String platform,
            @PathParam("account") String account,
            Wish wish,
            @Context SecurityContext caller) {
        if (wish == null || wish.off() == null) {
            throw Problem.badRequest("请给出 off：true 或 false。", "Give off, true or false.");
        }
        find(platform, account);
        switches.set(platform, account, wish.off(), doer(caller));
        return AccountJson.of(find(platform, account));
    }

    private Sending find(String platform, String account) {
        return board.sendings().stream()
                .filter(one -> one.platform().equals(platform) && one.account().equals(account))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(ACCOUNT));
    }

    @GET
    @Path("drills")
    public DrillList drills() {
        return new DrillList(hall.shelf().newest().stream().map(HeldJson::of).toList());
    }

    /** Works out who would be reached by what; nothing is sent. */
    @POST
    @Path("drills")
    @Permitted(FallbackPage.CHANGE)
    public Response hold(Supposed supposed, @Context SecurityContext caller) {
        List<String> platforms = supposed == null || supposed.platforms() == null ? List.of() : supposed.platforms();
        if (platforms.isEmpty()
                || platforms.size() > 20
                || !platforms.stream().allMatch(p -> p != null && p.matches("[a-z][a-z0-9.-]{0,31}"))) {
            throw Problem.badRequest(
                    "请给出 platforms：假设哪些平台不能发送。", "Give platforms: which ones are supposed to be down.");
        }
        TreeSet<String> known =
                board.sendings().stream().map(Sending::platform).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(platforms)) {
            String all = String.join(", ", known);
            throw Problem.badRequest(
                    "platforms 中有这里没有的平台。现有：" + all + "。",
                    "Platforms names one that there is not here. There are: " + all + ".");
        }
        Drill drill = hall.hold(platforms, doer(caller));
        return Response.status(Response.Status.CREATED)
                .entity(hall.told(drill, asker(caller)))
                .build();
    }

    @GET
    @Path("drills/{id: [0-9a-f]{32}}")
    public DrillJson drill(@PathParam("id") String id, @Context SecurityContext caller) {
        return hall.told(hall.shelf().find(id).orElseThrow(() -> Problem.notFound(DRILL)), asker(caller));
    }

    private static Doer doer(SecurityContext caller) {
        return Doer.of(asker(caller));
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record ChainList(List<ChainJson> items) {}

    public record AccountList(List<AccountJson> items) {}

    public record DrillList(List<HeldJson> items) {}

    public record Wish(Boolean off) {}

    public record Supposed(List<String> platforms) {}

    /** @param light sends, strained, down, unset or off */
    public record AccountJson(
            String platform,
            String account,
            String light,
            Optional<Map<String, String>> why,
            Optional<Instant> since,
            long waiting,
            long unconfirmed) {
        static AccountJson of(Sending one) {
            return new AccountJson(
                    one.platform(),
                    one.account(),
                    one.light().name().toLowerCase(Locale.ROOT),
                    one.why().map(why -> Map.of("zh", why.zh(), "en", why.en())),
                    one.since(),
                    one.waiting(),
                    one.unconfirmed());
        }
    }

    public record HeldJson(String id, Instant at, String by, List<String> supposed, int persons, int unreached) {
        static HeldJson of(DrillShelf.Held one) {
            return new HeldJson(one.id(), one.at(), one.by(), one.supposed(), one.persons(), one.unreached());
        }
    }

    /**
     * @param byWay how many would be reached by each platform
     * @param lines those for whom something would be another, with their names for those who may read people; the
     *     unreached first
     */
    public record DrillJson(
            String id,
            Instant at,
            String by,
            List<String> supposed,
            int persons,
            long unreached,
            Map<String, Long> byWay,
            List<LineJson> lines) {}

    /** @param usual,then platforms; absent where nothing reaches them */
    public record LineJson(String person, Optional<String> name, Optional<String> usual, Optional<String> then) {}
}
