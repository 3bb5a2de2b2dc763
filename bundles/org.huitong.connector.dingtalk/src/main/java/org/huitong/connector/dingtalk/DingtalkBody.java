// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.part;
import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkJson.words;

import java.util.Locale;
import java.util.Optional;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * What one message says. The one that was sent, the one that it quotes and those that it forwards have the same shape:
 * an object that names a kind and has its body under {@code content} or under the name of the kind, as an object, as
 * JSON in a text, or as a plain text. Pure.
 */
final class DingtalkBody {
    /** Where words stand in kinds that the platform did not describe. */
    private static final String[] USUAL = {
        "title", "text", "content", "markdown", "recognition", "description", "desc", "summary", "caption", "message"
    };

    /** Records within records and quotes within quotes: what lies deeper was hardly meant to be read. */
    private static final int DEPTH = 6;

    private final DingtalkPeople people;
    private final int depth;

    DingtalkBody(DingtalkPeople people) {
        this(people, 0);
    }

    private DingtalkBody(DingtalkPeople people, int depth) {
        this.people = people;
        this.depth = depth;
    }

    /** For a message inside this one; empty where they are nested too deep. */
    Optional<DingtalkBody> within() {
        return depth < DEPTH ? Optional.of(new DingtalkBody(people, depth + 1)) : Optional.empty();
    }

    /** What was said, quotes and files included; never nothing: where there is nothing, it says why. */
    Content read(String kind, Json message, ContentBuilder out) {
        MessageType type = compose(plain(kind), kind, message, out);
        if (type == MessageType.EVENT) {
            out.event(
                    kind,
                    LocalText.of("本版本不认识的一种钉钉消息：" + kind, "A DingTalk message of a kind that is not known: " + kind));
        }
        new DingtalkQuotes(people, this).read(kind, message, out);
        Content content = out.build(type);
        return content.text().isPresent() || !content.attachments().isEmpty() || type == MessageType.EVENT
                ? content
                : out.lacking(Unavailable.Reason.WITHHELD, missing(plain(kind), kind))
                        .build(MessageType.UNAVAILABLE);
    }

    /** One spelling of a kind. A quoted message of a robot may be named by the key that it was sent with. */
    private static String plain(String kind) {
        String lower = kind.replace("_", "").toLowerCase(Locale.ROOT);
        return lower.startsWith("sample") ? lower.substring("sample".length()).replaceAll("(msg)?[0-9]*$", "") : lower;
    }

    private MessageType compose(String plain, String kind, Json message, ContentBuilder out) {
        if (plain.equals("text")) {
            text(message, out);
            return MessageType.TEXT;
        }
        Optional<Json> found = part(message, kind, spelled(message, kind), "content", "text");
        Json body = found.orElse(message);
        if (body.isText()) {
            out.said(body.text().orElse(""));
            return type(plain, body);
        }
        MessageType type = type(plain, body);
        if (found.isPresent()) {
            described(plain, body, out);
        }
        DingtalkFiles.read(type, body, out);
        if (type == MessageType.EVENT && found.isPresent()) {
            DingtalkFacts.write(body, out);
        } else if (out.isEmpty() || DingtalkFiles.isOne(type)) {
            usual(body, out);
        }
        if (found.isPresent() && (out.isEmpty() || DingtalkFiles.isOne(type))) {
            // What stands beside the body: a caption, or the words of a kind whose body is empty.
            usual(message.at("text"), out);
            words(message, "text", "title", "markdown", "recognition", "caption")
                    .ifPresent(out::line);
        }
        return type;
    }

    /** As the call spells the name of its kind's body. */
    private static String spelled(Json message, String kind) {
        return message.names().stream()
                .filter(name -> name.equalsIgnoreCase(kind))
                .findFirst()
                .orElse(kind);
    }

    private void described(String plain, Json body, ContentBuilder out) {
        switch (plain) {
            case "richtext" -> new DingtalkRichText(people, out).read(body);
            case "markdown", "actioncard", "feedcard", "link", "oa" -> DingtalkCards.read(plain, body, out);
            case "interactivecard", "card" -> DingtalkCards.interactive(body, out);
            case "chatrecord", "forward", "mergeforward" -> new DingtalkRecords(this, out).read(body);
            case "location" -> DingtalkCards.location(body, out);
            default -> {}
        }
    }

    /** The words are those of a person: what looks like JSON is what they pasted. */
    private void text(Json message, ContentBuilder out) {
        for (String name : new String[] {"text", "content"}) {
            Json body = message.at(name);
            Optional<String> said = body.isObject() ? words(body, "content", "text") : body.text();
            if (said.filter(text -> !text.isBlank()).isPresent()) {
                out.said(said.get());
                return;
            }
        }
        for (String name : new String[] {"content", "text", "markdown", "richText"}) {
            Json body = unfolded(message.at(name));
            usual(body, out);
            if (out.isEmpty() && (body.isArray() || body.at("richText").exists())) {
                new DingtalkRichText(people, out).read(body);
            }
        }
    }

    private static void usual(Json body, ContentBuilder out) {
        for (String name : USUAL) {
            Json place = unfolded(body.at(name));
            if (place.isObject()) {
                words(place, USUAL).ifPresent(out::line);
            } else if (!place.isArray()) {
                place.text().ifPresent(out::line);
            }
        }
        said(body, "url", "messageUrl", "messageURL").ifPresent(out::address);
    }

    private static MessageType type(String plain, Json body) {
        return switch (plain) {
            case "text" -> MessageType.TEXT;
            case "richtext", "markdown", "chatrecord", "forward", "mergeforward" -> MessageType.RICH_TEXT;
            case "picture", "image", "photo" -> MessageType.IMAGE;
            case "audio", "voice" -> MessageType.VOICE;
            case "video" -> MessageType.VIDEO;
            case "file" -> MessageType.FILE;
            case "link" -> MessageType.LINK;
            case "location" -> MessageType.LOCATION;
            case "actioncard", "feedcard", "oa", "interactivecard", "card" -> MessageType.CARD;
                // What the platform itself keeps back: a file of which it tells no more, an envelope with money.
            case "unknownmsgtype", "redpacket", "redenvelope", "redenvelop" -> body.isText()
                            || !DingtalkFiles.isIn(body)
                    ? MessageType.TEXT
                    : MessageType.FILE;
            default -> MessageType.EVENT;
        };
    }

    private static LocalText missing(String plain, String kind) {
        return switch (plain) {
            case "text" -> LocalText.of(
                    "消息里没有文字，可能只 @ 了机器人", "the message has no words: it may only have called the robot");
            case "chatrecord", "forward", "mergeforward" -> LocalText.of(
                    "钉钉没有给出被转发的聊天记录", "DingTalk gave nothing of the forwarded messages");
            default -> LocalText.of(
                    "钉钉没有给出这条消息的内容，类型 " + kind, "DingTalk gave nothing of this message of the kind " + kind);
        };
    }
}
