// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** What a message of the company's platform says. */
final class GenericContent {
    /** @param kind as the platform names it: an event is one, all else is a message */
    Content of(Json item, String kind) {
        ContentBuilder content = new ContentBuilder();
        item.text("text").ifPresent(content::said);
        List<Json> files = item.at("files").items();
        for (Json file : files) {
            content.attach(file(file));
        }
        item.at("mentions").items().forEach(who -> GenericWire.addressee(who).ifPresent(content::mention));
        Json quote = item.at("quote");
        if (quote.isObject()) {
            content.quote(new Quote(
                    quote.text("id"),
                    quote.text("from").filter(f -> !f.isBlank()).map(Sender::person),
                    quote.text("text").orElse("")));
        }
        Json action = item.at("action");
        if (action.isObject()) {
            content.answering(action.text("letter"))
                    .choice(action.text("choice").orElse(""));
        }
        if (kind.equals("event")) {
            event(item.at("event"), content);
            return content.build(MessageType.EVENT);
        }
        boolean words = item.text("text").filter(t -> !t.isBlank()).isPresent();
        return content.build(
                words || files.isEmpty()
                        ? MessageType.TEXT
                        : files.size() == 1 ? type(files.get(0)) : MessageType.FILE);
    }

    private static void event(Json event, ContentBuilder content) {
        String name = event.text("name").filter(n -> !n.isBlank()).orElse("event");
        String zh = event.text("zh").filter(t -> !t.isBlank()).orElse(name);
        content.event(
                name,
                LocalText.of(zh, event.text("en").filter(t -> !t.isBlank()).orElse(zh)));
        Json values = event.at("values");
        values.names().forEach(value -> content.field(value, values.text(value)));
    }

    private static Attachment file(Json file) {
        return new Attachment(
                type(file),
                file.text("id").orElse(""),
                file.text("name"),
                known(file.number("bytes")),
                known(file.number("millis")));
    }

    private static OptionalLong known(OptionalLong number) {
        return number.isPresent() && number.getAsLong() >= 0 ? number : OptionalLong.empty();
    }

    private static MessageType type(Json file) {
        return Optional.of(file.text("type").orElse("file"))
                .map(type -> switch (type) {
                    case "image" -> MessageType.IMAGE;
                    case "voice" -> MessageType.VOICE;
                    case "video" -> MessageType.VIDEO;
                    default -> MessageType.FILE;
                })
                .orElseThrow();
    }
}
