// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.nio.charset.StandardCharsets;
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
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.sign.Signatures;

/** What an intelligent robot is told, in decrypted JSON, as messages. Pure. */
final class WecomRobot {
    private static final String PLATFORM = "wecom";

    private final String account;
    private final String corpId;

    /** @param corpId the company where a call names none, as for a robot of the company itself */
    WecomRobot(String account, String corpId) {
        this.account = account;
        this.corpId = corpId;
    }

    /**
     * Nothing for a poll of a streamed answer: it says nothing new.
     *
     * @param pushedAt for messages that carry no time of their own
     */
    Optional<Delivery> read(String text, Instant pushedAt) {
        if (!(Json.read(text) instanceof Parsed.Good<Json> good)
                || !good.value().isObject()) {
            return Optional.of(
                    unreadable(text, LocalText.of("解密后的内容不是 JSON 对象", "the decrypted text is not a JSON object")));
        }
        Json json = good.value();
        Optional<String> kind = said(json, "msgtype");
        if (kind.isEmpty()) {
            return Optional.of(unreadable(text, LocalText.of("调用没有注明消息类型", "the call names no kind of message")));
        }
        if (kind.get().equals("stream")) {
            return Optional.empty();
        }
        Optional<String> tenant = said(json.at("from"), "corpid")
                .or(() -> Optional.of(corpId).filter(id -> !id.isBlank()))
                .or(() -> said(json, "aibotid"));
        if (tenant.isEmpty()) {
            return Optional.of(unreadable(
                    text, LocalText.of("调用没有注明企业，配置里也没有 corpId", "the call names no company, and corpId is not set")));
        }
        String nativeId = said(json, "msgid").orElseGet(() -> Signatures.fingerprint(text));
        Instant sentAt = stamp(json).orElse(pushedAt);
        Message message = new Message(
                new MessageKey(PLATFORM, tenant.get(), nativeId),
                account,
                conversation(json),
                said(json.at("from"), "userid").map(Sender::person).orElse(Sender.SYSTEM),
                content(kind.get(), json),
                sentAt,
                sentAt.toEpochMilli(),
                text);
        return Optional.of(Delivery.of("robot/" + nativeId, Sighting.Said.once(message)));
    }

    private static Content content(String kind, Json json) {
        Json body = json.at(kind);
        return switch (kind) {
            case "text" -> Content.text(body.text("content").orElse(""));
            case "voice" -> Content.of(MessageType.VOICE, body.text("content").orElse(null));
            case "image" -> Content.of(MessageType.IMAGE, null, media(MessageType.IMAGE, body));
            case "video" -> Content.of(MessageType.VIDEO, null, media(MessageType.VIDEO, body));
            case "file" -> Content.of(MessageType.FILE, null, media(MessageType.FILE, body));
            case "mixed" -> mixed(body);
            case "event" -> event(body);
            default -> Content.event(kind, LocalText.of(kind, kind), null);
        };
    }

    private static Attachment[] media(MessageType type, Json body) {
        return said(body, "url").map(url -> Attachment.of(type, url)).stream().toArray(Attachment[]::new);
    }

    /** Texts and pictures in the order they were written. */
    private static Content mixed(Json body) {
        StringBuilder text = new StringBuilder();
        List<Attachment> pictures = new ArrayList<>();
        for (Json item : body.at("msg_item").items()) {
            item.at("text").text("content").ifPresent(t -> text.append(text.isEmpty() ? "" : "\n")
                    .append(t));
            pictures.addAll(List.of(media(MessageType.IMAGE, item.at("image"))));
        }
        return Content.of(
                MessageType.RICH_TEXT, text.isEmpty() ? null : text.toString(), pictures.toArray(Attachment[]::new));
    }

    /** What a person wrote in their judgement of an answer is text; of all other events only the name is. */
    private static Content event(Json body) {
        String name = said(body, "eventtype").orElse("event");
        return Content.event(
                name, LocalText.of(name, name), said(body.at(name), "content").orElse(null));
    }

    private static Conversation conversation(Json json) {
        Optional<String> chat = said(json, "chatid");
        if (chat.isPresent()) {
            boolean single = json.text("chattype").orElse("").equals("single");
            return Conversation.of(chat.get(), single ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP);
        }
        return said(json.at("from"), "userid")
                .map(person -> Conversation.of(
                        "robot:" + said(json, "aibotid").orElse("0") + ":" + person, Conversation.Kind.DIRECT))
                .orElseGet(() -> Conversation.of("events:robot", Conversation.Kind.EVENTS));
    }

    private static Optional<Instant> stamp(Json json) {
        OptionalLong seconds = json.number("create_time");
        return seconds.isPresent() && seconds.getAsLong() > 0 && seconds.getAsLong() < 100_000_000_000L
                ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
                : Optional.empty();
    }

    private static Delivery unreadable(String text, LocalText reason) {
        return new Delivery(
                "unreadable/" + Signatures.fingerprint(text),
                List.of(),
                List.of(new Delivery.Unreadable(text.getBytes(StandardCharsets.UTF_8), reason)));
    }

    private static Optional<String> said(Json json, String name) {
        return json.text(name).filter(t -> !t.isBlank());
    }
}
