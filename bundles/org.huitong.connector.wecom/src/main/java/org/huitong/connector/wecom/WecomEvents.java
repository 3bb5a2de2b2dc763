// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.message.Content;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Xml;

/**
 * What happened, as content: the platform's words and values as text, our sentence beside them, and what somebody
 * chose as an action. Both doors tell of events in the same words. Pure.
 */
final class WecomEvents {
    /** What says who, where and when, and stands in the message apart from its content. */
    private static final Set<String> ENVELOPE = Set.of(
            "tousername",
            "fromusername",
            "createtime",
            "timestamp",
            "msgtype",
            "msgid",
            "event",
            "eventtype",
            "infotype",
            "agentid");

    private WecomEvents() {}

    /** @param told the document or the body that tells of the event */
    static Content content(String name, Xml told) {
        Xml inside = WecomTree.without(told, ENVELOPE);
        // A robot's event stands once more under its own name.
        Xml event = named(
                name,
                WecomTree.child(inside, WecomTree.plain(name))
                        .filter(child -> !WecomTree.isLeaf(child))
                        .orElse(inside));
        ContentBuilder out = new ContentBuilder().event(name, WecomTitles.of(name, within(event)));
        WecomValues.lines(event).forEach(out::line);
        choices(name, event, out);
        elsewhere(name).ifPresent(why -> out.lacking(Unavailable.Reason.WITHHELD, why));
        return out.build(MessageType.EVENT);
    }

    private static Xml named(String name, Xml event) {
        return new Xml(name, event.text(), event.children());
    }

    private static List<String> within(Xml event) {
        return Stream.of(
                        WecomTree.value(event, "updatedetail"),
                        WecomTree.value(event, "changetype"),
                        WecomTree.child(event, "approvalinfo")
                                .flatMap(approval -> WecomTree.value(approval, "spstatus", "openspstatus")),
                        WecomTree.value(event, "status"),
                        WecomTree.value(event, "type"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The button or entry, the options of each question, the code that was scanned, the judgement of an answer. */
    private static void choices(String name, Xml event, ContentBuilder out) {
        Optional<String> key = WecomTree.value(event, "eventkey");
        key.ifPresent(out::choice);
        if (name.equalsIgnoreCase("view")) {
            out.address(key);
        }
        WecomTree.all(event, "selecteditem").map(WecomValues::chosen).forEach(out::choice);
        WecomTree.all(event, "scanresult").map(code -> code.text().strip()).forEach(out::choice);
        WecomTree.all(event, "actions")
                .flatMap(button -> WecomValues.pair(button).stream())
                .forEach(out::choice);
        if (name.equals("feedback_event")) {
            WecomTree.value(event, "type")
                    .map(type -> WecomCodes.word(name, "type", type).orElse(type))
                    .ifPresent(out::choice);
            out.answering(WecomTree.value(event, "id"));
        } else {
            out.answering(WecomTree.value(event, "taskid", "callbackid"));
        }
    }

    /** Events that only announce what was said. */
    private static Optional<LocalText> elsewhere(String name) {
        return switch (name) {
            case "kf_msg_or_event" -> Optional.of(LocalText.of(
                    "平台只通知微信客服有新消息，内容须另行拉取，目前尚不支持",
                    "the platform only tells that the customer service has news; fetching it is not built yet"));
            case "msgaudit_notify" -> Optional.of(LocalText.of(
                    "平台只通知会话内容存档有新消息，内容在存档里",
                    "the platform only tells that the chat archive has news; what was said is in the archive"));
            default -> Optional.empty();
        };
    }
}
