// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageType;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** Rich text: a title and rows of parts. A part of a kind that is not known here passes its words and files on. */
final class FeishuPost {
    /** Where a part of an unknown kind may hold further ones. */
    private static final List<String> INSIDE = List.of("text", "content", "elements", "children", "items");

    private final FeishuMentions mentions;
    private final ContentBuilder out;

    FeishuPost(FeishuMentions mentions, ContentBuilder out) {
        this.mentions = mentions;
        this.out = out;
    }

    void add(Json wrapped) {
        Json post = unwrapped(wrapped);
        out.line(FeishuEvent.word(post, "title").map(mentions::named));
        for (Json row : post.at("content").items()) {
            out.newLine();
            // A row is a list of parts; some clients send the parts without rows.
            (row.isArray() ? row.items() : List.of(row)).forEach(this::part);
        }
    }

    /** As it is received it stands bare; as it was sent, under the names of languages or of the kind. Chinese goes first. */
    private static Json unwrapped(Json wrapped) {
        if (wrapped.at("content").isArray()) {
            return wrapped;
        }
        if (wrapped.at("post").isObject()) {
            return unwrapped(wrapped.at("post"));
        }
        return Stream.concat(Stream.of("zh_cn"), wrapped.names().stream())
                .map(wrapped::at)
                .filter(inner ->
                        inner.at("content").isArray() || inner.at("title").isText())
                // In a language in which nothing was written nobody reads it.
                .min(Comparator.comparing(inner -> inner.at("content").items().isEmpty()))
                .orElse(wrapped);
    }

    private void part(Json part) {
        String tag = part.text("tag").orElse("");
        switch (tag) {
            case "a" -> out.link(
                    mentions.named(part.text("text").orElse("")),
                    FeishuEvent.word(part, "href", "url").orElse(""));
            case "at" -> out.words(mentions.shown(part));
            case "emotion" -> out.words(
                    FeishuEvent.word(part, "emoji_type").map(e -> "[" + e + "]").orElse(""));
            case "img" -> file(MessageType.IMAGE, part, "image_key");
            case "media" -> file(MessageType.VIDEO, part, "file_key", "image_key");
            case "file" -> file(MessageType.FILE, part, "file_key");
            default -> other(part);
        }
    }

    private void file(MessageType type, Json part, String... keys) {
        FeishuEvent.word(part, keys).ifPresent(key -> out.attach(attachment(type, key, part)));
        // Where there is no key to fetch it by, its name is all there is to see.
        if (FeishuEvent.word(part, keys).isEmpty()) {
            out.words(FeishuEvent.word(part, "file_name", "name").orElse(""));
        }
        FeishuEvent.word(part, "text", "alt").map(mentions::named).ifPresent(out::words);
    }

    private void other(Json part) {
        boolean hasFile = FeishuEvent.word(part, "file_key", "image_key").isPresent();
        FeishuEvent.word(part, "file_key").ifPresent(key -> out.attach(attachment(MessageType.FILE, key, part)));
        FeishuEvent.word(part, "image_key").ifPresent(key -> out.attach(attachment(MessageType.IMAGE, key, part)));
        String words = part.text("text")
                .or(() -> part.text("content"))
                .or(() -> FeishuEvent.word(part, "name", "file_name").filter(name -> !hasFile))
                .orElse("");
        String address = FeishuEvent.word(part, "href", "url").orElse("");
        if (!words.isEmpty() || !address.isEmpty()) {
            out.link(mentions.named(words), address);
        }
        for (String inside : INSIDE) {
            Json deeper = part.at(inside);
            if (deeper.isObject()) {
                part(deeper);
            }
            for (Json item : deeper.items()) {
                if (item.isArray()) {
                    out.newLine();
                }
                (item.isArray() ? item.items() : List.of(item)).forEach(this::part);
            }
        }
        // A bare word among the parts.
        if (part.isText()) {
            out.words(mentions.named(part.text().orElse("")));
        }
    }

    static Attachment attachment(MessageType type, String reference, Json content) {
        return new Attachment(
                type,
                reference,
                FeishuEvent.word(content, "file_name", "name"),
                OptionalLong.empty(),
                content.number("duration").stream()
                        .filter(millis -> millis >= 0)
                        .findFirst());
    }
}
