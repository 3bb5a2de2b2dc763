// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/** What people say to the robot, as messages. Pure. */
final class DingtalkRobot {
    static final String PLATFORM = "dingtalk";

    private final String account;
    private final String corpId;
    private final String tenant;

    /**
     * @param corpId the company of the configuration, empty where it names none
     * @param tenant the company where neither a call nor the configuration names one
     */
    DingtalkRobot(String account, String corpId, String tenant) {
        this.account = account;
        this.corpId = corpId;
        this.tenant = tenant;
    }

    Delivery read(Json json, String payload, Instant receivedAt) {
        Optional<String> company = company(json);
        if (company.isEmpty()) {
            return DingtalkEvents.unreadable(
                    payload,
                    LocalText.of("调用没有注明企业，配置里也没有 corpId", "the call names no company, and corpId is not set"));
        }
        Optional<String> kind = said(json, "msgtype", "msgType");
        Optional<Content> withheld = withheld(json);
        if (kind.isEmpty() && withheld.isEmpty()) {
            return DingtalkEvents.unreadable(payload, LocalText.of("调用没有注明消息类型", "the call names no kind of message"));
        }
        DingtalkPeople people = new DingtalkPeople(company.get(), json);
        Sender sender = people.sender(json).orElse(Sender.SYSTEM);
        boolean group = said(json, "conversationType").orElse("1").equals("2");
        String nativeId = said(json, "msgId").orElseGet(() -> Signatures.fingerprint(payload));
        Instant sentAt = DingtalkJson.stamp(json, "createAt").orElse(receivedAt);
        Content content = withheld.orElseGet(() -> content(kind.orElse(""), json, people, group));
        Message message = new Message(
                        new MessageKey(PLATFORM, company.get(), nativeId),
                        account,
                        conversation(json, group, sender),
                        sender,
                        content,
                        sentAt,
                        sentAt.toEpochMilli(),
                        payload)
                .to(group || sender.kind() == Sender.Kind.ROBOT ? List.of() : people.robot())
                .replyingTo(content.quote().flatMap(quote -> quote.nativeId()));
        return Delivery.of("robot/" + nativeId, Sighting.Said.once(message));
    }

    /** The robot's company. The sender's may be another, and stands in for it only where nothing else names one. */
    private Optional<String> company(Json json) {
        return said(json, "chatbotCorpId", "corpId")
                .or(() -> Optional.of(corpId).filter(id -> !id.isBlank()))
                .or(() -> said(json, "senderCorpId"))
                .or(() -> Optional.of(tenant).filter(id -> !id.isBlank()));
    }

    private static Content content(String kind, Json json, DingtalkPeople people, boolean group) {
        ContentBuilder out = new ContentBuilder();
        people.mentions(json, out);
        Content content = new DingtalkBody(people).read(kind, json, out);
        // Where the mention of the robot was cut off, a blank is left at the beginning.
        return group ? withoutBlanks(content) : content;
    }

    private static Content withoutBlanks(Content content) {
        return new Content(
                content.type(),
                content.text().map(String::stripLeading),
                content.attachments(),
                content.event(),
                content.unavailable(),
                content.quote(),
                content.mentions(),
                content.links(),
                content.action());
    }

    /** The platform may tell that somebody spoke, and keep what was said: over its quota, or with another code. */
    private static Optional<Content> withheld(Json json) {
        Optional<String> code = said(json, "errCode", "errorCode", "errcode").filter(given -> !given.equals("0"));
        if (code.filter("20001"::equals).isPresent()) {
            return Optional.of(Content.unavailable(
                    Unavailable.Reason.QUOTA,
                    LocalText.of(
                            "钉钉的调用额度已用完：只通知了消息，没有给内容",
                            "DingTalk's quota of calls is used up: it announced the message and kept it")));
        }
        boolean hasBody = json.at("text").exists() || json.at("content").exists();
        return hasBody || code.isEmpty() && said(json, "errorMessage").isEmpty()
                ? Optional.empty()
                : Optional.of(Content.unavailable(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of(
                                "钉钉只通知了消息，没有给内容"
                                        + code.map(given -> "，错误码 " + given).orElse(""),
                                "DingTalk announced the message and kept it"
                                        + code.map(given -> ", with the code " + given)
                                                .orElse(""))));
    }

    private static Conversation conversation(Json json, boolean group, Sender sender) {
        String id = said(json, "conversationId")
                .orElseGet(() -> "single:" + (sender.id().isEmpty() ? "robot" : sender.id()));
        return new Conversation(
                id, group ? Conversation.Kind.GROUP : Conversation.Kind.DIRECT, said(json, "conversationTitle"));
    }
}
