// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Xml;
import org.huitong.kit.sign.Signatures;

/** What an application is told, in decrypted XML, as messages. Pure. */
final class WecomXml {
    private static final String PLATFORM = "wecom";

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
        return Xml.read(document) instanceof Parsed.Good<Xml> good
                ? new Told(
                        read(good.value(), document, receivedAt),
                        first(good.value(), "InfoType").isPresent())
                : new Told(unreadable(document, LocalText.of("解密后的内容不是 XML", "the decrypted text is not XML")), false);
    }

    private Delivery read(Xml xml, String document, Instant receivedAt) {
        Optional<String> tenant = first(xml, "ToUserName", "AuthCorpId", "SuiteId")
                .or(() -> Optional.of(corpId).filter(id -> !id.isBlank()));
        if (tenant.isEmpty()) {
            return unreadable(
                    document,
                    LocalText.of("内容没有注明企业，配置里也没有 corpId", "the document names no company, and corpId is not set"));
        }
        Optional<String> kind = first(xml, "MsgType");
        if (kind.isEmpty() && first(xml, "InfoType").isEmpty()) {
            return unreadable(
                    document,
                    LocalText.of("内容既没有注明消息类型，也没有注明事件", "the document names neither a kind of message nor an event"));
        }
        boolean event = kind.isEmpty() || kind.get().equals("event");
        Instant sentAt = stamp(xml).orElse(receivedAt);
        Content content = event ? event(xml) : message(kind.get(), xml);
        String nativeId = event ? eventId(document, xml) : first(xml, "MsgId").orElseGet(() -> eventId(document, xml));
        Message message = new Message(
                new MessageKey(PLATFORM, tenant.get(), nativeId),
                account,
                conversation(xml, content),
                sender(xml),
                content,
                sentAt,
                sentAt.toEpochMilli(),
                document);
        return Delivery.of((event ? "event/" : "message/") + nativeId, Sighting.Said.once(message));
    }

    private static Content message(String kind, Xml xml) {
        return switch (kind) {
            case "text" -> Content.text(xml.text("Content").orElse(""));
            case "image" -> Content.of(MessageType.IMAGE, null, media(MessageType.IMAGE, xml, "MediaId", "PicUrl"));
            case "voice" -> Content.of(
                    MessageType.VOICE,
                    first(xml, "Recognition").orElse(null),
                    media(MessageType.VOICE, xml, "MediaId"));
            case "video", "shortvideo" -> Content.of(MessageType.VIDEO, null, media(MessageType.VIDEO, xml, "MediaId"));
            case "file" -> Content.of(MessageType.FILE, null, file(xml));
            case "location" -> Content.of(MessageType.LOCATION, place(xml));
            case "link" -> link(xml);
            default -> Content.event(kind, LocalText.of(kind, kind), null);
        };
    }

    private static Attachment[] media(MessageType type, Xml xml, String... names) {
        return first(xml, names).map(id -> Attachment.of(type, id)).stream().toArray(Attachment[]::new);
    }

    private static Attachment[] file(Xml xml) {
        String name = first(xml, "FileName", "Title").orElse(null);
        return first(xml, "MediaId").map(id -> Attachment.file(id, name)).stream()
                .toArray(Attachment[]::new);
    }

    /** The name of the place; where it has none, latitude and longitude. */
    private static String place(Xml xml) {
        return first(xml, "Label").orElseGet(() -> Stream.of("Location_X", "Location_Y")
                .flatMap(name -> first(xml, name).stream())
                .collect(Collectors.joining(", ")));
    }

    private static Content link(Xml xml) {
        String text = Stream.of("Title", "Description")
                .flatMap(name -> first(xml, name).stream())
                .collect(Collectors.joining("\n"));
        return Content.of(MessageType.LINK, text, media(MessageType.LINK, xml, "Url"));
    }

    /** The name is the platform's own; the text says which approval, or what kind of change, it is about. */
    private static Content event(Xml xml) {
        String about = xml.child("ApprovalInfo")
                .flatMap(approval -> first(approval, "OpenSpName", "SpName"))
                .or(() -> first(xml, "ChangeType"))
                .orElse(null);
        String name = first(xml, "Event", "InfoType").orElse("event");
        return Content.event(name, LocalText.of(name, name), about);
    }

    /**
     * Events have no id: the vendor advises sender and time; the kind, and a hash of the whole, keep apart what happened
     * to one person within one second. A push made again has the same text.
     */
    private static String eventId(String document, Xml xml) {
        return Stream.of("FromUserName", "CreateTime", "TimeStamp", "Event", "InfoType", "ChangeType")
                        .flatMap(name -> first(xml, name).stream())
                        .collect(Collectors.joining(":"))
                + ":" + Signatures.fingerprint(document);
    }

    private Conversation conversation(Xml xml, Content content) {
        Optional<String> agent = first(xml, "AgentID");
        Optional<String> person = first(xml, "FromUserName").filter(id -> !id.equals("sys"));
        if (person.isPresent() && (agent.isPresent() || content.type() != MessageType.EVENT)) {
            return Conversation.of("app:" + agent.orElse("0") + ":" + person.get(), Conversation.Kind.DIRECT);
        }
        return Conversation.of(
                "events:"
                        + content.event()
                                .map(event -> event.name())
                                .orElse(content.type().word()),
                Conversation.Kind.EVENTS);
    }

    private static Sender sender(Xml xml) {
        return first(xml, "FromUserName")
                .filter(id -> !id.equals("sys"))
                .map(Sender::person)
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

    private static Delivery unreadable(String document, LocalText reason) {
        return new Delivery(
                "unreadable/" + Signatures.fingerprint(document),
                List.of(),
                List.of(new Delivery.Unreadable(document.getBytes(StandardCharsets.UTF_8), reason)));
    }

    /** The first of these elements that says something. */
    private static Optional<String> first(Xml xml, String... names) {
        for (String name : names) {
            Optional<String> text = xml.text(name).filter(t -> !t.isBlank());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
