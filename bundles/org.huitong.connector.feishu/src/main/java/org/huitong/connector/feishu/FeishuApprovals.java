// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.MediaFetcher.ByCall;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.approval.ApprovalDesk;
import org.huitong.kit.approval.ApprovalFile;
import org.huitong.kit.approval.ApprovalSheet;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;

/**
 * Approvals that happen on Feishu, whole: form, opinions, comments and files of an instance that an event has named. Pure.
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/approval-v4/instance/get">获取单个审批实例详情</a>
 */
final class FeishuApprovals {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** The application lacks the permission, or the definition lets nobody look. */
    private static final Set<String> NO_RIGHT = Set.of("99991672", "99991679", "1390009");

    private static final String BUSY = "1395001";

    private static final LocalText GONE =
            LocalText.of("飞书的审批单里已没有这个附件", "the approval on Feishu holds this file no more");

    private final ApprovalDesk<FeishuSends.Access> desk;

    FeishuApprovals(Parsed<FeishuSends.Access> access, String account) {
        this.desk = new ApprovalDesk<>(FeishuWire.PLATFORM, account, access);
    }

    /** Every event of an approval names its instance alike: of leave, trips and overtime, too. */
    static Optional<String> matter(Message announcement) {
        boolean announced = announcement
                .content()
                .event()
                .filter(event -> event.name().contains("approval"))
                .isPresent();
        return announced
                ? Json.read(announcement.payload())
                        .good()
                        .flatMap(call -> FeishuEvent.read(call, "", Instant.EPOCH))
                        .flatMap(event -> FeishuEvent.word(event.body(), "instance_code"))
                        .filter(code -> INSTANCE.matcher(code).matches())
                : Optional.empty();
    }

    Step<Sighting.Said> elaborate(Matter matter, Trail trail) {
        return desk.elaborate(trail, (mine, token) -> call(mine, matter.id(), token), reply -> {
            Optional<Json> told = instance(reply);
            return told.isPresent() ? Step.done(said(matter, told.get())) : refused(reply);
        });
    }

    Sighting.Said lacking(Matter matter, LocalText why) {
        return desk.lacking(matter, why);
    }

    /** Addresses run out within hours and are other ones each time: the instance is asked anew for the one in its place. */
    static Step<Download> fetch(FeishuSends.Access access, ApprovalFile file, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(call(access, file.approval(), trail.token().get()));
        }
        Optional<Json> told = instance(trail.reply().get());
        if (told.isEmpty()) {
            return refused(trail.reply().get());
        }
        return new FeishuApplied(file.approval(), new ApprovalSheet())
                .read(told.get())
                .address(file.place())
                .flatMap(address -> Address.of(address).good())
                .<Step<Download>>map(address -> Step.done(new ByCall(Call.get(address.at("")))))
                .orElseGet(() -> Step.failed(Step.Failure.REFUSED, GONE));
    }

    private static Call call(FeishuSends.Access access, String instance, Token token) {
        return Call.get(access.base()
                        .at("/open-apis/approval/v4/instances/" + Address.escaped(instance), "locale", "zh-CN"))
                .header("Authorization", "Bearer " + token.value());
    }

    private static Optional<Json> instance(Reply reply) {
        Json answer = Answers.json(reply);
        return answer.text("code")
                .filter("0"::equals)
                .map(code -> answer.at("data"))
                .filter(Json::isObject);
    }

    private Sighting.Said said(Matter matter, Json told) {
        ApprovalSheet sheet = new ApprovalSheet();
        new FeishuApplied(matter.id(), sheet).read(told);
        return desk.said(
                matter,
                FeishuPeople.sender(told, matter.tenant()),
                sheet,
                told.text("start_time").flatMap(FeishuTime::read).orElse(Instant.EPOCH),
                told.toString());
    }

    private static <T> Step<T> refused(Reply reply) {
        String code = Answers.json(reply).text("code").orElse("");
        if (code.equals(BUSY)) {
            return Step.failed(Step.Failure.UNKNOWN, Answers.reason("飞书没有给出审批单", "Feishu gave no approval", code, ""));
        }
        return NO_RIGHT.contains(code)
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "飞书不让此应用读取审批单，请在开发者后台开通 approval:approval:readonly，并核对该审批定义的操作权限",
                                "Feishu lets this application read no approvals: give it approval:approval:readonly in the"
                                        + " developer console, and look at the permissions of the approval's definition",
                                code,
                                Answers.json(reply).text("msg").orElse("")))
                : FeishuRefusals.read(reply);
    }
}
