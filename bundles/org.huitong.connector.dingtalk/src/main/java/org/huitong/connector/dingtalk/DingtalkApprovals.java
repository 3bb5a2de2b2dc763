// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.MediaFetcher.Download;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
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
    private static final String ID = "approval:";
    private static final String FILE = "approval-file:";
    private static final Pattern INSTANCE =
            Pattern.compile("\"processInstanceId\\\\*\"\\s*:\\s*\\\\*\"([A-Za-z0-9_=-]{1,128})");

    /** DingTalk leaves the seconds out where they are none, and writes the zone as {@code Z} or as hours. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm[:ss]XXX")
            .toFormatter();

    private static final Duration UNSET = Duration.ofHours(1);
    private static final int MOST = 100;
    private static final String NOTHING = "null";

    private final Parsed<DingtalkSends.Access> access;
    private final String account;

    DingtalkApprovals(Parsed<DingtalkSends.Access> access, String account) {
        this.access = access;
        this.account = account;
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
        if (!(access instanceof Parsed.Good<DingtalkSends.Access> good)) {
            // An account that only listens is set up so: there is nothing to tell of each approval.
            return Step.later(UNSET, access.bad().orElseThrow());
        }
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isEmpty()) {
            return Step.ask(Call.get(
                            good.value().base().at("/v1.0/workflow/processInstances", "processInstanceId", matter.id()))
                    .header("x-acs-dingtalk-access-token", trail.token().get().value()));
        }
        Reply reply = trail.reply().get();
        Json told = Answers.json(reply).at("result");
        return reply.status() == 200 && told.isObject() ? Step.done(said(matter, told)) : refused(reply);
    }

    Sighting.Said lacking(Matter matter, LocalText why) {
        Message message = message(
                matter,
                Sender.SYSTEM,
                Content.unavailable(Unavailable.Reason.WITHHELD, why),
                Instant.EPOCH,
                "{\"processInstanceId\":" + Json.quote(matter.id()) + "}");
        return new Sighting.Said(
                message, new Revision(Revision.ofContent(message).id(), Instant.EPOCH));
    }

    private Sighting.Said said(Matter matter, Json told) {
        Instant began = time(told.text("createTime")).orElse(Instant.EPOCH);
        Instant latest = began;
        ContentBuilder out = new ContentBuilder();
        out.line(told.text("title"));
        out.field("编号", told.text("businessId").filter(id -> !id.isBlank()));
        out.field("状态", state(told));
        out.field("部门", told.text("originatorDeptName").filter(name -> !name.isBlank()));
        for (Json component : some(told.at("formComponentValues"))) {
            component(matter, component, out);
        }
        for (Json record : some(told.at("operationRecords"))) {
            Optional<Instant> at = time(record.text("date"));
            latest = at.filter(latest::isBefore).isPresent() ? at.get() : latest;
            String who = record.text("showName")
                    .filter(name -> !name.isBlank())
                    .map(name -> name + "：")
                    .orElse("");
            out.field(
                    who + record.text("userId").orElse(""),
                    verdict(record)
                            + record.text("remark")
                                    .filter(words -> !words.isBlank())
                                    .map(words -> "：" + words)
                                    .orElse(""));
            some(record.at("attachments")).forEach(file -> attach(matter, file, out));
        }
        Instant ended = time(told.text("finishTime")).orElse(latest);
        Content content = out.build(MessageType.RICH_TEXT);
        Message message = message(
                matter,
                told.text("originatorUserId")
                        .filter(id -> !id.isBlank())
                        .map(Sender::person)
                        .orElse(Sender.SYSTEM),
                content,
                began,
                told.toString());
        return new Sighting.Said(
                message, new Revision(Revision.ofContent(message).id(), ended.isAfter(latest) ? ended : latest));
    }

    /** A field of the form; those of files hold a list as text. */
    private static void component(Matter matter, Json component, ContentBuilder out) {
        String name = component.text("name").orElse("");
        Optional<String> value = component.text("value").filter(text -> !text.isBlank() && !text.equals(NOTHING));
        if (value.isEmpty()) {
            return;
        }
        if (component.text("componentType").orElse("").equals("DDAttachment")) {
            Json.read(value.get()).good().ifPresent(files -> some(files).forEach(file -> attach(matter, file, out)));
        } else {
            out.field(name, value);
        }
    }

    private static void attach(Matter matter, Json file, ContentBuilder out) {
        file.text("fileId").filter(id -> !id.isBlank()).ifPresent(id -> {
            OptionalLong bytes = file.number("fileSize");
            out.attach(new Attachment(
                    MessageType.FILE,
                    FILE + matter.id() + " " + id,
                    file.text("fileName"),
                    bytes,
                    OptionalLong.empty()));
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

    private Message message(Matter matter, Sender sender, Content content, Instant at, String payload) {
        return new Message(
                new MessageKey(DingtalkRobot.PLATFORM, matter.tenant(), ID + matter.id()),
                account,
                Conversation.ofEvents(DingtalkRobot.PLATFORM, matter.tenant()),
                sender,
                content,
                at,
                at.toEpochMilli(),
                payload);
    }

    static boolean isFile(String reference) {
        return reference.startsWith(FILE);
    }

    /** An address that is good for a quarter of an hour. */
    static Step<Download> fetch(DingtalkSends.Access access, String reference, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        String[] names = reference.substring(FILE.length()).split(" ", 2);
        if (trail.reply().isEmpty()) {
            String body = JsonText.object()
                    .with("processInstanceId", names[0])
                    .with("fileId", names[names.length - 1])
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

    private static java.util.List<Json> some(Json array) {
        return array.items().stream().limit(MOST).toList();
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
