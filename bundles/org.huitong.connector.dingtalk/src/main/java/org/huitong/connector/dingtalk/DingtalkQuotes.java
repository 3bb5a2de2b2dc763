// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;

import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Content;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** The earlier message that one answers: whose it was, what it said, and which files it had. Pure. */
final class DingtalkQuotes {
    private static final List<String> QUOTED = List.of(
            "repliedMsg",
            "quoteMessage",
            "quotedMsg",
            "quoteMsg",
            "quote",
            "quoteContent",
            "quotedMessage",
            "repliedMessage",
            "replyMsg",
            "replyMessage",
            "originalMsg",
            "originalMessage",
            "referMsg");

    private static final LocalText KEPT =
            LocalText.of("钉钉没有给出被引用消息的内容", "DingTalk gave nothing of the message that is quoted");

    private final DingtalkPeople people;
    private final DingtalkBody body;

    DingtalkQuotes(DingtalkPeople people, DingtalkBody body) {
        this.people = people;
        this.body = body;
    }

    void read(String kind, Json message, ContentBuilder out) {
        Optional<Json> quoted = quoted(kind, message);
        if (quoted.isPresent()) {
            quote(quoted.get(), message, out);
        } else if (isReply(kind, message)) {
            id(Optional.empty(), message).ifPresent(id -> unseen(Optional.of(id), Optional.empty(), out));
        }
    }

    /** It stands beside the words or around them, and older clients have other names for it. */
    private static Optional<Json> quoted(String kind, Json message) {
        for (Json place : places(kind, message)) {
            for (String name : QUOTED) {
                Json quoted = unfolded(place.at(name));
                if (quoted.isObject() && !quoted.names().isEmpty()
                        || quoted.text().filter(t -> !t.isBlank()).isPresent()) {
                    return Optional.of(quoted);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Json> places(String kind, Json message) {
        return List.of(message.at("text"), unfolded(message.at("content")), unfolded(message.at(kind)), message);
    }

    /** Of a forwarded message the original's id stands there, too. */
    private static boolean isReply(String kind, Json message) {
        boolean said = places(kind, message).stream()
                .anyMatch(
                        place -> place.text("isReplyMsg").filter("true"::equals).isPresent());
        boolean forwarded = said(message, "isForwardMsg")
                .filter(is -> is.equals("1") || is.equals("true"))
                .isPresent();
        return said || !forwarded && said(message, "originalMsgId").isPresent();
    }

    private void quote(Json quoted, Json message, ContentBuilder out) {
        Optional<Sender> sender = quoted.isObject() ? people.sender(quoted) : Optional.empty();
        Optional<String> id = id(Optional.of(quoted), message);
        Optional<DingtalkBody> inside = body.within();
        if (!quoted.isObject() || inside.isEmpty()) {
            out.quote(new Quote(id, sender, quoted.text().orElse("")));
            return;
        }
        String kind = said(quoted, "msgType", "msgtype", "type").orElse("text");
        Content said = inside.get().read(kind, quoted, new ContentBuilder());
        if (ContentBuilder.readable(said).isEmpty() && said.attachments().isEmpty()) {
            unseen(id, sender, out);
        } else {
            out.quote(new Quote(id, sender, ""), said);
        }
    }

    private static void unseen(Optional<String> id, Optional<Sender> sender, ContentBuilder out) {
        out.quote(new Quote(id, sender, "")).lacking(Unavailable.Reason.WITHHELD, KEPT);
    }

    /** A message of the robot itself is known here by the key that sending gave, every other one by its own id. */
    private Optional<String> id(Optional<Json> quoted, Json message) {
        Optional<String> key = said(message, "originalProcessQueryKey");
        boolean own = quoted.flatMap(there -> said(there, "senderId"))
                .filter(people::isRobot)
                .isPresent();
        return key.filter(there -> own)
                .or(() -> quoted.flatMap(there -> said(there, "msgId", "messageId")))
                .or(() -> said(message, "originalMsgId"))
                .or(() -> key);
    }
}
