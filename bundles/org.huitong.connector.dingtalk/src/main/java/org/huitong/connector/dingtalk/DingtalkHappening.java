// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.huitong.connector.dingtalk.DingtalkJson.said;
import static org.huitong.connector.dingtalk.DingtalkJson.told;
import static org.huitong.connector.dingtalk.DingtalkJson.unfolded;
import static org.huitong.connector.dingtalk.DingtalkRobot.PLATFORM;

import java.util.Optional;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.kit.parse.Json;

/** What an event says, where it happened and who did it, whichever shape it came in. Pure. */
record DingtalkHappening(String name, Json data) {
    /** As the template for our cards names what a button gives back. */
    private static final String CHOICE = "choice";

    /** More is chosen by nobody. */
    private static final int CHOICES = 50;

    Content content() {
        ContentBuilder out = new ContentBuilder().event(name, DingtalkSentences.of(name));
        DingtalkFacts.write(data, out);
        chosen(out);
        return out.build(MessageType.EVENT);
    }

    /** The button of a card with what was entered beside it, or the entry of a service account's menu. */
    private void chosen(ContentBuilder out) {
        told(data, "actionKey").ifPresent(out::choice);
        out.answering(told(data, "outTrackId"));
        for (Json place : new Json[] {data, unfolded(data.at("content")), unfolded(data.at("value"))}) {
            Json pressed = unfolded(place.at("cardPrivateData"));
            if (!pressed.exists()) {
                continue;
            }
            Json params = unfolded(pressed.at("params"));
            Optional<String> ours = params.text(CHOICE).filter(c -> !c.isBlank());
            if (ours.isPresent()) {
                // The place of a button of ours says nothing to anybody.
                out.choice(ours.get());
                return;
            }
            pressed.at("actionIds").items().stream()
                    .limit(CHOICES)
                    .flatMap(id -> id.text().stream())
                    .forEach(out::choice);
            params.names().stream().sorted().limit(CHOICES).forEach(param -> chosen(unfolded(params.at(param)), out));
            // The platform tells the same once more in another place.
            return;
        }
    }

    /** A value, several of them, or of a list to choose from the value beside its place. */
    private static void chosen(Json value, ContentBuilder out) {
        value.text().ifPresent(out::choice);
        value.items().stream()
                .limit(CHOICES)
                .flatMap(each -> each.text().stream())
                .forEach(out::choice);
        value.text("value").ifPresent(out::choice);
    }

    /** What happens to a group is told in the group; everything else in the room for events of the company. */
    Conversation room(String company) {
        boolean direct = name.startsWith("single_");
        return told(data, "openConversationId")
                .or(() -> name.startsWith("chat_") ? told(data, "chatId") : Optional.empty())
                .map(room -> Conversation.of(room, direct ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP))
                .orElseGet(() -> Conversation.ofEvents(PLATFORM, company));
    }

    /** Who did it, where the event says so; the people it happened to are not its sender. */
    Sender sender() {
        Json operator = unfolded(data.at("operator"));
        Optional<String> by = told(data, "operator", "operatorUserId", "fromUserId")
                .or(() -> told(operator, "userId", "staffId", "unionId"))
                .or(() -> isDoneByStaff() ? told(data, "staffId") : Optional.empty())
                .or(() -> isDoneByUser() ? told(data, "userId") : Optional.empty())
                .or(() -> told(data, "operatorUnionId", "fromUser"));
        return by.map(id -> alias(Sender.person(id, said(data, "senderNick").orElse(null))))
                .orElse(Sender.SYSTEM);
    }

    private Sender alias(Sender sender) {
        Sender known =
                told(data, "operatorUnionId", "fromUser").map(sender::alias).orElse(sender);
        return isDoneByUser() ? told(data, "unionId").map(known::alias).orElse(known) : known;
    }

    private boolean isDoneByStaff() {
        return name.startsWith("bpms_") || name.startsWith("workflow_") || name.equals("check_in");
    }

    private boolean isDoneByUser() {
        return name.startsWith("robot_msg_") || data.at("outTrackId").exists();
    }
}
