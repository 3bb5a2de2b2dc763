// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Xml;
import org.huitong.kit.sign.Signatures;

/** What an application is told, in decrypted XML, as messages. Pure. */
final class WecomXml {
    private static final String PLATFORM = "wecom";

    private static final LocalText EMPTY = LocalText.of("解密后的内容为空", "the decrypted text is empty");

    private final String account;
    private final String corpId;

    /** @param corpId the company where a document names none */
    WecomXml(String account, String corpId) {
        this.account = account;
        this.corpId = corpId;
    }

    /**
     * What a document brings.
     *
     * @param isInstruction whether it is told to a third-party suite as such, rather than to an application
     */
    record Told(Delivery delivery, boolean isInstruction) {}

    Told read(String document, Instant receivedAt) {
        if (document.isBlank()) {
            return new Told(WecomDeadLetter.of(document, EMPTY), false);
        }
        Parsed<Xml> parsed = Xml.read(document);
        return parsed instanceof Parsed.Good<Xml> good
                ? new Told(
                        read(good.value(), document, receivedAt),
                        good.value().value("InfoType").isPresent())
                : new Told(WecomDeadLetter.of(document, parsed.bad().orElseThrow()), false);
    }

    private Delivery read(Xml xml, String document, Instant receivedAt) {
        Optional<String> tenant = xml.value("ToUserName", "AuthCorpId", "SuiteId")
                .or(() -> Optional.of(corpId).filter(id -> !id.isBlank()));
        if (tenant.isEmpty()) {
            return WecomDeadLetter.of(
                    document,
                    LocalText.of("内容没有注明企业，配置里也没有 corpId", "the document names no company, and corpId is not set"));
        }
        Optional<String> kind = xml.value("MsgType");
        if (kind.isEmpty() && xml.value("InfoType").isEmpty()) {
            return WecomDeadLetter.of(
                    document,
                    LocalText.of("内容既没有注明消息类型，也没有注明事件", "the document names neither a kind of message nor an event"));
        }
        boolean event = kind.isEmpty() || kind.get().equals("event");
        Instant sentAt = stamp(xml).orElse(receivedAt);
        String nativeId = event ? eventId(document, xml) : xml.value("MsgId").orElseGet(() -> eventId(document, xml));
        Sender sender = sender(xml, tenant.get());
        Conversation conversation = conversation(xml, event, sender, tenant.get());
        Message message = new Message(
                        new MessageKey(PLATFORM, tenant.get(), nativeId),
                        account,
                        conversation,
                        sender,
                        event ? event(xml) : message(kind.get(), xml),
                        sentAt,
                        sentAt.toEpochMilli(),
                        document)
                .to(addressees(xml, conversation));
        return Delivery.of((event ? "event/" : "message/") + nativeId, Sighting.Said.once(message));
    }

    // Quotes within quotes are bounded by the reader's own limit on depth.
    private static Content message(String kind, Xml xml) {
        ContentBuilder out = new ContentBuilder();
        Xml body = WecomTree.without(xml, WecomKinds.ENVELOPE);
        Optional<MessageType> type = WecomKinds.say(kind, body, out);
        WecomTree.child(xml, "quote").ifPresent(quote -> {
            Content quoted = message(WecomTree.value(quote, "msgtype").orElse("text"), quote);
            out.quote(new Quote(WecomTree.value(quote, "msgid"), Optional.empty(), ""), quoted);
        });
        return WecomKinds.content(kind, type, out);
    }

    private static Content event(Xml xml) {
        return WecomEvents.content(xml.value("Event", "InfoType").orElse("event"), xml);
    }

    /**
     * Events have no id: the vendor advises sender and time; the kind, and a hash of the whole, keep apart what happened
     * to one person within one second. A push made again has the same text.
     */
    private static String eventId(String document, Xml xml) {
        return Stream.of("FromUserName", "CreateTime", "TimeStamp", "Event", "InfoType", "ChangeType")
                        .flatMap(name -> xml.value(name).stream())
                        .collect(Collectors.joining(":"))
                + ":" + Signatures.fingerprint(document);
    }

    /** Between a person and an application; of what concerns a group, that group; else what happened in the company. */
    private static Conversation conversation(Xml xml, boolean event, Sender sender, String tenant) {
        Optional<String> agent = xml.value("AgentID");
        if (!sender.id().isEmpty() && (agent.isPresent() || !event)) {
            return Conversation.of("app:" + agent.orElse("0") + ":" + sender.id(), Conversation.Kind.DIRECT);
        }
        return xml.value("ChatId")
                .map(chat -> Conversation.of(chat, Conversation.Kind.GROUP))
                .orElseGet(() -> Conversation.ofEvents(PLATFORM, tenant));
    }

    /** The application is the other side of what a person tells it. */
    private static List<Addressee> addressees(Xml xml, Conversation conversation) {
        return conversation.kind() == Conversation.Kind.DIRECT
                ? xml.value("AgentID").map(Addressee::of).stream().toList()
                : List.of();
    }

    private static Sender sender(Xml xml, String tenant) {
        return xml.value("FromUserName")
                .filter(id -> !id.equals("sys"))
                .map(id -> WecomPeople.sender(id, Optional.empty(), tenant))
                .orElse(Sender.SYSTEM);
    }

    private static Optional<Instant> stamp(Xml xml) {
        for (String name : new String[] {"CreateTime", "TimeStamp"}) {
            OptionalLong seconds = xml.number(name);
            if (seconds.isPresent() && seconds.getAsLong() > 0 && seconds.getAsLong() < 100_000_000_000L) {
                return Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
            }
        }
        return Optional.empty();
    }
}
