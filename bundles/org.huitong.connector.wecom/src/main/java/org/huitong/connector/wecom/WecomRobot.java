// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
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

    /** @param corpId the company of the robot; a call names at most that of the person who speaks */
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
        Parsed<Json> parsed = Json.read(text);
        if (!(parsed instanceof Parsed.Good<Json> good)) {
            return Optional.of(WecomDeadLetter.of(text, parsed.bad().orElseThrow()));
        }
        Json json = good.value();
        if (!json.isObject()) {
            return Optional.of(WecomDeadLetter.of(
                    text, LocalText.of("解密后的内容不是 JSON 对象", "the decrypted text is not a JSON object")));
        }
        Optional<String> kind = said(json, "msgtype");
        if (kind.isEmpty()) {
            return Optional.of(
                    WecomDeadLetter.of(text, LocalText.of("调用没有注明消息类型", "the call names no kind of message")));
        }
        if (kind.get().equals("stream")) {
            return Optional.empty();
        }
        Optional<String> tenant = Optional.of(corpId)
                .filter(id -> !id.isBlank())
                .or(() -> said(json.at("from"), "corpid"))
                .or(() -> said(json, "aibotid"));
        if (tenant.isEmpty()) {
            return Optional.of(WecomDeadLetter.of(
                    text, LocalText.of("调用没有注明企业，配置里也没有 corpId", "the call names no company, and corpId is not set")));
        }
        String nativeId = said(json, "msgid").orElseGet(() -> Signatures.fingerprint(text));
        Instant sentAt = stamp(json).orElse(pushedAt);
        Sender sender = sender(json.at("from"), tenant.get());
        Conversation conversation = conversation(json, sender, tenant.get());
        Message message = new Message(
                        new MessageKey(PLATFORM, tenant.get(), nativeId),
                        account,
                        conversation,
                        sender,
                        WecomSpeech.content(kind.get(), json, tenant.get()),
                        sentAt,
                        sentAt.toEpochMilli(),
                        text)
                .to(addressees(json, conversation))
                .replyingTo(WecomSpeech.quoted(json));
        return Optional.of(Delivery.of("robot/" + nativeId, Sighting.Said.once(message)));
    }

    /** Nobody where the platform itself speaks. */
    static Sender sender(Json from, String tenant) {
        return said(from, "userid")
                .map(id -> WecomPeople.sender(id, said(from, "corpid"), tenant))
                .orElse(Sender.SYSTEM);
    }

    private static Conversation conversation(Json json, Sender sender, String tenant) {
        Optional<String> chat = said(json, "chatid");
        if (chat.isPresent()) {
            boolean single = said(json, "chattype").orElse("").equals("single");
            return Conversation.of(chat.get(), single ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP);
        }
        return sender.id().isEmpty()
                ? Conversation.ofEvents(PLATFORM, tenant)
                : Conversation.of(
                        "robot:" + said(json, "aibotid").orElse("0") + ":" + sender.id(), Conversation.Kind.DIRECT);
    }

    /** The robot is the other side of what a person tells it alone. */
    private static List<Addressee> addressees(Json json, Conversation conversation) {
        return conversation.kind() == Conversation.Kind.DIRECT
                ? said(json, "aibotid").map(Addressee::of).stream().toList()
                : List.of();
    }

    private static Optional<Instant> stamp(Json json) {
        OptionalLong seconds = json.number("create_time");
        return seconds.isPresent() && seconds.getAsLong() > 0 && seconds.getAsLong() < 100_000_000_000L
                ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
                : Optional.empty();
    }

    /** An id or a word of the platform, without the blanks around it. */
    static Optional<String> said(Json json, String name) {
        return json.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
