// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.part;
import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkJson.words;

import java.util.Locale;
import java.util.Optional;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.MessageType;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/**
 * The pieces of a rich text in their order: words, mentions, links, pictures and files. A sent one names its pieces by
 * {@code type} and {@code text}, a quoted one by {@code msgType} and {@code content}; a piece of a kind that is not known
 * passes its words on. Pure.
 */
final class DingtalkRichText {
    private static final String[] PIECES = {"richText", "children", "elements", "nodes", "content", "items"};

    private final DingtalkPeople people;
    private final ContentBuilder out;

    DingtalkRichText(DingtalkPeople people, ContentBuilder out) {
        this.people = people;
        this.out = out;
    }

    /** The body of a message: the list itself, or an object with a list in it. */
    void read(Json body) {
        if (body.isObject()) {
            said(body, "title").ifPresent(out::line);
        }
        part(body, "richText", "content").filter(Json::isArray).ifPresentOrElse(this::pieces, () -> pieces(body));
    }

    private void pieces(Json list) {
        for (Json piece : list.items()) {
            piece(unfolded(piece));
        }
    }

    private void piece(Json piece) {
        if (piece.isArray()) {
            out.newLine();
            pieces(piece);
        } else if (!piece.isObject()) {
            piece.text().ifPresent(out::words);
        } else {
            String kind = said(piece, "type", "msgType", "msgtype", "tag")
                    .orElse("text")
                    .toLowerCase(Locale.ROOT);
            switch (kind) {
                case "at", "mention" -> mention(piece);
                case "br", "newline", "linebreak" -> out.newLine();
                case "picture", "image", "img" -> file(MessageType.IMAGE, piece);
                case "video" -> file(MessageType.VIDEO, piece);
                case "audio", "voice" -> file(MessageType.VOICE, piece);
                case "file" -> file(MessageType.FILE, piece);
                default -> other(kind, piece);
            }
        }
    }

    private void mention(Json piece) {
        String name = said(piece, "atName", "name", "userName", "nick", "text", "content")
                .orElse("");
        String bare = name.startsWith("@") ? name.substring(1).strip() : name;
        Optional<Addressee> called = people.addressee(piece, bare);
        called.ifPresent(out::mention);
        // Without a name the id is what there is to see.
        String shown = bare.isEmpty()
                ? called.flatMap(who -> who.ids().stream().findFirst()).orElse("")
                : bare;
        if (!shown.isEmpty()) {
            out.words("@" + shown);
        }
    }

    /** The platform puts a picture into a piece that has words, too. */
    private void file(MessageType type, Json piece) {
        words(piece, "text", "content", "caption").ifPresent(out::words);
        DingtalkFiles.read(type, piece, out);
    }

    private void other(String kind, Json piece) {
        Optional<Json> inner = part(piece, PIECES).filter(Json::isArray);
        boolean block = kind.startsWith("paragraph") || kind.equals("p");
        if (block) {
            out.newLine();
        }
        Optional<String> words = words(piece, "text", "content", "title", "name", "value", "emotionName", "code");
        Optional<String> address = said(piece, "href", "url", "messageUrl", "link");
        if (address.isPresent()) {
            out.link(words.orElse(""), address.get());
        } else {
            words.filter(text -> inner.isEmpty() || !text.strip().startsWith("["))
                    .ifPresent(out::words);
        }
        boolean file = DingtalkFiles.isIn(piece);
        if (file) {
            // One without its kind is a picture, unless it has a name.
            boolean named = said(piece, "fileName").isPresent();
            DingtalkFiles.read(named ? MessageType.FILE : MessageType.IMAGE, piece, out);
        }
        inner.ifPresent(this::pieces);
        if (words.isEmpty() && address.isEmpty() && inner.isEmpty() && !file) {
            DingtalkFacts.write(piece, out.newLine(), "type", "msgType", "msgtype", "tag");
            out.newLine();
        }
        if (block) {
            out.newLine();
        }
    }
}
