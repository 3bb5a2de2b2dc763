// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
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
        String text = "【" + what + "】" + approval.request().title().zh() + "\n申请人："
                + approval.request().by().name() + "\n期限：" + shown(approval.expiresAt()) + "\n请打开汇通，在页面“审批”查看变化并处理。"
                + link(approval);
        String key = approval.id() + ":" + step + ":" + person + (again ? ":again" : "");
        outbox.post(transaction, Letter.notice(new To.Person(person), new Writing.Text(text), SUBJECT, true, key));
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
        return address.map(at -> "\n" + at + "/#/approvals?id=" + approval.id()).orElse("");
    }

    private String shown(Instant moment) {
        return WrittenTime.of(moment, zone);
    }
}
