// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable;
import org.huitong.api.work.Approvable.Outcome;
import org.huitong.capability.approvals.Approval.Said;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.capability.approvals.Approval.Step;
import org.huitong.capability.approvals.Approval.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where it is decided. The approval is locked, read and judged in the transaction that keeps the verdict, its deed and
 * what was asked for: so nothing is approved that was not done, nothing done that was not approved, and of two who press
 * at once one finds it decided.
 */
@Component(service = Bench.class)
public final class Bench {
    static final String APPROVE = "approvals.approve";
    static final String REFUSE = "approvals.refuse";
    private static final int FORBIDDEN = 403;
    private static final LocalText APPROVAL = LocalText.of("这项审批", "approval");

    private final ApprovalDesk desk;
    private final ApprovalShelf shelf;

    @Activate
    public Bench(@Reference ApprovalDesk desk, @Reference ApprovalShelf shelf) {
        this.desk = desk;
        this.shelf = shelf;
    }

    /**
     * @param sees whether the asker may know of it at all
     * @throws Problem where they may not decide it, or not any more; it says why
     */
    Approval approve(String id, Asker by, Predicate<Matter> sees) {
        return noted(by, APPROVE, id, () -> shelf.transactions().write(c -> approve(c, id, by, sees)));
    }

    /**
     * The same, in the caller's transaction.
     *
     * @throws Problem as above; where somebody may not decide, nothing was written and nothing is noted of it
     */
    Approval approve(Connection transaction, String id, Asker by, Predicate<Matter> sees) throws SQLException {
        Approval approval = decided(transaction, id, by, sees, Verdict.APPROVED, APPROVE);
        if (approval.isEmergency() && approval.inForce().isEmpty()) {
            return done(transaction, approval);
        }
        if (approval.turn().isPresent()) {
            desk.tellTurn(transaction, approval, false);
            return approval;
        }
        return approval.inForce().isPresent()
                ? ended(transaction, approval, State.APPROVED, approval.inForce(), Optional.empty())
                : done(transaction, approval);
    }

    /** @param reason in their words */
    Approval refuse(String id, Asker by, Predicate<Matter> sees, String reason) {
        return noted(by, REFUSE, id, () -> shelf.transactions().write(c -> {
            Approval approval = decided(c, id, by, sees, Verdict.REFUSED, REFUSE);
            return undone(c, approval, State.REFUSED, LocalText.of(reason, reason));
        }));
    }

    /** Nobody has decided in time. */
    void expire(Connection transaction, Approval approval) throws SQLException {
        desk.note(transaction, Doer.HUB, "approvals.expire", approval);
        undone(transaction, approval, State.EXPIRED, LocalText.of("到期没有人决定。", "Nobody decided in time."));
    }

    private Approval noted(Asker by, String verb, String id, Supplier<Approval> work) {
        try {
            return work.get();
        } catch (Problem problem) {
            if (problem.status() == FORBIDDEN) {
                desk.noteRefused(Doer.of(by), verb, id);
            }
            throw problem;
        }
    }

    private Approval decided(
            Connection transaction, String id, Asker by, Predicate<Matter> sees, Verdict verdict, String verb)
            throws SQLException {
        Approval approval = shelf.locked(transaction, id).filter(sees).orElseThrow(() -> Problem.notFound(APPROVAL));
        if (approval.state() == State.WAITING && !desk.now().isBefore(approval.expiresAt())) {
            throw new Problem(409, "expired", LocalText.of("已经过期，请重新申请。", "It has expired; ask anew."));
        }
        Chain.Answer answer = desk.approvers().answer(approval, by.person());
        if (answer instanceof Chain.Answer.MayNot not) {
            throw new Problem(not.status(), not.word(), not.reason());
        }
        Chain.Approver approver = ((Chain.Answer.May) answer).approver();
        desk.checkAccount(approval, by);
        Step turn = approval.turn().orElseThrow();
        Said said = new Said(verdict, approver.person().id(), approver.instead(), desk.now());
        shelf.decide(transaction, id, turn.number(), said);
        desk.note(transaction, Doer.of(by), verb, approval);
        String words = by.name() + (verdict == Verdict.APPROVED ? " 已同意" : " 已拒绝");
        desk.letters().settle(transaction, approval, turn.number(), words);
        return shelf.find(transaction, id).orElseThrow();
    }

    private Approval done(Connection transaction, Approval approval) throws SQLException {
        Outcome outcome = approvable(approval)
                .carryOut(
                        transaction,
                        approval.request().argument(),
                        approval.request().by());
        if (outcome instanceof Outcome.Overtaken overtaken) {
            return ended(transaction, approval, State.OVERTAKEN, Optional.empty(), Optional.of(overtaken.reason()));
        }
        Instant now = desk.now();
        if (approval.turn().isEmpty()) {
            return ended(transaction, approval, State.APPROVED, Optional.of(now), Optional.empty());
        }
        Instant review = now.plus(desk.terms().review());
        shelf.inForce(transaction, approval.id(), now, review);
        Approval inForce = shelf.find(transaction, approval.id()).orElseThrow();
        desk.wakeAt(transaction, inForce, WaitAlarm.next(inForce, now));
        desk.tellTurn(transaction, inForce, false);
        return inForce;
    }

    /** It is not to be; what an emergency has done already is taken back, as far as it is still so. */
    private Approval undone(Connection transaction, Approval approval, State state, LocalText reason)
            throws SQLException {
        LocalText why = reason;
        if (approval.inForce().isPresent()
                && approvable(approval)
                                .takeBack(
                                        transaction,
                                        approval.request().argument(),
                                        approval.request().by())
                        instanceof Outcome.Overtaken overtaken) {
            why = LocalText.of(
                    reason.zh() + " 已生效的变更没有撤回：" + overtaken.reason().zh(),
                    reason.en() + " What was done was not taken back: "
                            + overtaken.reason().en());
        }
        return ended(transaction, approval, state, approval.inForce(), Optional.of(why));
    }

    private Approval ended(
            Connection transaction,
            Approval approval,
            State state,
            Optional<Instant> inForce,
            Optional<LocalText> reason)
            throws SQLException {
        desk.sleep(transaction, approval);
        Optional<Step> turn = approval.turn();
        if (turn.isPresent()) {
            desk.letters().settle(transaction, approval, turn.get().number(), ApprovalLetters.over(state));
        }
        Approval over = new Approval(
                approval.id(),
                approval.request(),
                state,
                approval.madeAt(),
                approval.expiresAt(),
                inForce,
                Optional.of(desk.now()),
                reason,
                approval.steps());
        shelf.end(transaction, over, inForce, desk.now());
        desk.letters().tell(transaction, over);
        desk.tellCentres(transaction, over);
        return over;
    }

    private Approvable approvable(Approval approval) {
        return desk.approvable(approval.request().kind())
                .orElseThrow(() -> new Problem(
                        409,
                        "nobody-does-it",
                        LocalText.of("执行这类变更的模块不在，请稍后再试。", "What does this is away; try again later.")));
    }
}
