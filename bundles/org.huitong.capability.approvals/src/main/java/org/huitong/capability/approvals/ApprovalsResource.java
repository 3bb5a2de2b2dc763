// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.approvals.ApprovalJson.ApprovalList;
import org.huitong.capability.approvals.ApprovalJson.Setting;
import org.huitong.capability.approvals.Matter.Glance;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/approvals}: what waits for somebody, and what was decided, for ever. */
@Component
@Subject(subject = "approvals")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class ApprovalsResource implements RestResource {
    static final String READ = "approvals.read";
    private static final String ID = "{id: [0-9a-f]{32}}";
    private static final LocalText APPROVAL = LocalText.of("这项审批", "approval");
    private static final int LONGEST_REASON = 200;
    /** How many are looked through for one page at most; it is short then, and says where it goes on. */
    private static final int MOST_LOOKED_AT = 500;

    private final ApprovalDesk desk;
    private final Bench bench;
    private final ApprovalShelf shelf;
    private final DecisionPoint decisions;

    @Activate
    public ApprovalsResource(
            @Reference ApprovalDesk desk,
            @Reference Bench bench,
            @Reference ApprovalShelf shelf,
            @Reference DecisionPoint decisions) {
        this.desk = desk;
        this.bench = bench;
        this.shelf = shelf;
        this.decisions = decisions;
    }

    /** Those that the caller asked for, has decided or is to decide; all of them, for who may see them. */
    @GET
    @Permitted(Permitted.EVERYBODY)
    public ApprovalList list(
            @QueryParam("state") String state,
            @QueryParam("mine") boolean mine,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context SecurityContext caller) {
        return list(ApprovalQuestion.of(state, mine, after, limit), asker(caller));
    }

    ApprovalList list(ApprovalQuestion question, Asker asker) {
        Chain chain = desk.approvers();
        boolean mine = question.mine();
        Predicate<Matter> wanted = mine ? matter -> isTurn(chain, matter, asker) : sees(chain, asker);
        boolean all = !mine && seesAll(asker);
        return shelf.transactions().read(c -> {
            List<Matter> shown = new ArrayList<>();
            Optional<String> next = find(c, question, asker, all, wanted, shown);
            List<ApprovalJson> items = new ArrayList<>();
            for (Matter matter : shown) {
                items.add(told(c, chain, shelf.find(c, matter.id()).orElseThrow(), asker));
            }
            Optional<LocalText> whyNot = desk.whyNot();
            return new ApprovalList(items, next, new Setting(whyNot.isEmpty(), whyNot));
        });
    }

    /** @return where it goes on; what is passed over is not opened */
    private Optional<String> find(
            Connection connection,
            ApprovalQuestion question,
            Asker asker,
            boolean all,
            Predicate<Matter> wanted,
            List<Matter> shown)
            throws SQLException {
        ApprovalQuestion at = question;
        for (int seen = 0; seen < MOST_LOOKED_AT; ) {
            List<Glance> found = at.ask(connection, shelf, asker, all);
            for (Glance glance : found) {
                if (shown.size() == question.limit()) {
                    return Optional.of(ApprovalQuestion.place(shown.get(shown.size() - 1)));
                }
                if (wanted.test(glance)) {
                    shown.add(glance);
                }
            }
            seen += found.size();
            if (found.size() <= question.limit()) {
                return Optional.empty();
            }
            at = at.behind(found.get(found.size() - 1));
        }
        return at.after();
    }

    @GET
    @Path(ID)
    @Permitted(Permitted.EVERYBODY)
    public ApprovalJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        Chain chain = desk.approvers();
        return shelf.transactions().read(c -> told(c, chain, seen(c, id, chain, asker), asker));
    }

    @POST
    @Path(ID + "/approve")
    @Permitted(Permitted.EVERYBODY)
    public ApprovalJson approve(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        return now(bench.approve(id, asker, sees(desk.approvers(), asker)), asker);
    }

    @POST
    @Path(ID + "/refuse")
    @Permitted(Permitted.EVERYBODY)
    public ApprovalJson refuse(@PathParam("id") String id, Refusal refusal, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        String reason = OneLine.of(refusal == null || refusal.reason() == null ? "" : refusal.reason(), LONGEST_REASON)
                .orElseThrow(() -> Problem.badRequest(
                        "请写明理由，一行文字，最多 200 个字符。", "Say why, in one line of at most 200 characters."));
        return now(bench.refuse(id, asker, sees(desk.approvers(), asker), reason), asker);
    }

    private Approval seen(Connection connection, String id, Chain chain, Asker asker) throws SQLException {
        return shelf.find(connection, id).filter(sees(chain, asker)).orElseThrow(() -> Problem.notFound(APPROVAL));
    }

    /** Who has part in it, or may see all; whoever might have decided a step may hear that it is decided. */
    private Predicate<Matter> sees(Chain chain, Asker asker) {
        boolean all = seesAll(asker);
        return matter -> all
                || matter.account().equals(asker.account())
                || asker.person().filter(id -> chain.hasPart(matter, id)).isPresent();
    }

    private boolean seesAll(Asker asker) {
        return decisions.decide(asker, Act.of(READ)).allows();
    }

    private static boolean isTurn(Chain chain, Matter matter, Asker asker) {
        return chain.answer(matter, asker.person()) instanceof Chain.Answer.May;
    }

    private ApprovalJson now(Approval approval, Asker asker) {
        return shelf.transactions().read(c -> told(c, desk.approvers(), approval, asker));
    }

    private static ApprovalJson told(Connection connection, Chain chain, Approval approval, Asker asker)
            throws SQLException {
        return ApprovalJson.of(
                approval, chain, isTurn(chain, approval, asker), CentreShelf.of(connection, approval.id()));
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    public record Refusal(String reason) {}
}
