// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.approval.ApprovalDesk;
import org.huitong.kit.approval.ApprovalSheet;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Xml;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Approvals that happen in WeCom's own application, whole: form, opinions, notes and files of what an event has named. Pure.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91983">获取审批申请详情</a>
 */
final class WecomApprovals {
    /** Approvals of an application of the company's own ({@code open_approval_change}) are told whole by their event. */
    private static final String EVENT = "sys_approval_change";

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final String NO_RIGHT = "301055";
    private static final String SHUT = "301056";

    private final ApprovalDesk<WecomSends.Access> desk;

    WecomApprovals(Parsed<WecomSends.Access> access, String account) {
        this.desk = new ApprovalDesk<>("wecom", account, access);
    }

    static Optional<String> matter(Message announcement) {
        boolean announced = announcement
                .content()
                .event()
                .filter(event -> event.name().equals(EVENT))
                .isPresent();
        return announced
                ? Xml.read(announcement.payload())
                        .good()
                        .flatMap(told -> WecomTree.child(told, "approvalinfo"))
                        .flatMap(approval -> WecomTree.value(approval, "spno"))
                        .filter(number -> NUMBER.matcher(number).matches())
                : Optional.empty();
    }

    Step<Sighting.Said> elaborate(Matter matter, Trail trail) {
        return desk.elaborate(
                trail,
                (mine, token) -> Call.post(
                                mine.base().at("/cgi-bin/oa/getapprovaldetail", "access_token", token.value()),
                                JsonText.object().with("sp_no", matter.id()).toString())
                        .asHarmless(),
                reply -> {
                    Json answer = Answers.json(reply);
                    Json told = answer.at("info");
                    return answer.text("errcode").orElse("").equals("0") && told.isObject()
                            ? Step.done(said(matter, told))
                            : refused(reply);
                });
    }

    Sighting.Said lacking(Matter matter, LocalText why) {
        return desk.lacking(matter, why);
    }

    private Sighting.Said said(Matter matter, Json told) {
        ApprovalSheet sheet = new ApprovalSheet()
                .head(
                        told.text("sp_name"),
                        told.text("sp_no"),
                        word("approvalinfo", told.text("sp_status")),
                        Optional.empty());
        WecomApplied.into(told.at("apply_data").at("contents"), sheet);
        for (Json node : ApprovalSheet.some(told.at("sp_record"))) {
            for (Json opinion : ApprovalSheet.some(node.at("details"))) {
                sheet.opinion(
                        opinion.at("approver").text("userid").orElse(""),
                        word("sprecord", opinion.text("sp_status")),
                        opinion.text("speech"),
                        time(opinion, "sptime"));
                attach(opinion, sheet);
            }
        }
        for (Json note : ApprovalSheet.some(told.at("comments"))) {
            sheet.opinion(
                    note.at("commentUserInfo").text("userid").orElse(""),
                    "备注",
                    note.text("commentcontent"),
                    time(note, "commenttime"));
            attach(note, sheet);
        }
        return desk.said(
                matter,
                told.at("applyer")
                        .text("userid")
                        .filter(id -> !id.isBlank())
                        .map(id -> WecomPeople.sender(id, Optional.empty(), matter.tenant()))
                        .orElse(Sender.SYSTEM),
                sheet,
                time(told, "apply_time").orElse(Instant.EPOCH),
                told.toString());
    }

    /** Of opinions and notes the platform names files by their media id alone. */
    private static void attach(Json said, ApprovalSheet sheet) {
        ApprovalSheet.some(said.at("media_id")).stream()
                .flatMap(id -> id.text().stream())
                .filter(id -> !id.isBlank())
                .forEach(id -> sheet.attach(Attachment.of(MessageType.FILE, id)));
    }

    private static String word(String where, Optional<String> code) {
        return code.map(number -> WecomCodes.word(where, "spstatus", number).orElse(number))
                .orElse("");
    }

    /** What has not happened is 0. */
    private static Optional<Instant> time(Json told, String name) {
        long seconds = told.number(name).orElse(0);
        return seconds > 0 && seconds < 100_000_000_000L
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    private static Step<Sighting.Said> refused(Reply reply) {
        String code = Answers.json(reply).text("errcode").orElse("");
        return code.equals(NO_RIGHT) || code.equals(SHUT)
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "企业微信不让此应用读取审批单：请在管理后台“审批 → 可调用接口的应用”中加入此应用，并把申请人加入它的可见范围",
                                "WeCom lets this application read no approvals: name it under Approval, Applications that"
                                        + " may call, in the admin console, and put who applies into its range",
                                code,
                                ""))
                : WecomRefusals.read(reply);
    }
}
