// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Xml;

/** What somebody said to a robot, or did with what it had said, and what they quoted for it. Pure. */
final class WecomSpeech {
    /** As the vendor calls it, and as other versions and bridges do. */
    private static final List<String> QUOTES =
            List.of("quote", "quote_msg", "quote_message", "quoted", "quoted_message", "refer_msg", "reply_msg");

    private WecomSpeech() {}

    static Content content(String kind, Json json, String tenant) {
        return switch (kind) {
            case "event" -> event(json.at(kind));
                // A press on a button that a message of an older robot carried.
            case "attachment" -> WecomEvents.content(kind, WecomTree.of(kind, json.at(kind)));
            default -> message(kind, json, tenant);
        };
    }

    /** The platform's id of the message that this one quotes. */
    static Optional<String> quoted(Json json) {
        return WecomRobot.said(quoteOf(WecomRobot.said(json, "msgtype").orElse(""), json), "msgid");
    }

    /** Beside what was said, or within it. */
    private static Json quoteOf(String kind, Json json) {
        return Stream.of(json, json.at(kind))
                .flatMap(place -> QUOTES.stream().map(place::at))
                .filter(quote -> !quote.names().isEmpty()
                        || quote.text().filter(text -> !text.isBlank()).isPresent())
                .findFirst()
                .orElseGet(() -> json.at(QUOTES.get(0)));
    }

    private static Content event(Json event) {
        return WecomEvents.content(WecomRobot.said(event, "eventtype").orElse("event"), WecomTree.of("event", event));
    }

    // Quotes within quotes are bounded by the reader's own limit on depth.
    private static Content message(String kind, Json json, String tenant) {
        ContentBuilder out = new ContentBuilder();
        Optional<MessageType> type = WecomKinds.say(kind, body(kind, json), out);
        quote(quoteOf(kind, json), tenant, out);
        return WecomKinds.content(kind, type, out);
    }

    /** What stands under the kind; of a kind that has no place of its own, whatever stands beside it. */
    private static Xml body(String kind, Json json) {
        Json body = json.at(kind);
        return body.exists() && !kind.isEmpty()
                ? WecomTree.of(kind, body)
                : WecomTree.without(WecomTree.of(kind, json), WecomKinds.ENVELOPE);
    }

    private static void quote(Json quote, String tenant, ContentBuilder out) {
        if (quote.isText()) {
            out.quote(new Quote(Optional.empty(), Optional.empty(), quote.text().orElse("")));
        } else if (!quote.names().isEmpty()) {
            Optional<Sender> sender = Optional.of(WecomRobot.sender(quote.at("from"), tenant))
                    .filter(who -> !who.id().isEmpty());
            String kind = WecomRobot.said(quote, "msgtype").orElse("");
            out.quote(new Quote(WecomRobot.said(quote, "msgid"), sender, ""), message(kind, quote, tenant));
        }
    }
}
