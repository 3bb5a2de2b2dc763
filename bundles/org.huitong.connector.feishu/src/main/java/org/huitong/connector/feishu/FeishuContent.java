// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** What a message says, out of its type and the JSON that stands as a text in its content. */
final class FeishuContent {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_]+)}");

    /** What the platform hands out instead of a card that its old format cannot express. */
    private static final String CARD_TOO_NEW = "请升级至最新版本客户端，以查看内容";

    /** Where words stand in whatever a client sends. */
    private static final List<String> USUAL = List.of(
            "title",
            "name",
            "chat_name",
            "topic",
            "text",
            "content",
            "summary",
            "description",
            "caption",
            "recognition",
            "address");

    private final String tenant;
    private final ContentBuilder out = new ContentBuilder();
    private final FeishuMentions mentions;

    private FeishuContent(Json message, String tenant) {
        this.tenant = tenant;
        this.mentions = FeishuMentions.of(message, tenant, out);
    }

    /**
     * @param message what tells beside the content who is called in it
     * @param tenant of the message
     */
    static Content of(Json message, String tenant) {
        return of(message, message.at("content"), tenant);
    }

    private static Content of(Json message, Json content, String tenant) {
        return new FeishuContent(message, tenant)
                .read(
                        FeishuEvent.word(message, "message_type", "msg_type").orElse("unknown"),
                        content.text().orElseGet(() -> content.exists() ? content.toString() : ""));
    }

    /** A message of the first generation, which has its parts beside each other and its mentions as tags. */
    static Content ofOld(Json body, String tenant) {
        return new FeishuContent(body, tenant).readOld(body);
    }

    private Content read(String type, String raw) {
        // Of a forwarded bundle the content is no JSON but a sentence: it then counts as the text.
        Json content =
                Json.read(raw) instanceof Parsed.Good<Json> good && good.value().isObject()
                        ? good.value()
                        : Json.read("{\"text\":" + Json.quote(raw) + "}").good().orElseThrow();
        return switch (type) {
            case "text" -> shown(MessageType.TEXT, out.said(text(content, "text")), type, content);
            case "post" -> post(content);
            case "image" -> attached(MessageType.IMAGE, content, "image_key");
            case "sticker" -> attached(MessageType.IMAGE, content, "file_key");
            case "file", "folder" -> attached(MessageType.FILE, content, "file_key");
            case "audio" -> attached(MessageType.VOICE, content, "file_key");
            case "media" -> attached(MessageType.VIDEO, content, "file_key");
            case "location" -> shown(MessageType.LOCATION, place(content), type, content);
            case "interactive" -> card(content);
            case "share_calendar_event", "calendar", "general_calendar" -> shown(
                    MessageType.CARD,
                    out.line(text(content, "summary")).line(period(content)),
                    type,
                    content,
                    "summary",
                    "start_time",
                    "end_time");
            case "share_chat" -> shown(
                    MessageType.CARD,
                    out.line(text(content, "chat_name"))
                            .line(text(content, "name"))
                            .line(text(content, "chat_id")),
                    type,
                    content,
                    "chat_name",
                    "name");
            case "share_user" -> sharedUser(content);
            case "video_chat" -> shown(
                    MessageType.CARD,
                    out.line(text(content, "topic")).line(time(content, "start_time")),
                    type,
                    content,
                    "topic",
                    "start_time");
            case "todo" -> todo(content);
            case "vote" -> vote(content);
            case "merge_forward" -> forwarded(content);
            case "system" -> out.event("system", LocalText.of("飞书系统消息", "A system message of Feishu"))
                    .line(template(content))
                    .build(MessageType.EVENT);
            case "hongbao" -> shown(MessageType.CARD, out.line(text(content, "text")), type, content, "text");
            default -> unknown(type, content);
        };
    }

    private Content readOld(Json body) {
        String text = text(body, "text");
        String type = FeishuEvent.word(body, "msg_type").orElse("message");
        return switch (type) {
            case "text" -> shown(MessageType.TEXT, out.said(text), type);
            case "post" -> {
                out.line(FeishuEvent.word(body, "title")).line(text);
                texts(body.at("image_keys")).forEach(key -> out.attach(Attachment.of(MessageType.IMAGE, key)));
                yield shown(MessageType.RICH_TEXT, out, type);
            }
            case "image" -> attached(MessageType.IMAGE, body, "image_key");
            case "file" -> attached(MessageType.FILE, body, "file_key");
            case "merge_forward" -> forwarded(body);
            default -> unknown(type, body);
        };
    }

    private static Content shown(MessageType type, ContentBuilder out, String kind) {
        return out.isEmpty() ? withheld(kind) : out.build(type);
    }

    /**
     * What was said, and what stands beside it in places that this kind does not have by its description.
     *
     * @param told members that were said already, besides what only programs read
     */
    private Content shown(MessageType type, ContentBuilder out, String kind, Json content, String... told) {
        if (type == MessageType.CARD || out.isEmpty()) {
            Set<String> apart = new HashSet<>(List.of(told));
            content.names().stream().filter(FeishuContent::isHandle).forEach(apart::add);
            usual(content, apart);
            apart.addAll(
                    USUAL.stream().filter(name -> content.at(name).isText()).toList());
            FeishuValues.lines(content, tenant, apart).forEach(line -> out.line(mentions.named(line)));
        }
        return shown(type, out, kind);
    }

    private void usual(Json content, Set<String> told) {
        USUAL.stream().filter(name -> !told.contains(name)).forEach(name -> out.line(text(content, name)));
    }

    /** By which programs ask for a thing. */
    private static boolean isHandle(String name) {
        return name.endsWith("_id") || name.endsWith("_key") || name.endsWith("_token");
    }

    private static Content withheld(String what) {
        return Content.unavailable(
                Unavailable.Reason.WITHHELD,
                LocalText.of("平台没有给出这条 " + what + " 消息的内容", "the platform sent nothing of this " + what));
    }

    private String text(Json content, String name) {
        return content.text(name).map(mentions::named).orElse("");
    }

    private Content attached(MessageType type, Json content, String key) {
        Optional<String> reference = FeishuEvent.word(content, key);
        usual(content, Set.of("name"));
        if (reference.isPresent()) {
            return out.attach(FeishuPost.attachment(type, reference.get(), content))
                    .build(type);
        }
        return out.line(FeishuEvent.word(content, "file_name", "name"))
                .lacking(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of("平台没有给出这条消息的 " + key, "the platform sent no " + key + " with this " + type.word()))
                .build(MessageType.UNAVAILABLE);
    }

    private Content post(Json content) {
        new FeishuPost(mentions, out).add(content);
        return shown(MessageType.RICH_TEXT, out, "post", content);
    }

    private Content card(Json content) {
        FeishuCard card = new FeishuCard(mentions::shown, mentions::named);
        List<String> lines = card.lines(content);
        lines.forEach(out::line);
        card.addresses().forEach(out::address);
        card.images().forEach(key -> out.attach(Attachment.of(MessageType.IMAGE, key)));
        if (lines.isEmpty()) {
            // Of a card by its template what differs from card to card is all that there is.
            Json variables = content.at("data").at("template_variable");
            FeishuValues.lines(variables, tenant, Set.of()).forEach(line -> out.line(mentions.named(line)));
            out.line(text(content, "text"));
        }
        if (lines.isEmpty() || lines.contains(CARD_TOO_NEW)) {
            out.lacking(
                    Unavailable.Reason.WITHHELD,
                    LocalText.of("平台的事件里没有这张卡片的内容", "the platform's event does not show what this card says"));
        }
        return out.build(MessageType.CARD);
    }

    private Content sharedUser(Json content) {
        Optional<String> id = FeishuEvent.word(content, "user_id", "open_id");
        Optional<String> name = FeishuEvent.word(content, "user_name", "name");
        id.ifPresent(known -> out.mention(Addressee.of(known, name.orElse(null))));
        return shown(
                MessageType.CARD,
                out.line(name).line(id),
                "share_user",
                content,
                "user_id",
                "open_id",
                "user_name",
                "name");
    }

    private Content todo(Json content) {
        new FeishuPost(mentions, out).add(content.at("summary"));
        if (out.isEmpty()) {
            out.line(text(content, "summary"));
        }
        return shown(MessageType.CARD, out.line(time(content, "due_time")), "todo", content, "summary", "due_time");
    }

    private Content vote(Json content) {
        out.line(FeishuEvent.word(content, "topic"));
        for (Json option : content.at("options").items()) {
            out.line(option.text().or(() -> FeishuEvent.word(option, "text", "content", "name", "label", "title")));
        }
        return shown(MessageType.CARD, out, "vote", content, "topic", "options");
    }

    private Content forwarded(Json content) {
        out.line(text(content, "text")).line(text(content, "content")).line(text(content, "title"));
        for (Json item : content.at("items").items()) {
            // Some doors hand the bundle out with its messages.
            Json body = item.at("body");
            Content inner = of(item, body.exists() ? body.at("content") : item.at("content"), tenant);
            String who = FeishuEvent.word(item.at("sender"), "name", "id").orElse("");
            out.line((who.isEmpty() ? "" : who + ": ") + ContentBuilder.readable(inner));
            inner.attachments().forEach(out::attach);
            inner.mentions().forEach(out::mention);
            inner.links().forEach(out::address);
        }
        return content.at("items").items().isEmpty() ? unseen() : out.build(MessageType.CARD);
    }

    private Content unseen() {
        return out.lacking(
                        Unavailable.Reason.WITHHELD,
                        LocalText.of(
                                "平台的事件只说有一组转发的消息，没有其中的内容",
                                "the platform's event names the bundle, not the messages in it"))
                .build(MessageType.CARD);
    }

    /** A kind that the platform invented later: its words and values, as they stand. */
    private Content unknown(String type, Json content) {
        FeishuValues.lines(content, tenant, Set.of()).forEach(line -> out.line(mentions.named(line)));
        FeishuEvent.word(content, "file_key")
                .ifPresent(key -> out.attach(FeishuPost.attachment(MessageType.FILE, key, content)));
        return out.event(
                        type,
                        LocalText.of("本系统还不认识的飞书消息类型 " + type, "A kind of Feishu message not known here: " + type))
                .build(MessageType.EVENT);
    }

    private ContentBuilder place(Json content) {
        out.line(FeishuEvent.word(content, "name"));
        FeishuEvent.word(content, "latitude")
                .flatMap(north -> FeishuEvent.word(content, "longitude").map(east -> north + ", " + east))
                .ifPresent(out::line);
        return out;
    }

    /** A sentence of the platform with its places filled in: lists of names, or a text of its own. */
    private static String template(Json content) {
        return content.text("template")
                .map(template -> PLACE.matcher(template)
                        .replaceAll(
                                place -> Matcher.quoteReplacement(filled(content.at(place.group(1)), place.group()))))
                .orElseGet(() -> content.text("text").orElse(""));
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
        return start.isEmpty() || end.isEmpty() ? start : start + " – " + end;
    }

    private static String time(Json content, String name) {
        Optional<Instant> time = content.text(name).flatMap(FeishuTime::read);
        return time.map(FeishuTime::show).orElse("");
    }

    private static Stream<String> texts(Json list) {
        return list.items().stream().flatMap(item -> item.text().stream());
    }
}
