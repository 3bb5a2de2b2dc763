// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.kit.chat.WrittenTime;

/**
 * What is written to people about approvals, on the platform where they are, in Chinese as the platforms are. What would
 * be another is not in it: that is looked at here, by whoever is to decide.
 *
 * @param address under which people open the hub, where it is known
 */
record ApprovalLetters(Outbox outbox, ZoneId zone, Optional<String> address) {
    static final String SUBJECT = "approvals";
    private static final Map<State, String> ENDS = Map.of(
            State.APPROVED, "已通过",
            State.REFUSED, "已拒绝",
            State.EXPIRED, "已过期",
            State.OVERTAKEN, "已失效");

    /** That it is somebody's turn; the same telling goes to a person once. */
    void ask(Connection transaction, Approval approval, int step, String person, boolean again) throws SQLException {
        String what = approval.inForce().isPresent() ? "紧急变更待复核" : again ? "待审批·提醒" : "待审批";
        List<Writing.Button> buttons =
                new ArrayList<>(List.of(Writing.Button.press("同意", ApprovalCards.APPROVE, Writing.Style.MAIN)));
        if (address.isPresent()) {
            buttons.add(Writing.Button.to("查看", page(approval)));
            buttons.add(Writing.Button.to("拒绝", page(approval) + "&refuse=1"));
        } else {
            buttons.add(Writing.Button.press("拒绝", ApprovalCards.REFUSE, Writing.Style.DANGER));
        }
        Writing.Card card = new Writing.Card(
                what,
                Writing.said(approval.request().title().zh()) + "\n变化请在汇通页面“审批”查看。",
                List.of(
                        new Writing.Fact("申请人", approval.request().by().name()),
                        new Writing.Fact("期限", shown(approval.expiresAt()))),
                buttons,
                ApprovalCards.about(approval.id(), step));
        String key = approval.id() + ":" + step + ":" + person + (again ? ":again" : "");
        outbox.post(transaction, Letter.notice(new To.Person(person), card, SUBJECT, true, key));
    }

    /** The cards by which that step could be decided say what came of it. */
    void settle(Connection transaction, Approval approval, int step, String words) throws SQLException {
        outbox.settle(transaction, SUBJECT, ApprovalCards.about(approval.id(), step), words);
    }

    static String over(State state) {
        return "审批" + ENDS.get(state);
    }

    /** What became of it, to who asked. */
    void tell(Connection transaction, Approval approval) throws SQLException {
        Optional<String> maker = approval.maker();
        if (maker.isPresent()) {
            String text = "【审批" + ENDS.get(approval.state()) + "】"
                    + approval.request().title().zh()
                    + approval.reason().map(LocalText::zh).map(r -> "\n" + r).orElse("") + link(approval);
            outbox.post(
                    transaction,
                    Letter.notice(
                            new To.Person(maker.get()),
                            new Writing.Text(text),
                            SUBJECT,
                            false,
                            approval.id() + ":end"));
        }
    }

    private String link(Approval approval) {
        return address.isPresent() ? "\n" + page(approval) : "";
    }

    private String page(Approval approval) {
        return address.orElseThrow() + "/#/approvals?id=" + approval.id();
    }

    private String shown(Instant moment) {
        return WrittenTime.of(moment, zone);
    }
}
