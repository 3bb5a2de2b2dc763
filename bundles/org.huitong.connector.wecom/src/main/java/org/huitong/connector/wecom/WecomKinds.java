// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Xml;

/**
 * The kinds of messages and what each of them says. An application's message and a robot's have the same kinds, with
 * bodies that differ in the names of a few elements. Pure.
 */
final class WecomKinds {
    /** What stands beside the body in an application's document or a robot's call. */
    static final Set<String> ENVELOPE = Set.of(
            "tousername",
            "fromusername",
            "createtime",
            "msgtype",
            "msgid",
            "agentid",
            "aibotid",
            "chatid",
            "chattype",
            "from",
            "responseurl",
            "quote");

    private static final LocalText MISSING =
            LocalText.of("平台推送了这条消息，但没有附上内容", "the platform pushed this message without its content");

    private WecomKinds() {}

    /**
     * Says what a body says.
     *
     * @return its type; nothing for a kind that is not known, of which every word and value is said
     */
    static Optional<MessageType> say(String kind, Xml body, ContentBuilder out) {
        boolean first = out.isEmpty();
        Optional<MessageType> type = known(kind, body, out);
        // Also where a known kind has its words in another place than it should.
        if (type.isEmpty() || first && out.isEmpty()) {
            values(body, out);
        }
        return type;
    }

    private static Optional<MessageType> known(String kind, Xml body, ContentBuilder out) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "text" -> words(MessageType.TEXT, body, out);
            case "markdown", "markdown_v2" -> words(MessageType.RICH_TEXT, body, out);
            case "image" -> media(MessageType.IMAGE, body, out);
            case "voice" -> {
                out.line(WecomTree.said(body, "content", "recognition"));
                yield media(MessageType.VOICE, body, out);
            }
            case "video", "shortvideo" -> media(MessageType.VIDEO, body, out);
            case "file" -> media(MessageType.FILE, body, out);
            case "location" -> {
                WecomValues.place(body).forEach(out::line);
                yield Optional.of(MessageType.LOCATION);
            }
            case "link" -> link(body, out);
            case "mixed" -> mixed(body, out);
            case "template_card", "textcard", "news", "mpnews", "miniprogram", "weapp", "card" -> {
                values(body, out);
                yield Optional.of(MessageType.CARD);
            }
            default -> Optional.empty();
        };
    }

    /** What was said as content. A known kind that says nothing is unavailable, never an empty text. */
    static Content content(String kind, Optional<MessageType> type, ContentBuilder out) {
        if (type.isEmpty()) {
            String name = kind.isEmpty() ? "message" : kind;
            return out.event(name, WecomTitles.ofKind(name)).build(MessageType.EVENT);
        }
        return out.isEmpty() ? Content.unavailable(Unavailable.Reason.WITHHELD, MISSING) : out.build(type.get());
    }

    private static Optional<MessageType> words(MessageType type, Xml body, ContentBuilder out) {
        out.said(WecomTree.said(body, "content"));
        return Optional.of(type);
    }

    private static void values(Xml body, ContentBuilder out) {
        WecomValues.lines(body).forEach(out::line);
        WecomValues.media(body).forEach(id -> out.attach(Attachment.of(MessageType.FILE, id)));
    }

    /** The name of a file is its attachment's; where there is nothing to fetch it by, the name is all there is to read. */
    private static Optional<MessageType> media(MessageType type, Xml body, ContentBuilder out) {
        Optional<String> name = WecomTree.value(body, "filename", "name", "title");
        Optional<String> reference = WecomTree.value(body, "mediaid", "url", "picurl");
        reference.ifPresentOrElse(
                found -> out.attach(new Attachment(type, found, name, size(body), OptionalLong.empty())),
                () -> name.ifPresent(word -> out.line(word).lacking(Unavailable.Reason.WITHHELD, MISSING)));
        return Optional.of(type);
    }

    private static OptionalLong size(Xml body) {
        return WecomTree.value(body, "filesize")
                .filter(digits -> digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(digits -> OptionalLong.of(Long.parseLong(digits)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<MessageType> link(Xml body, ContentBuilder out) {
        out.line(WecomTree.value(body, "title"))
                .line(WecomTree.value(body, "description", "desc", "digest"))
                .address(WecomTree.value(body, "url", "link"));
        WecomTree.value(body, "picurl", "thumburl")
                .ifPresent(picture -> out.attach(Attachment.of(MessageType.IMAGE, picture)));
        return Optional.of(MessageType.LINK);
    }

    /** Items in the order they were written, each of its own kind. */
    private static Optional<MessageType> mixed(Xml body, ContentBuilder out) {
        for (Xml item : body.children()) {
            if (WecomTree.isLeaf(item)) {
                values(new Xml(body.name(), "", List.of(item)), out);
                continue;
            }
            String kind = WecomTree.value(item, "msgtype", "type").orElse("");
            Xml inside = WecomTree.child(item, WecomTree.plain(kind))
                    .orElseGet(() -> WecomTree.without(item, Set.of("msgtype", "type")));
            say(kind, inside, out);
        }
        return Optional.of(MessageType.RICH_TEXT);
    }
}
