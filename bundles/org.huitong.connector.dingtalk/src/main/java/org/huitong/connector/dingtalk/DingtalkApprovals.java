// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.approval.ApprovalDesk;
import org.huitong.kit.approval.ApprovalFile;
import org.huitong.kit.approval.ApprovalSheet;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Approvals that happen on DingTalk, whole: form, opinions and files of an instance that an event has named. One message an
 * instance, a further version for each change. Pure.
 *
 * @see <a href="https://open.dingtalk.com/document/orgapp/obtains-the-details-of-a-single-approval-instance-pop">获取单个审批实例详情</a>
 */
final class DingtalkApprovals {
    private static final Pattern INSTANCE =
            Pattern.compile("\"processInstanceId\\\\*\"\\s*:\\s*\\\\*\"([A-Za-z0-9_=-]{1,128})");

    /** DingTalk leaves the seconds out where they are none, and writes the zone as {@code Z} or as hours. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm[:ss]XXX")
            .toFormatter();

    private static final String NOTHING = "null";

    private final ApprovalDesk<DingtalkSends.Access> desk;

    DingtalkApprovals(Parsed<DingtalkSends.Access> access, String account) {
        this.desk = new ApprovalDesk<>(DingtalkRobot.PLATFORM, account, access);
    }

    static Optional<String> matter(Message announcement) {
        boolean announced = announcement
                .content()
                .event()
                .filter(event -> event.name().startsWith("bpms_"))
                .isPresent();
        Matcher instance = INSTANCE.matcher(announcement.payload());
        return announced && instance.find() ? Optional.of(instance.group(1)) : Optional.empty();
    }

    Step<Sighting.Said> elaborate(Matter matter, Trail trail) {
        return desk.elaborate(
                trail,
                (mine, token) -> Call.get(
                                mine.base().at("/v1.0/workflow/processInstances", "processInstanceId", matter.id()))
                        .header("x-acs-dingtalk-access-token", token.value()),
                reply -> {
                    Json told = Answers.json(reply).at("result");
                    return reply.status() == 200 && told.isObject() ? Step.done(said(matter, told)) : refused(reply);
                });
    }

    Sighting.Said lacking(Matter matter, LocalText why) {
        return desk.lacking(matter, why);
    }

    private Sighting.Said said(Matter matter, Json told) {
        ApprovalSheet sheet = new ApprovalSheet()
                .head(told.text("title"), told.text("businessId"), state(told), told.text("originatorDeptName"))
                .happened(time(told.text("finishTime")));
        for (Json component : ApprovalSheet.some(told.at("formComponentValues"))) {
            component(matter, component, sheet);
        }
        for (Json record : ApprovalSheet.some(told.at("operationRecords"))) {
            String who = record.text("showName")
                    .filter(name -> !name.isBlank())
                    .map(name -> name + "：")
                    .orElse("");
            sheet.opinion(
                    who + record.text("userId").orElse(""),
                    verdict(record),
                    record.text("remark"),
                    time(record.text("date")));
            ApprovalSheet.some(record.at("attachments")).forEach(file -> attach(matter, file, sheet));
        }
        return desk.said(
                matter,
                told.text("originatorUserId")
                        .filter(id -> !id.isBlank())
                        .map(Sender::person)
                        .orElse(Sender.SYSTEM),
                sheet,
                time(told.text("createTime")).orElse(Instant.EPOCH),
                told.toString());
    }

    /** A field of the form; those of files hold a list as text. */
    private static void component(Matter matter, Json component, ApprovalSheet sheet) {
        String name = component.text("name").orElse("");
        Optional<String> value = component.text("value").filter(text -> !text.isBlank() && !text.equals(NOTHING));
        if (value.isEmpty()) {
            return;
        }
        if (component.text("componentType").orElse("").equals("DDAttachment")) {
            Json.read(value.get()).good().ifPresent(files -> ApprovalSheet.some(files)
                    .forEach(file -> attach(matter, file, sheet)));
        } else {
            sheet.field(name, value.get());
        }
    }

    private static void attach(Matter matter, Json file, ApprovalSheet sheet) {
        file.text("fileId").filter(id -> !id.isBlank()).ifPresent(id -> {
            sheet.attach(new ApprovalFile(matter.id(), id)
                    .as(MessageType.FILE, file.text("fileName"), file.number("fileSize")));
        });
    }

    private static String state(Json told) {
        return switch (told.text("status").orElse("")) {
            case "RUNNING" -> "审批中";
            case "TERMINATED" -> "已撤销";
            case "COMPLETED" -> told.text("result").orElse("").equals("refuse") ? "已拒绝" : "已通过";
            default -> told.text("status").orElse("");
        };
    }

    private static String verdict(Json record) {
        return switch (record.text("result").orElse("")) {
            case "AGREE" -> "同意";
            case "REFUSE" -> "拒绝";
            default -> record.text("type").orElse("").equals("START_PROCESS_INSTANCE") ? "发起" : "评论";
        };
    }

    /** An address that is good for a quarter of an hour. */
    static Step<Download> fetch(DingtalkSends.Access access, ApprovalFile file, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("processInstanceId", file.approval())
                    .with("fileId", file.place())
                    .with("withCommentAttatchment", true)
                    .toString();
            return Step.ask(Call.post(
                            access.base().at("/v1.0/workflow/processInstances/spaces/files/urls/download"), body)
                    .header("x-acs-dingtalk-access-token", trail.token().get().value())
                    .asHarmless());
        }
        Optional<String> address =
                Answers.json(trail.reply().get()).at("result").text("downloadUri");
        return address.isPresent()
                ? DingtalkMedia.address(address.get())
                : DingtalkRefusals.read(trail.reply().get());
    }

    private static <T> Step<T> refused(Reply reply) {
        Step<T> said = DingtalkRefusals.read(reply);
        return said instanceof Step.Failed<T> failed && failed.failure() == Step.Failure.ACCOUNT
                ? Step.failed(
                        Step.Failure.ACCOUNT,
                        Answers.reason(
                                "钉钉不让此应用读取审批单，请在开发者后台开通“工作流实例读权限”",
                                "DingTalk lets this application read no approvals: give it the permission to read workflow"
                                        + " instances in the developer console",
                                Answers.json(reply).text("code").orElse(""),
                                Answers.json(reply).text("message").orElse("")))
                : said;
    }

    private static Optional<Instant> time(Optional<String> text) {
        try {
            return text.filter(one -> !one.isBlank())
                    .map(one -> OffsetDateTime.parse(one, TIME).toInstant());
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
