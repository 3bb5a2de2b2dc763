// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/** What people say to the robot, as messages. Pure. */
final class DingtalkRobot {
    static final String PLATFORM = "dingtalk";

    private final String account;
    private final String tenant;

    /** @param tenant the company where a call names none */
    DingtalkRobot(String account, String tenant) {
        this.account = account;
        this.tenant = tenant;
    }

    Delivery read(Json json, String payload, Instant receivedAt) {
        Optional<String> company = said(json, "chatbotCorpId", "senderCorpId", "corpId")
                .or(() -> Optional.of(tenant).filter(id -> !id.isBlank()));
        if (company.isEmpty()) {
            return DingtalkEvents.unreadable(
                    payload,
                    LocalText.of("调用没有注明企业，配置里也没有 corpId", "the call names no company, and corpId is not set"));
        }
        Optional<String> kind = said(json, "msgtype");
        Optional<Content> withheld = withheld(json);
        if (kind.isEmpty() && withheld.isEmpty()) {
            return DingtalkEvents.unreadable(payload, LocalText.of("调用没有注明消息类型", "the call names no kind of message"));
        }
        boolean group = json.text("conversationType").orElse("1").equals("2");
        String nativeId = said(json, "msgId").orElseGet(() -> Signatures.fingerprint(payload));
        Instant sentAt = DingtalkEvents.stamp(json, "createAt").orElse(receivedAt);
        Message message = new Message(
                new MessageKey(PLATFORM, company.get(), nativeId),
                account,
                conversation(json, group),
                sender(json),
                withheld.orElseGet(() -> content(kind.orElse(""), json, group)),
                sentAt,
                sentAt.toEpochMilli(),
                payload);
        return Delivery.of("robot/" + nativeId, Sighting.Said.once(message));
    }

    private static Content content(String kind, Json json, boolean group) {
        Json body = json.at("content");
        return switch (kind) {
            case "text" -> text(json, group);
            case "picture" -> Content.of(MessageType.IMAGE, null, media(MessageType.IMAGE, body));
            case "audio" -> Content.of(
                    MessageType.VOICE,
                    said(body, "recognition").orElse(null),
                    lasting(media(MessageType.VOICE, body), body));
            case "video" -> Content.of(MessageType.VIDEO, null, lasting(media(MessageType.VIDEO, body), body));
            case "file" -> Content.of(MessageType.FILE, null, file(body));
            case "richText" -> richText(body);
            default -> Content.event(kind, LocalText.of(kind, kind), null);
        };
    }

    /** Where the mention of the robot was cut off, a blank is left at the beginning. */
    private static Content text(Json json, boolean group) {
        String text = json.at("text").text("content").orElse("");
        return Content.text(group ? text.stripLeading() : text);
    }

    private static Content richText(Json body) {
        StringBuilder text = new StringBuilder();
        List<Attachment> pictures = new ArrayList<>();
        for (Json piece : body.at("richText").items()) {
            piece.text("text").ifPresent(text::append);
            pictures.addAll(List.of(media(MessageType.IMAGE, piece)));
        }
        String whole = text.toString().strip();
        return Content.of(MessageType.RICH_TEXT, whole.isEmpty() ? null : whole, pictures.toArray(Attachment[]::new));
    }

    private static Attachment[] media(MessageType type, Json body) {
        return said(body, "downloadCode", "pictureDownloadCode").map(code -> Attachment.of(type, code)).stream()
                .toArray(Attachment[]::new);
    }

    private static Attachment[] lasting(Attachment[] media, Json body) {
        OptionalLong millis = body.number("duration");
        for (int i = 0; i < media.length && millis.isPresent(); i++) {
            media[i] = media[i].lasting(millis.getAsLong());
        }
        return media;
    }

    private static Attachment[] file(Json body) {
        String name = said(body, "fileName").orElse(null);
        return said(body, "downloadCode").map(code -> Attachment.file(code, name)).stream()
                .toArray(Attachment[]::new);
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

    private static Conversation conversation(Json json, boolean group) {
        String id = said(json, "conversationId")
                .orElseGet(() ->
                        "single:" + said(json, "senderStaffId", "senderId").orElse("robot"));
        return new Conversation(
                id, group ? Conversation.Kind.GROUP : Conversation.Kind.DIRECT, said(json, "conversationTitle"));
    }

    /** The person's id in the company; before the robot is released the platform gives only an encrypted one. */
    private static Sender sender(Json json) {
        String name = said(json, "senderNick").orElse(null);
        return said(json, "senderStaffId", "senderId")
                .map(id -> Sender.person(id, name))
                .orElse(Sender.SYSTEM);
    }

    /** The first of these members that says something. */
    static Optional<String> said(Json json, String... names) {
        for (String name : names) {
            Optional<String> text = json.text(name).filter(t -> !t.isBlank());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
