// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** What a message says, out of its type and the JSON that stands as a text in its content. */
final class FeishuContent {
    private static final Pattern MENTION = Pattern.compile("@_(user_[0-9]+|all)");
    private static final Pattern AT_TAG = Pattern.compile("<at [^<>]*>([^<>]*)</at>");
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_]+)}");

    /** What the platform hands out instead of a card that its old format cannot express. */
    private static final String CARD_TOO_NEW = "请升级至最新版本客户端，以查看内容";

    private final Map<String, String> names;

    /** @param names of those mentioned, by the key that stands in the text */
    FeishuContent(Map<String, String> names) {
        this.names = names;
    }

    Content read(String type, String raw) {
        // Of a forwarded bundle the content is no JSON but a sentence: it then counts as the text.
        Json content =
                Json.read(raw) instanceof Parsed.Good<Json> good && good.value().isObject()
                        ? good.value()
                        : Json.read("{\"text\":" + Json.quote(raw) + "}").good().orElseThrow();
        return switch (type) {
            case "text" -> Content.of(MessageType.TEXT, text(content, "text"));
            case "post" -> post(content);
            case "image" -> attached(MessageType.IMAGE, content, "image_key");
            case "sticker" -> attached(MessageType.IMAGE, content, "file_key");
            case "file", "folder" -> attached(MessageType.FILE, content, "file_key");
            case "audio" -> attached(MessageType.VOICE, content, "file_key");
            case "media" -> attached(MessageType.VIDEO, content, "file_key");
            case "location" -> Content.of(MessageType.LOCATION, place(content));
            case "interactive" -> card(content);
            case "hongbao" -> Content.of(MessageType.CARD, text(content, "text"));
            case "share_calendar_event", "calendar", "general_calendar" -> Content.of(
                    MessageType.CARD, lines(text(content, "summary"), period(content)));
            case "share_chat" -> Content.of(MessageType.CARD, text(content, "chat_id"));
            case "share_user" -> Content.of(MessageType.CARD, text(content, "user_id"));
            case "video_chat" -> Content.of(
                    MessageType.CARD, lines(text(content, "topic"), time(content, "start_time")));
            case "todo" -> Content.of(
                    MessageType.CARD,
                    lines(post(content.at("summary")).text().orElse(null), time(content, "due_time")));
            case "vote" -> Content.of(
                    MessageType.CARD,
                    lines(Stream.concat(content.text("topic").stream(), texts(content.at("options")))));
            case "merge_forward" -> forwarded(content);
            case "system" -> Content.event("system", LocalText.of("系统消息", "System message"), said(content));
            default -> Content.event(type, LocalText.of(type, type), text(content, "text"));
        };
    }

    /** A message of the first generation, which has its parts beside each other and its mentions as tags. */
    Content readOld(Json body) {
        String text = body.text("text")
                .map(said -> AT_TAG.matcher(said).replaceAll("$1"))
                .orElse(null);
        return switch (body.text("msg_type").orElse("unknown")) {
            case "text" -> Content.of(MessageType.TEXT, text);
            case "post" -> Content.of(
                    MessageType.RICH_TEXT,
                    lines(body.text("title").orElse(null), text),
                    texts(body.at("image_keys"))
                            .map(key -> Attachment.of(MessageType.IMAGE, key))
                            .toArray(Attachment[]::new));
            case "image" -> attached(MessageType.IMAGE, body, "image_key");
            case "file" -> attached(MessageType.FILE, body, "file_key");
            case "merge_forward" -> forwarded(body);
            default -> {
                String kind = FeishuEvent.word(body, "msg_type").orElse("message");
                yield Content.event(kind, LocalText.of(kind, kind), text);
            }
        };
    }

    /** Names in the place of the keys that stand for them; a key without a name stays. */
    String named(String text) {
        if (!text.contains("@_")) {
            return text;
        }
        Matcher mention = MENTION.matcher(text);
        return mention.replaceAll(found -> Matcher.quoteReplacement(name(found.group())));
    }

    private String name(String key) {
        String name = names.get(key);
        return name != null ? "@" + name : key.equals("@_all") ? "@所有人" : key;
    }

    private String text(Json content, String name) {
        return content.text(name).map(this::named).orElse(null);
    }

    private Content attached(MessageType type, Json content, String key) {
        return content.text(key)
                .filter(reference -> !reference.isBlank())
                .map(reference -> Content.of(type, null, attachment(type, reference, content)))
                .orElseGet(() -> Content.unavailable(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of(
                                "平台没有给出这条消息的 " + key, "the platform sent no " + key + " with this " + type.word())));
    }

    private static Attachment attachment(MessageType type, String reference, Json content) {
        return new Attachment(
                type,
                reference,
                content.text("file_name"),
                OptionalLong.empty(),
                content.number("duration").stream()
                        .filter(millis -> millis >= 0)
                        .findFirst());
    }

    /** Rich text comes bare or, as it was sent, under the names of languages: Chinese goes first. */
    private Content post(Json content) {
        Json post = content.at("content").isArray()
                ? content
                : Stream.concat(Stream.of("zh_cn"), content.names().stream())
                        .map(content::at)
                        .filter(inner -> inner.at("content").isArray())
                        .findFirst()
                        .orElse(content);
        List<Attachment> attachments = new ArrayList<>();
        Stream<String> rows = post.at("content").items().stream().map(row -> row.items().stream()
                .map(part -> part(part, attachments))
                .collect(Collectors.joining()));
        String text = lines(Stream.concat(post.text("title").stream(), rows.toList().stream()));
        return Content.of(MessageType.RICH_TEXT, text, attachments.toArray(Attachment[]::new));
    }

    private String part(Json part, List<Attachment> attachments) {
        String tag = part.text("tag").orElse("");
        return switch (tag) {
            case "img", "media" -> {
                MessageType type = tag.equals("img") ? MessageType.IMAGE : MessageType.VIDEO;
                part.text(tag.equals("img") ? "image_key" : "file_key")
                        .filter(key -> !key.isBlank())
                        .ifPresent(key -> attachments.add(attachment(type, key, part)));
                yield "";
            }
            case "at" -> mentioned(part);
            case "emotion" -> part.text("emoji_type")
                    .map(emoji -> "[" + emoji + "]")
                    .orElse("");
            default -> part.text("text").map(this::named).orElse("");
        };
    }

    private String mentioned(Json at) {
        String id = at.text("user_id").orElse("");
        return at.text("user_name")
                .filter(name -> !name.isBlank())
                .map(name -> "@" + name)
                .orElseGet(() -> id.startsWith("@_") ? name(id) : id.equals("all") ? "@所有人" : "@" + id);
    }

    private Content card(Json content) {
        List<String> lines = new FeishuCard(this::mentioned, this::named).lines(content);
        String text = lines(lines.stream());
        boolean hidden = text == null || lines.contains(CARD_TOO_NEW);
        Content card = Content.of(MessageType.CARD, text);
        return hidden
                ? card.lacking(new Unavailable(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of("平台的事件里没有这张卡片的内容", "the platform's event does not show what this card says")))
                : card;
    }

    private Content forwarded(Json content) {
        return Content.of(
                        MessageType.CARD,
                        content.text("text").or(() -> content.text("content")).orElse(null))
                .lacking(new Unavailable(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of(
                                "平台的事件只说有一组转发的消息，没有其中的内容",
                                "the platform's event names the bundle, not the messages in it")));
    }

    private static String place(Json content) {
        Optional<String> name = content.text("name").filter(n -> !n.isBlank());
        return name.orElseGet(() -> content.text("latitude")
                .flatMap(north -> content.text("longitude").map(east -> north + ", " + east))
                .orElse(null));
    }

    /** A sentence of the platform with its places filled in: lists of names, or a text of its own. */
    private static String said(Json content) {
        return content.text("template")
                .map(template -> PLACE.matcher(template)
                        .replaceAll(
                                place -> Matcher.quoteReplacement(filled(content.at(place.group(1)), place.group()))))
                .orElse(null);
    }

    private static String filled(Json value, String otherwise) {
        if (value.isArray()) {
            return texts(value).collect(Collectors.joining("、"));
        }
        return value.text().or(() -> value.text("text")).orElse(otherwise);
    }

    private static String period(Json content) {
        String start = time(content, "start_time");
        String end = time(content, "end_time");
        return start == null || end == null ? start : start + " – " + end;
    }

    private static String time(Json content, String name) {
        Optional<Instant> time = content.text(name).flatMap(FeishuTime::read);
        return time.map(FeishuTime::show).orElse(null);
    }

    private static Stream<String> texts(Json list) {
        return list.items().stream().flatMap(item -> item.text().stream());
    }

    private static String lines(String... lines) {
        return lines(Stream.of(lines).filter(line -> line != null));
    }

    /** Null where there is nothing to read. */
    private static String lines(Stream<String> lines) {
        String text = lines.filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }
}
