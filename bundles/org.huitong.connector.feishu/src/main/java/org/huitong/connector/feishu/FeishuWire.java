// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/**
 * Verified calls of the platform, translated.
 *
 * <p>A message is named by the tenant and its message_id, without the application: two applications in one chat are told
 * of one message under one message_id, and here that is one message with two sightings. What must be kept apart for
 * each application, so that the repeat of one does not swallow the first push to the other, is the delivery: it is named
 * by account and event_id. The platform itself warns that event_id may differ between repeats of a message; such a
 * repeat is one more sighting of a message that is known, and stored once.
 */
final class FeishuWire {
    static final String PLATFORM = "feishu";

    private final String account;
    private final String appId;

    FeishuWire(String account, String appId) {
        this.account = account;
        this.appId = appId;
    }

    /** @param payload the JSON behind {@code call}, kept as evidence */
    Delivery deliver(Json call, String payload, Instant receivedAt) {
        Optional<FeishuEvent> event = FeishuEvent.read(call, appId, receivedAt);
        if (event.isEmpty()) {
            return unreadable(
                    Signatures.fingerprint(payload),
                    payload,
                    LocalText.of("既不是事件，也不是卡片操作", "neither an event nor the press on a card"));
        }
        return deliver(event.get(), payload);
    }

    static Delivery unreadable(String id, String payload, LocalText reason) {
        return new Delivery(
                id, List.of(), List.of(new Delivery.Unreadable(payload.getBytes(StandardCharsets.UTF_8), reason)));
    }

    private Delivery deliver(FeishuEvent event, String payload) {
        Json message = event.body().at("message");
        if (event.type().equals("im.message.recalled_v1")) {
            return FeishuEvent.word(event.body(), "message_id")
                    .map(id -> Delivery.of(event.id(), recalled(event, id, payload)))
                    .orElseGet(() -> unreadable(
                            event.id(), payload, LocalText.of("撤回通知没有消息编号", "a recall without the id of its message")));
        }
        // By its shape, not by its name: an edit is told under another name than the message.
        if (message.at("message_type").exists()) {
            return FeishuEvent.word(message, "message_id")
                    .map(id -> Delivery.of(event.id(), said(event, id, message, payload)))
                    .orElseGet(
                            () -> unreadable(event.id(), payload, LocalText.of("消息没有编号", "a message without its id")));
        }
        if (event.type().equals("message")) {
            return FeishuEvent.word(event.body(), "open_message_id")
                    .map(id -> Delivery.of(event.id(), saidOfOld(event, id, payload)))
                    .orElseGet(
                            () -> unreadable(event.id(), payload, LocalText.of("消息没有编号", "a message without its id")));
        }
        return Delivery.of(event.id(), happened(event, payload));
    }

    private Sighting said(FeishuEvent event, String id, Json message, String payload) {
        Sender sender = FeishuPeople.sender(event.body().at("sender"), event.tenant());
        Instant sentAt = message.text("create_time").flatMap(FeishuTime::read).orElse(event.at());
        Content content = FeishuContent.of(message, event.tenant());
        Message said = new Message(
                        key(event, id),
                        account,
                        room(event, message, sender, message.text("chat_type").orElse("")),
                        sender,
                        content,
                        sentAt,
                        sentAt.toEpochMilli(),
                        payload)
                .to(otherSide(event, sender, message.text("chat_type").orElse("")))
                .replyingTo(FeishuEvent.word(message, "parent_id"));
        // Unedited, update_time is absent or repeats create_time: the content then names the version, so that doors
        // which send it and doors which do not agree.
        return message.text("update_time")
                .flatMap(FeishuTime::read)
                .filter(updated -> !updated.equals(sentAt))
                .<Sighting>map(updated ->
                        new Sighting.Said(said, new Revision(Long.toString(updated.toEpochMilli()), updated)))
                .orElseGet(() -> Sighting.Said.once(said));
    }

    private Sighting saidOfOld(FeishuEvent event, String id, String payload) {
        Json body = event.body();
        Sender sender = FeishuPeople.sender(body, event.tenant());
        String chat = body.text("chat_type").orElse("").equals("private") ? "p2p" : "group";
        return Sighting.Said.once(new Message(
                        key(event, id),
                        account,
                        room(event, body, sender, chat),
                        sender,
                        FeishuContent.ofOld(body, event.tenant()),
                        event.at(),
                        event.at().toEpochMilli(),
                        payload)
                .to(otherSide(event, sender, chat))
                .replyingTo(FeishuEvent.word(body, "parent_id")));
    }

    private Sighting recalled(FeishuEvent event, String id, String payload) {
        // The event tells the role of who took it back (recall_type), not who it was.
        return new Sighting.Recalled(
                key(event, id),
                account,
                room(event, event.body(), Sender.SYSTEM, "group"),
                Optional.empty(),
                event.body().text("recall_time").flatMap(FeishuTime::read).orElse(event.at()),
                payload);
    }

    private Sighting happened(FeishuEvent event, String payload) {
        Sender sender = FeishuPeople.actor(event.body(), event.tenant());
        return Sighting.Said.once(new Message(
                key(event, event.id()),
                account,
                room(event, event.body(), sender, event.type().contains("p2p") ? "p2p" : ""),
                sender,
                FeishuEvents.content(event),
                event.at(),
                event.at().toEpochMilli(),
                payload));
    }

    private static MessageKey key(FeishuEvent event, String nativeId) {
        return new MessageKey(PLATFORM, event.tenant(), nativeId);
    }

    /** In a chat of two with the application it is the application, unless that speaks. */
    private static List<Addressee> otherSide(FeishuEvent event, Sender sender, String chatType) {
        return chatType.equals("p2p")
                        && sender.kind() != Sender.Kind.ROBOT
                        && !event.app().isBlank()
                ? List.of(Addressee.of(event.app()))
                : List.of();
    }

    /** The chat, where there is one; else the room of what happens in the company. */
    private static Conversation room(FeishuEvent event, Json body, Sender sender, String chatType) {
        Optional<String> chat = FeishuEvent.word(body, "chat_id", "open_chat_id")
                .or(() -> FeishuEvent.word(body.at("context"), "open_chat_id"));
        if (chat.isPresent()) {
            return new Conversation(
                    chat.get(),
                    chatType.equals("p2p") ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP,
                    event.type().startsWith("im.chat.") ? body.text("name") : Optional.empty());
        }
        if (chatType.equals("p2p")) {
            return Conversation.of(event.app() + "/" + sender.id(), Conversation.Kind.DIRECT);
        }
        return Conversation.ofEvents(PLATFORM, event.tenant());
    }
}
