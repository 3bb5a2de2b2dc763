// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.CardsOf;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.people.Person;
import org.huitong.api.web.Problem;
import org.huitong.capability.approvals.Approval.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides by card what may be decided by page, and nothing else: who may is judged as the bench judges it, at the moment of
 * the press. A card is for one step; one that lies about is good for no other. To refuse, somebody says why, for which a
 * card has no room.
 */
@Component(service = CardOwner.class)
@CardsOf(cards = ApprovalLetters.SUBJECT)
public final class ApprovalCards implements CardOwner {
    static final String APPROVE = "approve";
    static final String REFUSE = "refuse";
    private static final int FORBIDDEN = 403;

    private final ApprovalDesk desk;
    private final ApprovalShelf shelf;
    private final Bench bench;

    @Activate
    public ApprovalCards(@Reference ApprovalDesk desk, @Reference ApprovalShelf shelf, @Reference Bench bench) {
        this.desk = desk;
        this.shelf = shelf;
        this.bench = bench;
    }

    static String about(String approval, int step) {
        return approval + ":" + step;
    }

    @Override
    public Settled pressed(Connection transaction, Press press) throws SQLException {
        String id = press.about().substring(0, press.about().indexOf(':'));
        Optional<Approval> found = shelf.locked(transaction, id);
        if (found.isEmpty()) {
            return new Settled.Over("这项审批已不在");
        }
        Approval approval = found.get();
        if (approval.state() != State.WAITING) {
            return new Settled.Over(over(approval));
        }
        if (approval.turn()
                .filter(step -> about(id, step.number()).equals(press.about()))
                .isEmpty()) {
            return new Settled.Over("这一步已经有人决定了");
        }
        if (press.choice().equals(REFUSE)) {
            return new Settled.Still("拒绝须写明理由，请登录汇通，在页面“审批”处理");
        }
        Optional<Person> person = desk.approvers().duty().roster().person(press.person());
        Asker by = new Asker("@" + press.platform(), person.map(Person::name).orElse(""), Optional.of(press.person()));
        try {
            return said(bench.approve(transaction, id, by, matter -> true));
        } catch (Problem problem) {
            if (problem.status() != FORBIDDEN) {
                throw problem;
            }
            desk.noteRefused(transaction, Doer.of(by), Bench.APPROVE, id);
            return new Settled.Over(problem.detail().zh());
        }
    }

    private static Settled said(Approval approval) {
        return approval.state() == State.OVERTAKEN
                ? new Settled.Over(over(approval))
                : new Settled.Done(approval.state() == State.APPROVED ? "已同意，审批通过" : "已同意");
    }

    private static String over(Approval approval) {
        String reason = approval.reason().map(why -> "：" + why.zh()).orElse("");
        return switch (approval.state()) {
            case APPROVED -> "审批已通过";
            case REFUSED -> "审批已被拒绝" + reason;
            case EXPIRED -> "审批已过期";
            case OVERTAKEN -> "内容已被别人改动，审批失效" + reason;
            default -> "这一步已经有人决定了";
        };
    }
}
